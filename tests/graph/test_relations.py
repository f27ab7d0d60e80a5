from datetime import datetime, timedelta
from typing import Any

from msgspec.structs import replace

from graph import relations
from graph.model import OPEN, All, Condition, Relation, instant
from graph.plan import EvidenceRow, RetirementRow
from graph.session import Graph
from tests.graph.telling import relate, remembered, tell, visibility
from tests.graph.writing import (
    NOW,
    attested,
    days,
    entity,
    owner_key,
    relation,
    self_entity,
    text_of,
)


async def found(graph: Graph, project_id: str, *memory_ids: str, **changes: Any) -> list[Relation]:
    seen = visibility(project_id, **changes)
    return await graph.read(relations.find_attested, seen, memory_ids)


async def lived(
    graph: Graph, project_id: str, city: str, **changes: Any
) -> tuple[Relation | None, str]:
    """Say that Mira lives in a city; gives its relation as it is shown now, and the memory."""
    owner = owner_key(project_id)
    mira, place = self_entity(owner), entity(owner, city)
    said = {"valid_from": changes.get("valid_from", NOW)} | changes.pop("said", {})
    said = await remembered(project_id, f"Mira lives in {city}", **said)
    row, said = attested(relation(mira, place, **changes), said, mira, place)
    await tell(graph, project_id, said, relations=(row,), entities=(mira, place))
    shown = await found(graph, project_id, said.id)
    return (shown[0] if shown else None), said.id


async def test_a_relation_shows_both_ends_and_its_evidence(graph: Graph, project_id: str):
    shown, memory_id = await lived(graph, project_id, "Oslo")

    assert shown is not None
    assert ("Mira", "lives_in", "Oslo") == (shown.source, shown.predicate, shown.target)
    assert ("person", "place") == (shown.source_type, shown.target_type)
    assert ([memory_id], "Mira lives in Oslo") == (shown.memory_ids, shown.fact)
    assert (True, False) == (shown.source_is_self, shown.target_is_self)


async def test_only_evidence_that_passes_the_filter_counts(graph: Graph, project_id: str):
    owner = owner_key(project_id)
    mira, oslo = self_entity(owner), entity(owner, "Oslo")
    old = await remembered(project_id, "Mira lives in Oslo", recorded_at=days(-2))
    row, old = attested(relation(mira, oslo), old, mira, oslo)
    await tell(graph, project_id, old, relations=(row,), entities=(mira, oslo))
    secret = await remembered(
        project_id, "Mira hides in Oslo", categories=("secret",), relation_ids=(row.id,)
    )
    more = EvidenceRow(
        relation_id=row.id, memory_ids=(secret.id,), evidence_until=row.evidence_until
    )
    await tell(graph, project_id, secret, evidence=(more,))
    (everything,) = await found(graph, project_id, old.id)
    hidden = {
        "filter": All(
            parts=(
                Condition(field="user_id", operator="eq", value="mira"),
                Condition(field="text", operator="contains", value="lives"),
            )
        )
    }
    (part,) = await found(graph, project_id, old.id, **hidden)

    assert ([secret.id, old.id], "Mira hides in Oslo") == (everything.memory_ids, everything.fact)
    assert ([old.id], "Mira lives in Oslo") == (part.memory_ids, part.fact)


async def test_a_relation_without_visible_evidence_is_not_there(graph: Graph, project_id: str):
    _, memory_id = await lived(graph, project_id, "Oslo")
    nothing = Condition(field="user_id", operator="eq", value="somebody else")

    assert [] == await found(graph, project_id, memory_id, filter=nothing)


async def test_a_foreign_project_gives_nothing(graph: Graph, project_id: str):
    _, memory_id = await lived(graph, project_id, "Oslo")

    assert [] == await found(graph, project_id + "-other", memory_id)


async def test_an_ended_relation_shows_only_when_asked_for(graph: Graph, project_id: str):
    end = {"valid_to_stated": days(-1), "valid_to_precision": "day", "ended_at": days(-1)}
    shown, memory_id = await lived(graph, project_id, "Oslo", valid_from=days(-9), **end)
    (ended,) = await found(graph, project_id, memory_id, include_ended=True)

    assert shown is None
    assert (text_of(days(-1)), "day") == (ended.valid_to, ended.valid_to_precision)


async def test_an_end_that_nobody_dates_shows_by_when_it_had_come(graph: Graph, project_id: str):
    end = {"valid_to_stated": days(-1), "valid_to_precision": "none", "ended_at": days(-1)}
    _, memory_id = await lived(graph, project_id, "Oslo", valid_from=days(-9), **end)
    (ended,) = await found(graph, project_id, memory_id, include_ended=True)

    assert "instant" == ended.valid_to_precision


async def test_a_future_start_shows_now_but_not_as_of_today(graph: Graph, project_id: str):
    shown, memory_id = await lived(graph, project_id, "Bali", valid_from=days(5))

    assert shown is not None
    assert [] == await found(graph, project_id, memory_id, as_of=NOW)
    assert 1 == len(await found(graph, project_id, memory_id, as_of=days(6)))


async def moved(graph: Graph, project_id: str) -> tuple[str, str]:
    """Oslo since ten days, learned then; Bergen since five, learned three days ago."""
    before = {"valid_from": days(-10), "recorded_at": days(-10), "said": {"recorded_at": days(-10)}}
    since = {
        "valid_from": days(-5),
        "valid_from_precision": "month",
        "recorded_at": days(-3),
        "said": {"recorded_at": days(-3)},
    }
    _, oslo = await lived(graph, project_id, "Oslo", **before)
    _, bergen = await lived(graph, project_id, "Bergen", **since)
    return oslo, bergen


async def cities(graph: Graph, project_id: str, *ids: str, **changes: Any) -> list[str]:
    shown = await found(graph, project_id, *ids, **changes)
    return sorted(relation.target for relation in shown)


async def test_a_newer_value_ends_the_older_one(graph: Graph, project_id: str):
    ids = await moved(graph, project_id)
    both = await found(graph, project_id, *ids, include_ended=True)
    oslo = next(relation for relation in both if relation.target == "Oslo")

    assert ["Bergen"] == await cities(graph, project_id, *ids)
    assert (text_of(days(-5)), "month") == (oslo.valid_to, oslo.valid_to_precision)


async def test_world_time_shows_each_value_in_its_time(graph: Graph, project_id: str):
    ids = await moved(graph, project_id)

    assert ["Oslo"] == await cities(graph, project_id, *ids, as_of=days(-7))
    assert ["Bergen"] == await cities(graph, project_id, *ids, as_of=days(-4))
    assert [] == await cities(graph, project_id, *ids, as_of=days(-11))


async def test_what_was_learned_later_does_not_reach_back(graph: Graph, project_id: str):
    ids = await moved(graph, project_id)
    (oslo,) = await found(graph, project_id, *ids, known_at=days(-4))

    assert ("Oslo", OPEN) == (oslo.target, instant(oslo.valid_to))
    assert ["Oslo"] == await cities(graph, project_id, *ids, as_of=days(-4), known_at=days(-4))
    assert ["Bergen"] == await cities(graph, project_id, *ids, known_at=days(-2))


async def test_the_end_as_known_then_is_the_one_shown(graph: Graph, project_id: str):
    ids = await moved(graph, project_id)
    both = await found(graph, project_id, *ids, known_at=days(-2), include_ended=True)
    oslo = next(relation for relation in both if relation.target == "Oslo")

    assert (text_of(days(-5)), "month") == (oslo.valid_to, oslo.valid_to_precision)


async def test_a_corrected_relation_shows_only_to_the_past(graph: Graph, project_id: str):
    _, memory_id = await lived(
        graph, project_id, "Oslo", recorded_at=days(-3), said={"recorded_at": days(-3)}
    )
    (shown,) = await found(graph, project_id, memory_id)
    retired = RetirementRow(relation_id=shown.id, retired_at=days(-1))
    said = await remembered(project_id, "Mira never lived in Oslo")
    await tell(graph, project_id, said, retirements=(retired,))

    assert [] == await found(graph, project_id, memory_id, include_ended=True)
    assert ["Oslo"] == await cities(graph, project_id, memory_id, known_at=days(-2))


async def test_expired_evidence_hides_a_relation(graph: Graph, project_id: str):
    soon: datetime = NOW + timedelta(hours=1)
    _, memory_id = await lived(
        graph, project_id, "Oslo", evidence_until=soon, said={"expires_at": soon}
    )

    assert [] == await found(graph, project_id, memory_id, now=days(1))
    assert 1 == len(await found(graph, project_id, memory_id, now=days(1), show_expired=True))


async def test_a_page_has_each_relation_once(graph: Graph, project_id: str):
    owner = owner_key(project_id)
    ada, tea, rowing = (entity(owner, name) for name in ("Ada", "tea", "rowing"))
    pairs = await relate(graph, project_id, ("likes", ada, tea), ("likes", ada, rowing))
    ids = [said.id for _, said in pairs]

    assert ["rowing", "tea"] == await cities(graph, project_id, *ids, *ids)


async def test_a_limit_cuts_the_relations(graph: Graph, project_id: str):
    owner = owner_key(project_id)
    ada, tea, rowing = (entity(owner, name) for name in ("Ada", "tea", "rowing"))
    pairs = await relate(graph, project_id, ("likes", ada, tea), ("likes", ada, rowing))
    seen = replace(visibility(project_id), now=NOW)
    ids = [said.id for _, said in pairs]
    cut = await graph.read(relations.find_attested, seen, ids, limit=1)

    assert 1 == len(cut)
