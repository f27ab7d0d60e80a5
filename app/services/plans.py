"""Makes the plan of an event's commit on what the graph is now."""

from datetime import UTC, datetime
from time import perf_counter

from app.services.chapters import chapter
from app.services.planning import Draft, planned
from graph.plan import Plan
from graph.session import Tx


async def plan(tx: Tx, draft: Draft, *, token: str, began: float) -> Plan:
    """Read every owner's graph and settle its part; `began` is a `perf_counter` reading."""
    now = datetime.now(UTC)
    chapters = [await chapter(tx, draft, part=part, now=now) for part in draft.parts]
    spent = int((perf_counter() - began) * 1000)
    return planned(draft, chapters, token=token, milliseconds=spent)
