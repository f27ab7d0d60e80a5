from datetime import UTC, datetime
from typing import Any

from msgspec.structs import replace

from app.services.walking import FIRST_HITS, SHOWN, Walked, walked
from graph.model import All, Relation, Visibility
from graph.walks import Reached

NOW = datetime(2026, 1, 1, tzinfo=UTC)
SEEN = Visibility(project_id="p", filter=All(), now=NOW)


def edge(source: str, target: str, **changes: Any) -> Relation:
    row = Relation(
        id=f"{source}-{target}",
        owner_key="o",
        source=source.upper(),
        source_id=source,
        source_type="person",
        predicate="knows",
        target=target.upper(),
        target_id=target,
        target_type="person",
        valid_from="2025-01-01T00:00Z",
        valid_from_precision="day",
        valid_to="9999-12-31T00:00Z",
        valid_to_precision="none",
        recorded_at="2025-01-01T00:00Z",
        retired_at="9999-12-31T00:00Z",
        confidence=1.0,
        memory_ids=[f"m-{source}-{target}"],
        fact="a fact",
    )
    return replace(row, **changes)


def walk(
    *edges: Relation, named: tuple[str, ...] = (), hits: dict[str, float] | None = None
) -> Walked:
    return walked(Reached(relations=list(edges), named_ids=list(named)), SEEN, hits or {})


def ids(found: Walked) -> list[str]:
    return [one.relation.id for one in found.relations]


def paths(found: Walked, relation_id: str) -> list[tuple[str, str, bool]]:
    (path,) = [one.path for one in found.relations if one.relation.id == relation_id]
    return [(hop.from_name, hop.to_name, hop.is_forward) for hop in path]


def test_without_a_seed_there_is_no_walk():
    assert Walked(relations=[], memories={}) == walk(edge("a", "b"))


def test_what_is_nearer_scores_higher():
    found = walk(edge("b", "c"), edge("a", "b"), edge("c", "d"), named=("a",))

    assert ["a-b", "b-c", "c-d"] == ids(found)
    assert 1 == found.relations[0].score
    assert {"m-a-b", "m-b-c", "m-c-d"} == set(found.memories)


def test_a_path_leads_from_the_seed_over_each_relation_its_own_way():
    found = walk(edge("a", "b"), edge("c", "b"), edge("c", "d"), named=("a",))

    assert [("A", "B", True)] == paths(found, "a-b")
    assert [("A", "B", True), ("B", "C", False), ("C", "D", True)] == paths(found, "c-d")


def test_a_path_names_the_evidence_of_each_hop():
    found = walk(edge("a", "b"), edge("b", "c"), named=("a",))
    (path,) = [one.path for one in found.relations if one.relation.id == "b-c"]

    assert [["m-a-b"], ["m-b-c"]] == [hop.memory_ids for hop in path]
    assert ["knows", "knows"] == [hop.predicate for hop in path]


def test_a_hub_shares_what_it_passes_on():
    spokes = [edge("hub", f"x{number}") for number in range(9)]
    found = walk(edge("a", "hub"), edge("a", "b"), edge("b", "c"), *spokes, named=("a",))

    assert ids(found).index("b-c") < ids(found).index("hub-x0")


def test_the_owner_joins_nothing():
    found = walk(
        edge("me", "a", source_is_self=True), edge("me", "b", source_is_self=True), named=("a",)
    )

    assert ["me-a"] == ids(found)


def test_a_value_joins_nothing():
    found = walk(
        edge("a", "1990", target_type="literal"),
        edge("b", "1990", target_type="literal"),
        named=("a",),
    )

    assert ["a-1990"] == ids(found)


def test_it_begins_from_what_the_first_hits_state():
    found = walk(edge("a", "b"), edge("b", "c"), edge("x", "y"), hits={"m-a-b": 0.9})

    assert ["a-b", "b-c"] == ids(found)


def test_a_hits_relation_between_the_owner_and_a_value_is_kept():
    own = edge("me", "31", source_is_self=True, target_type="literal")

    assert ["me-31"] == ids(walk(own, hits={"m-me-31": 0.5}))


def test_two_relations_of_one_pair_are_both_kept():
    found = walk(edge("a", "b"), edge("a", "b", id="second", predicate="likes"), named=("a",))

    assert {"a-b", "second"} == set(ids(found))


def test_a_relation_of_a_thing_with_itself_is_kept():
    assert ["a-a"] == ids(walk(edge("a", "a"), named=("a",)))


def test_what_has_ended_is_not_current():
    ended = edge("a", "b", valid_to="2025-06-01T00:00Z")
    found = walk(ended, edge("b", "c"), named=("a",))

    assert {"a-b": False, "b-c": True} == {
        one.relation.id: one.is_current for one in found.relations
    }


def test_what_the_evidence_scored_counts_for_its_relation():
    hits = {"m-a-c": 0.9, "m-a-b": 0.2}
    found = walk(edge("a", "b"), edge("a", "c"), named=("a",), hits=hits)

    assert ["a-c", "a-b"] == ids(found)


def test_only_the_first_hits_are_where_a_walk_begins():
    hits = {f"x{number}": 0.9 for number in range(FIRST_HITS)} | {"m-a-b": 0.8}

    assert [] == ids(walk(edge("a", "b"), hits=hits))


def test_only_the_best_relations_are_shown_and_all_attest():
    found = walk(*(edge("a", f"n{number}") for number in range(SHOWN + 5)), named=("a",))

    assert SHOWN == len(found.relations)
    assert SHOWN + 5 == len(found.memories)
