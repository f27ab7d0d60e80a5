"""Goes through an add before anybody sends one, in transactions that are undone.

The first add on a Neo4j that has just started takes seconds: plans are made and code is compiled.
"""

from datetime import UTC, datetime
from typing import Final, NoReturn
from uuid import uuid4

from msgspec import Struct

from app.services.additions import Addition, Said, event_row, new_messages
from app.services.contexts import context
from app.services.conversations import Context
from app.services.drafting import Drafting
from app.services.planning import Draft
from app.services.plans import plan
from graph import commits, events, lanes
from graph.errors import GraphError
from graph.events import EventRow, NewMessage
from graph.model import Message, Project, ScopeIds
from graph.session import Graph, Tx

# plans are made in the first round, code is compiled after some
ROUNDS: Final = 8
# no lane of anybody is ready since then, so that the lease takes ours
LONG_AGO: Final = datetime(1970, 1, 2, tzinfo=UTC)
LONG_AGO_MS: Final = int(LONG_AGO.timestamp() * 1000)
TEXT: Final = "My friend Anna lives in Oslo and works at Halden Optics. I moved to Bergen."
ADDITION: Final = Addition(
    ids=ScopeIds(user_id="nobody"), messages=(Said(role="user", text=TEXT),), enable_graph=True
)


class UndoneError(Exception):
    """Undoes the transaction that it leaves; says whether that was ready to be committed."""

    def __init__(self, *, is_whole: bool) -> None:
        """Say how far it went."""
        super().__init__()
        self.is_whole = is_whole


class Part(Struct, frozen=True, kw_only=True):
    """One add of nobody's, read already."""

    event: EventRow
    messages: list[NewMessage]
    draft: Draft


async def rehearse(graph: Graph, drafting: Drafting) -> int:
    """Go through some adds, leave nothing in the database, and give how many went to their end.

    For models of this machine alone: others would be paid for it. Neo4j's errors only end it.
    """
    whole = 0
    try:
        for _ in range(ROUNDS):
            whole += await _undone(graph, await _part(drafting))
    except GraphError:
        pass  # whoever sends an add will be told
    return whole


async def _undone(graph: Graph, part: Part) -> bool:
    try:
        await graph.write(_play, part)
    except UndoneError as undone:
        return undone.is_whole
    return False


async def _part(drafting: Drafting) -> Part:
    at = LONG_AGO.isoformat()
    project = Project(
        id=str(uuid4()), organization_id=str(uuid4()), name="", created_at=at, updated_at=at
    )
    event = event_row(project, ADDITION, key=None, now=LONG_AGO)
    messages = new_messages(ADDITION, LONG_AGO)
    said = [
        Message(id=one.id, event_id=event.id, position=0, role=one.role, text=one.text, sent_at=at)
        for one in messages
    ]
    draft = await drafting.draft(
        project.id, event.id, addition=ADDITION, context=Context(messages=tuple(said))
    )
    return Part(event=event, messages=messages, draft=draft)


async def _play(tx: Tx, part: Part) -> NoReturn:
    """Do all that an add leads to; raises UndoneError at the end."""
    token, event = part.event.id, part.event
    await events.create(tx, event, part.messages)
    lease = await lanes.lease(
        tx, token=token, now_ms=LONG_AGO_MS, until_ms=LONG_AGO_MS + 1, limit=1
    )
    if lease is None:
        raise UndoneError(is_whole=False)
    await context(tx, event.project_id, event=lease.events[0], addition=ADDITION)
    is_whole = await commits.create(tx, await plan(tx, part.draft, token=token, began=0.0))
    await lanes.release(tx, lease.key, token=token, now_ms=LONG_AGO_MS)
    raise UndoneError(is_whole=is_whole)
