"""What a feed makes of the changes and relations that were read."""

from typing import Any

from msgspec.structs import replace

from app.services.feeds import Item, _items
from graph.feeds import Changed, Feed
from graph.model import Relation
from tests.unit.wiring import SEEN, tie

ADDED = Changed(
    id="c1",
    at="2026-06-01T12:00:00Z",
    op="ADD",
    memory_id="m1",
    text="A lives in O",
    state="active",
    relation_ids=[],
    closes_ids=[],
    replaces=[],
)


def told(*relations: Relation, pairs: dict[str, str] | None = None, **changes: Any) -> list[Item]:
    feed = Feed(looked_at=1, changes=[replace(ADDED, **changes)])
    return list(_items(feed, {one.id: one for one in relations}, pairs or {}, SEEN))


def kinds(items: list[Item]) -> list[str]:
    return [one.kind for one in items]


def test_a_new_memory_is_added():
    (item,) = told()

    assert ("memory_added", "m1", "A lives in O") == (item.kind, item.memory_id, item.text)
    assert item.relation is None


def test_a_memory_with_new_words_is_updated_and_shows_the_old_ones():
    (item,) = told(op="UPDATE", old_text="A lives in P")

    assert ("memory_updated", "A lives in P") == (item.kind, item.old_text)


def test_a_memory_that_replaces_another_says_so():
    assert ["memory_superseded"] == kinds(told(replaces=["m0"]))


def test_a_memory_that_became_part_of_another_says_so():
    assert ["memory_merged"] == kinds(told(state="merged", replaces=["m0"]))


def test_the_first_to_attest_a_relation_adds_it():
    relation = tie("A lives_in O", memory_ids=["m2", "m1"])
    items = told(relation, relation_ids=[relation.id])

    assert ["memory_added", "relation_added"] == kinds(items)
    assert items[1].relation is not None
    assert relation == items[1].relation.relation


def test_who_attests_it_again_does_not():
    relation = tie("A lives_in O", memory_ids=["m1", "m0"])

    assert ["memory_added"] == kinds(told(relation, relation_ids=[relation.id]))


def test_an_update_adds_no_relation_again():
    relation = tie("A lives_in O", memory_ids=["m1"])

    assert ["memory_updated"] == kinds(told(relation, op="UPDATE", relation_ids=[relation.id]))


def test_what_a_new_relation_replaced_is_superseded():
    new, old = tie("A lives_in O", memory_ids=["m1"]), tie("A lives_in P", memory_ids=["m0"])
    items = told(new, old, pairs={old.id: new.id}, relation_ids=[new.id])

    assert ["memory_added", "relation_added", "relation_superseded"] == kinds(items)
    assert "A lives_in P" == items[2].text
    assert "m1" == items[2].memory_id


def test_what_a_memory_closes_has_ended():
    old = tie("A lives_in P", valid_to="2026-05-01T00:00:00Z")

    assert ["memory_added", "relation_ended"] == kinds(told(old, closes_ids=[old.id]))


def test_what_a_memory_denies_is_retired():
    old = tie("A lives_in P", retired_at="2026-06-01T12:00:00Z")

    assert ["memory_added", "relation_retired"] == kinds(told(old, closes_ids=[old.id]))


def test_a_relation_that_may_not_be_seen_is_not_told():
    assert ["memory_added"] == kinds(told(relation_ids=["x"], closes_ids=["y"]))


def test_all_of_a_change_is_told_at_its_time():
    new, old = tie("A lives_in O", memory_ids=["m1"]), tie("A works_at P")
    items = told(new, old, relation_ids=[new.id], closes_ids=[old.id])

    assert {ADDED.at} == {one.at for one in items}
    assert 3 == len(items)
