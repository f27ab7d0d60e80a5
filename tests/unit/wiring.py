"""Relations for the tests of drawings, communities and formats: no database, only names."""

from datetime import UTC, datetime
from typing import Any, Final

from msgspec.structs import replace

from graph.model import All, Relation, Visibility

NOW: Final = datetime(2026, 11, 1, 12, tzinfo=UTC)
SEEN: Final = Visibility(project_id="p", filter=All(), now=NOW)


def tie(line: str, **changes: Any) -> Relation:
    """Give the relation of a line `Source predicate Target`; ids are the names."""
    source, predicate, target = line.split(" ")
    relation = Relation(
        id=line,
        owner_key="o",
        source=source,
        source_id=source,
        source_type="person",
        predicate=predicate,
        target=target,
        target_id=target,
        target_type="person",
        valid_from="2026-01-01T00:00:00Z",
        valid_from_precision="day",
        valid_to="9999-12-31T00:00:00Z",
        valid_to_precision="none",
        recorded_at="2026-01-01T00:00:00Z",
        retired_at="9999-12-31T00:00:00Z",
        confidence=1.0,
        memory_ids=["m1", "m2"],
        fact=line,
    )
    return replace(relation, **changes)
