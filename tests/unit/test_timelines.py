"""What an entity's life is made of."""

from typing import Any

from app.services.timelines import Moment, _told, _turns
from graph.timelines import Said
from tests.unit.wiring import SEEN, tie


def turns(**changes: Any) -> list[Moment]:
    return list(_turns([tie("A lives_in O", **changes)], SEEN))


def test_a_memory_was_said():
    said = Said(id="m", text="A lives in O", state="active", created_at="2026-06-01T12:00:00Z")
    (moment,) = _told([said])

    assert ("said", "A lives in O", ["m"]) == (moment.kind, moment.text, moment.memory_ids)
    assert moment.relation is None


def test_an_open_relation_began():
    (moment,) = turns()

    assert ("began", "2026-01-01T00:00:00Z", "day") == (moment.kind, moment.at, moment.precision)


def test_a_relation_that_is_over_began_and_ended():
    began, ended = turns(valid_to="2026-05-01T00:00:00Z", valid_to_precision="month")

    assert ("began", "ended") == (began.kind, ended.kind)
    assert ("2026-05-01T00:00:00Z", "month") == (ended.at, ended.precision)
    assert ended.relation is not None
    assert not ended.relation.is_current


def test_when_it_began_is_not_told_when_nobody_said():
    assert [] == turns(valid_from_precision="none")


def test_an_end_is_told_although_the_beginning_is_unknown():
    (moment,) = turns(valid_from_precision="none", valid_to="2026-05-01T00:00:00Z")

    assert "ended" == moment.kind
