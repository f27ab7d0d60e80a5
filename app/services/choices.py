"""Pure: which memories a job is about: the same choice in other words is the same."""

from collections.abc import Iterator
from typing import Final

import msgspec
from msgspec import Struct

from app.services.errors import InvalidRequestError
from app.services.filters import Siblings, is_positively_scoped, narrowed, parsed
from app.services.scoping import owner, scope_key
from graph.keys import OWNER, hashed
from graph.model import All, AnyOf, Condition, Filter, Not, ScopeIds, ScopeKind

FILTER: Final = "f"
KINDS: Final[dict[str, ScopeKind]] = {
    "user_id": "user",
    "agent_id": "agent",
    "app_id": "app",
    "run_id": "run",
}
NO_SCOPE: Final = "One of the filters: app_id, user_id, agent_id, run_id is required!"


class Choice(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A filter as it came, and the ids beside it."""

    filters: dict[str, object] | None = None
    ids: ScopeIds = ScopeIds()

    def tree(self, *, missing: str = NO_SCOPE) -> Filter:
        """Read it; raises InvalidRequestError, without a scope with these words."""
        tree = narrowed(parsed(self.filters), Siblings(ids=self.ids))
        if not is_positively_scoped(tree):
            raise InvalidRequestError(missing, "filters")
        return tree


def filter_key(tree: Filter) -> str:
    """Give the key that equal filters share, whatever the order of what they say."""
    return hashed(FILTER, _canonical(tree))


def named(tree: Filter) -> list[tuple[ScopeKind, str]]:
    """Give the scopes that a filter names, those too that it leaves out."""
    return list(dict.fromkeys(_named(tree)))


def scope_keys(project_id: str, tree: Filter) -> tuple[str, ...]:
    """Give the keys of the scopes that a filter names."""
    return tuple(scope_key(project_id, kind, name) for kind, name in named(tree))


def only_ids(tree: Filter) -> ScopeIds:
    """Give the ids of which the filter names one of its kind."""
    found: dict[str, list[str]] = {}
    for kind, name in named(tree):
        found.setdefault(f"{kind}_id", []).append(name)
    return ScopeIds(**{field: names[0] for field, names in found.items() if len(names) == 1})


def lane_key(project_id: str, ids: ScopeIds) -> str:
    """Give the lane of a job: behind what its owner was told before, else the project's own."""
    return owner(project_id, ids).key if ids.named else hashed(OWNER, project_id)


def _named(tree: Filter) -> Iterator[tuple[ScopeKind, str]]:
    match tree:
        case Condition(field=field, value=value) if field in KINDS:
            for one in value if isinstance(value, list | tuple) else [value]:
                if isinstance(one, str):
                    yield KINDS[field], one
        case Condition():
            pass
        case Not(part=part):
            yield from _named(part)
        case All(parts=parts) | AnyOf(parts=parts):
            for part in parts:
                yield from _named(part)


def _canonical(tree: Filter) -> str:
    match tree:
        case Condition():
            return msgspec.json.encode(tree).decode()
        case Not(part=part):
            return f"not({_canonical(part)})"
        case All(parts=parts):
            return f"all({' '.join(sorted(map(_canonical, _flat(parts))))})"
        case AnyOf(parts=parts):
            return f"any({' '.join(sorted(map(_canonical, parts)))})"


def _flat(parts: tuple[Filter, ...]) -> Iterator[Filter]:
    for part in parts:
        if isinstance(part, All):
            yield from _flat(part.parts)
        else:
            yield part
