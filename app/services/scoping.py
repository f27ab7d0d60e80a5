"""Pure: whose graph a write goes to, and the keys of owners and scopes."""

from typing import Final

from msgspec import Struct

from graph.evidence import Evidence
from graph.keys import OWNER, SCOPE, hashed
from graph.model import Memory, ScopeIds, ScopeKind
from graph.plan import ScopeRow

NUMBER_DIGITS: Final = 13


class Owner(Struct, frozen=True, kw_only=True):
    """The scope whose graph entities live in: the user, else the agent, the app, the run."""

    key: str
    kind: ScopeKind
    external_id: str


def owner(project_id: str, ids: ScopeIds) -> Owner:
    """Give the owner of what carries these ids; there is at least one."""
    kind, external_id = ids.named[0]
    return Owner(
        key=hashed(OWNER, project_id, kind, external_id), kind=kind, external_id=external_id
    )


def ids_of(memory: Memory | Evidence) -> ScopeIds:
    """Give the ids that a memory carries."""
    return ScopeIds(
        user_id=memory.user_id,
        agent_id=memory.agent_id,
        app_id=memory.app_id,
        run_id=memory.run_id,
    )


def scope_key(project_id: str, kind: ScopeKind, external_id: str) -> str:
    """Give the key of a scope."""
    return hashed(SCOPE, project_id, kind, external_id)


def scope_rows(project_id: str, ids: ScopeIds) -> tuple[ScopeRow, ...]:
    """Give the scopes of the ids, to be merged."""
    return tuple(_scope_row(project_id, kind, external_id) for kind, external_id in ids.named)


def as_speaker(ids: ScopeIds, *, is_agent: bool) -> ScopeIds:
    """Give what a fact carries: of a user and an agent only the one who said it (contract 2.1)."""
    if ids.user_id is None or ids.agent_id is None:
        return ids
    return ScopeIds(
        user_id=None if is_agent else ids.user_id,
        agent_id=ids.agent_id if is_agent else None,
        app_id=ids.app_id,
        run_id=ids.run_id,
    )


def _scope_row(project_id: str, kind: ScopeKind, external_id: str) -> ScopeRow:
    return ScopeRow(
        key=scope_key(project_id, kind, external_id),
        kind=kind,
        external_id=external_id,
        number=_number(project_id, kind, external_id),
    )


def _number(project_id: str, kind: str, external_id: str) -> int:
    """52 bits: mem0's clients in JavaScript must hold it without loss."""
    return int(hashed("", project_id, kind, external_id)[:NUMBER_DIGITS], 16)
