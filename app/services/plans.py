"""Makes the plan of an event's commit on what the graph is now, and commits it."""

from datetime import UTC, datetime
from time import perf_counter
from typing import Final

from app import faults
from app.services.chapters import chapter
from app.services.planning import Draft, planned
from graph import commits
from graph.errors import ConflictError
from graph.plan import Plan
from graph.session import Graph, Tx

TRIES: Final = 5


async def committed(graph: Graph, draft: Draft, *, token: str, began: float) -> bool:
    """Plan and write, again when somebody else wrote to the owner's graph in between.

    False when the lease was lost; raises ConflictError when others wrote in between every time.
    """
    for left in reversed(range(TRIES)):
        try:
            made = await graph.read(plan, draft, token=token, began=began)
            return await graph.write(commit, made)
        except ConflictError:
            if not left:
                raise
    return False


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
