"""Exports and profiles, from asked for to made, for tests that look at what becomes of them."""

from typing import Any

from msgspec.structs import replace

from graph import events, exports, profiles
from graph.exports import Export, ExportRow
from graph.plan import MemoryRow
from graph.profiles import Awaited, Profile
from graph.session import Graph
from graph.works import Made, Outcome, Work
from tests.graph.writing import (
    THEN,
    Leased,
    commit,
    leased,
    memory,
    new_id,
    owner_key,
    scope,
)

MADE = Made(fields='{"city":"Oslo"}', unfilled=(), extractor="offline", memories=1, total=1)
OUTCOME = Outcome(
    results='[{"id":"e"}]',
    extractor="offline",
    model_calls=0,
    tokens_in=0,
    tokens_out=0,
    milliseconds=1,
)


def export_row(project_id: str, **changes: Any) -> ExportRow:
    row = ExportRow(
        id=new_id(),
        project_id=project_id,
        event_id=new_id(),
        schema="{}",
        filter="{}",
        filter_key="f",
        scope_keys=(scope(project_id).key,),
        created_at=THEN,
    )
    return replace(row, **changes)


async def remembered(graph: Graph, project_id: str, name: str = "mira") -> MemoryRow:
    """Store a memory of a user."""
    own = scope(project_id, name)
    said = memory(owner_key(project_id, name), scope_keys=(own.key,), user_id=name)
    await commit(graph, project_id, scopes=(own,), memories=(said,))
    return said


def work(project_id: str, found: Leased, *memory_ids: str) -> Work:
    return Work(
        project_id=project_id,
        event_id=found.event_id,
        lane_key=owner_key(project_id),
        token=found.token,
        memory_ids=memory_ids,
        outcome=OUTCOME,
    )


async def asked(graph: Graph, project_id: str, **changes: Any) -> tuple[ExportRow, Leased]:
    """Ask for an export whose event is leased."""
    found = await leased(graph, project_id, messages=0, kind="EXPORT")
    row = export_row(project_id, event_id=found.event_id, **changes)
    await graph.write(exports.create, row)
    return row, found


async def exported(graph: Graph, project_id: str, *memory_ids: str, **changes: Any) -> ExportRow:
    """Make an export of these memories."""
    row, found = await asked(graph, project_id, **changes)

    assert await graph.write(exports.save, row.id, MADE, work(project_id, found, *memory_ids))
    return row


async def profiled(graph: Graph, project_id: str, *memory_ids: str) -> Leased:
    """Make mira's profile of these memories."""
    found = await leased(graph, project_id, messages=0, kind="PROFILE")
    key = scope(project_id).key
    awaited = Awaited(key=key, event_id=found.event_id)
    await graph.write(profiles.wait_for, project_id, [awaited], THEN)
    done = work(project_id, found, *memory_ids)

    assert await graph.write(profiles.save, key, MADE, done=done, at=THEN)
    return found


async def exports_left(graph: Graph, project_id: str) -> list[Export]:
    return await graph.read(exports.find_latest, project_id, "f")


async def profiles_left(graph: Graph, project_id: str) -> list[Profile]:
    return await graph.read(profiles.find, project_id, scope(project_id).key)


async def state_of(graph: Graph, project_id: str, event_id: str) -> str:
    return (await graph.read(events.get, project_id, event_id)).state
