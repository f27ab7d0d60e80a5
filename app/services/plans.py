"""Makes the plan of an event's commit on what the graph is now, and commits it."""

from datetime import UTC, datetime
from time import perf_counter

from app import faults
from app.services.chapters import chapter
from app.services.planning import Draft, planned
from graph import commits
from graph.plan import Plan
from graph.session import Tx


async def plan(tx: Tx, draft: Draft, *, token: str, began: float) -> Plan:
    """Read every owner's graph and settle its part; `began` is a `perf_counter` reading."""
    now = datetime.now(UTC)
    chapters = [await chapter(tx, draft, part=part, now=now) for part in draft.parts]
    spent = int((perf_counter() - began) * 1000)
    return planned(draft, chapters, token=token, milliseconds=spent)


async def commit(tx: Tx, made: Plan) -> bool:
    """Write the plan; False when its event is not leased under its token any more."""
    written = await commits.create(tx, made)
    faults.reach("inside_commit")
    return written
