"""Pure: the words under which full-text search finds scopes, and the pairs that filter metadata.

A scope is a token beside the memory's text, so one Lucene query asks for both (schema.md 2). The
tokens are hashes: an id may hold anything, a token only letters and digits.
"""

from collections.abc import Iterator, Mapping
from typing import Final, Literal, cast

import msgspec

from graph.keys import hashed
from graph.model import ScopeIds

TermKind = Literal["project", "user", "agent", "app", "run"]
LETTERS: Final[dict[TermKind, str]] = {
    "project": "j",
    "user": "u",
    "agent": "a",
    "app": "p",
    "run": "r",
}
SEPARATOR: Final = "\x1f"


def scope_terms(project_id: str, owner_key: str, ids: ScopeIds) -> str:
    """Give the tokens of a memory or message: its project, its owner and each of its ids."""
    tokens = [term("project", project_id, ""), owner_key]
    for kind, external_id in ids.named:
        tokens += [term(kind, project_id, external_id), any_term(kind)]
    return " ".join(tokens)


def term(kind: TermKind, project_id: str, external_id: str) -> str:
    """Give the token of one scope, or with kind `project` and no external id of the project."""
    return hashed(LETTERS[kind], project_id, kind, external_id)


def any_term(kind: TermKind) -> str:
    """Give the token of everything that has some id of the kind: what `*` asks for."""
    return LETTERS[kind] + "any"


def metadata_pairs(metadata: Mapping[str, object] | None) -> tuple[str, ...]:
    """Give a pair for every scalar of the metadata; the keys of nested objects join with dots.

    A list gives a pair for each of its scalars.
    """
    return tuple(dict.fromkeys(_pairs("", metadata or {})))


def pair(key: str, scalar: object) -> str:
    """Write one key with one scalar, so that equal values of any number type are equal.

    Text stands between quotes as it is, so that a part of it is found as it is.
    """
    if isinstance(scalar, str):
        return f'{key}{SEPARATOR}"{scalar}"'
    if isinstance(scalar, float) and scalar.is_integer():
        scalar = int(scalar)
    return key + SEPARATOR + msgspec.json.encode(scalar).decode()


def _pairs(path: str, metadata: Mapping[str, object]) -> Iterator[str]:
    for key, value in metadata.items():
        for member in cast("list[object]", value) if isinstance(value, list) else [value]:
            if isinstance(member, dict):
                yield from _pairs(f"{path}{key}.", cast("dict[str, object]", member))
            elif not isinstance(member, list):
                yield pair(path + key, member)
