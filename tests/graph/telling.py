"""Memories and relations told to the database for the tests of reading, by the product's commit."""

from typing import Any, Final
from uuid import uuid4

from msgspec import Struct
from msgspec.structs import replace

from app.services.scoping import owner, scope_rows
from graph import commits, events
from graph.model import Condition, ScopeIds, Visibility
from graph.plan import (
    EntityRow,
    LaneVersion,
    MemoryRow,
    MessageRow,
    RelationRow,
    SourceRow,
)
from graph.session import Graph
from graph.terms import scope_terms
from tests.fakes import FakeEmbedder
from tests.graph.writing import (
    NOW,
    Leased,
    _lease,
    attested,
    event_row,
    memory,
    message,
    new_id,
    plan,
    relation,
)

MIRA: Final = ScopeIds(user_id="mira")


class Told(Struct, frozen=True, kw_only=True):
    """What one conversation left: a memory for each of its messages."""

    event_id: str
    memories: tuple[MemoryRow, ...]
    message_ids: tuple[str, ...]


def visibility(project_id: str, **changes: Any) -> Visibility:
    """See what a user has, by default mira's and now."""
    mine = Condition(field="user_id", operator="eq", value="mira")
    return replace(Visibility(project_id=project_id, filter=mine, now=NOW), **changes)


async def remembered(project_id: str, text: str, ids: ScopeIds = MIRA, **changes: Any) -> MemoryRow:
    """Give a memory as ingestion writes it, with its vector, terms and scopes."""
    whose = owner(project_id, ids)
    (embedding,) = await FakeEmbedder().embed([text])
    row = memory(
        whose.key,
        text,
        scope_terms=scope_terms(project_id, whose.key, ids),
        scope_keys=tuple(scope.key for scope in scope_rows(project_id, ids)),
        embedding=embedding,
        user_id=ids.user_id,
        agent_id=ids.agent_id,
        app_id=ids.app_id,
        run_id=ids.run_id,
    )
    return replace(row, **changes)


async def tell(
    graph: Graph, project_id: str, *memories: MemoryRow, ids: ScopeIds = MIRA, **parts: Any
) -> Told:
    """Commit a conversation of one message a memory; the message's words are the memory's."""
    whose = owner(project_id, ids)
    said = parts.pop("said", [one.text for one in memories])
    messages = [
        message(position, text=text, external_id=f"m{position}", name="Mira")
        for position, text in enumerate(said)
    ]
    event = event_row(project_id, owner_key=whose.key, user_id=ids.user_id, agent_id=ids.agent_id)
    await graph.write(events.create, event, messages)
    token = str(uuid4())
    version = await graph.write(_lease, event.id, token)
    vectors = await FakeEmbedder().embed(said)
    terms = scope_terms(project_id, whose.key, ids)
    rows = tuple(
        replace(one, sources=(SourceRow(message_id=messages[i].id, start=0, end=5),))
        for i, one in enumerate(memories)
    )
    leased = Leased(
        event_id=event.id, token=token, version=version, message_ids=[one.id for one in messages]
    )
    found = replace(
        plan(project_id, leased),
        lanes=(LaneVersion(key=whose.key, version=version),),
        scopes=scope_rows(project_id, ids),
        memories=rows,
        messages=tuple(
            MessageRow(id=one.id, embedding=vector, scope_terms=terms)
            for one, vector in zip(messages, vectors, strict=True)
        ),
        slots=tuple(row.slot for row in parts.get("relations", ()) if row.slot),
        **parts,
    )

    assert await graph.write(commits.create, found)

    return Told(event_id=event.id, memories=rows, message_ids=tuple(leased.message_ids))


async def relate(
    graph: Graph, project_id: str, *lines: tuple[str, EntityRow, EntityRow], **changes: Any
) -> list[tuple[RelationRow, MemoryRow]]:
    """Commit relations of `predicate, subject, object`, each attested by a memory of its own."""
    pairs: list[tuple[RelationRow, MemoryRow]] = []
    for predicate, subject, target in lines:
        text = f"{subject.name} {predicate} {target.name}"
        row = relation(subject, target, predicate=predicate, pair=new_id(), slot=None)
        said = await remembered(project_id, text)
        pairs.append(attested(replace(row, **changes), said, subject, target))
    ends = {end.key: end for _, subject, target in lines for end in (subject, target)}
    await tell(
        graph,
        project_id,
        *[said for _, said in pairs],
        relations=tuple(row for row, _ in pairs),
        entities=tuple(ends.values()),
    )
    return pairs
