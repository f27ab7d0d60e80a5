"""What new claims do to those before them."""

import pytest

from extraction.calendars import Calendar
from extraction.referents import Referent
from extraction.relating import Claimed
from extraction.revising import (
    begun_after,
    begun_together,
    consistent,
    is_correcting,
    replaced,
    retracted_by,
)

MAY = Calendar(year=2024, month=5)
IDA, PER = Referent(name="Ida", type="person"), Referent(name="Per", type="person")
ACME, SPAR = Referent(name="Acme", type="organization"), Referent(name="Spar", type="organization")
HERON = Referent(name="Heron", type="product")
REDIS, SQLITE = Referent(name="Redis", type="product"), Referent(name="SQLite", type="product")


def claim(
    subject: Referent, predicate: str, target: Referent, *, raw: str = "be", is_begun: bool = False
) -> Claimed:
    return Claimed(subject=subject, predicate=predicate, object=target, raw=raw, is_begun=is_begun)


def over(
    subject: Referent,
    predicate: str,
    target: Referent,
    *,
    raw: str = "be",
    until: Calendar | None = None,
) -> Claimed:
    ended = claim(subject, predicate, target, raw=raw)
    ended.state, ended.valid_to = "ended", until
    return ended


def written(claims: list[Claimed]) -> list[str]:
    return [f"{one.subject.name} {one.predicate} {one.object.name} {one.state}" for one in claims]


@pytest.mark.parametrize(
    "text",
    [
        "Sorry, it's Thursday",
        "oops",
        "I meant Novotny",
        "wrong day!",
        "No, she lives in Bern",
        "Actually, it was June",
        "my mistake",
        "that was autocorrect",
    ],
)
def test_a_turn_says_that_something_was_wrong(text: str):
    assert is_correcting(text)


@pytest.mark.parametrize(
    "text", ["I know it", "We have no cats", "She is actually tall", "That's right", ""]
)
def test_a_turn_says_nothing_of_the_kind(text: str):
    assert not is_correcting(text)


def test_a_move_ends_what_something_ran_on():
    now = claim(HERON, "runs_on", SQLITE, is_begun=True)
    now.valid_from = MAY
    (ended,) = replaced([now], [claim(HERON, "runs_on", REDIS)])

    assert ("Redis", "ended", MAY) == (ended.object.name, ended.state, ended.valid_to)


def test_a_second_thing_to_run_on_ends_nothing():
    before = [claim(HERON, "runs_on", REDIS)]

    assert [] == list(replaced([claim(HERON, "runs_on", SQLITE)], before))


def test_a_move_to_the_same_thing_ends_nothing():
    before = [claim(HERON, "runs_on", REDIS)]

    assert [] == list(replaced([claim(HERON, "runs_on", REDIS, is_begun=True)], before))


def test_what_replaces_something_begins_when_that_ended():
    new = claim(IDA, "works_at", SPAR, is_begun=True)
    begun_after([over(IDA, "works_at", ACME, until=MAY), new])

    assert MAY == new.valid_from


def test_a_known_beginning_stays():
    new = claim(IDA, "works_at", SPAR, is_begun=True)
    new.valid_from = Calendar(year=2025)
    begun_after([over(IDA, "works_at", ACME, until=MAY), new])

    assert Calendar(year=2025) == new.valid_from


def test_what_merely_holds_has_no_beginning_of_another():
    new = claim(IDA, "works_at", SPAR)
    begun_after([over(IDA, "works_at", ACME, until=MAY), new])

    assert new.valid_from is None


def test_a_profession_begins_with_the_job_of_the_same_person():
    job = claim(IDA, "works_at", ACME, is_begun=True)
    job.valid_from = MAY
    hers, his = claim(IDA, "works_as", SPAR), claim(PER, "works_as", SPAR)
    begun_together([job, hers, his])

    assert (MAY, None) == (hers.valid_from, his.valid_from)


def test_a_single_value_takes_the_other_back():
    thirty, forty = Referent(name="30", type="literal"), Referent(name="40", type="literal")
    found = list(retracted_by([claim(IDA, "age", forty)], [claim(IDA, "age", thirty)]))

    assert ["Ida age 30 retracted"] == written(found)


def test_the_value_of_somebody_else_stays():
    thirty, forty = Referent(name="30", type="literal"), Referent(name="40", type="literal")

    assert [] == list(retracted_by([claim(IDA, "age", forty)], [claim(PER, "age", thirty)]))


def test_one_of_several_values_takes_none_back():
    before = [claim(IDA, "speaks", REDIS)]

    assert [] == list(retracted_by([claim(IDA, "speaks", SQLITE)], before))


def test_another_of_the_same_kin_takes_the_first_back():
    other = Referent(name="Pia", type="person")
    before = [claim(IDA, "sibling_of", PER, raw="sister")]
    found = list(retracted_by([claim(IDA, "sibling_of", other, raw="sister")], before))

    assert ["Ida sibling_of Per retracted"] == written(found)


def test_a_brother_does_not_take_a_sister_back():
    other = Referent(name="Pia", type="person")
    before = [claim(IDA, "sibling_of", PER, raw="brother")]

    assert [] == list(retracted_by([claim(IDA, "sibling_of", other, raw="sister")], before))


def test_what_a_sentence_ends_it_does_not_claim():
    now = [claim(IDA, "owns", HERON), over(IDA, "owns", HERON, raw="sell")]

    assert ["Ida owns Heron ended"] == written(consistent(now, [claim(IDA, "owns", HERON)]))


def test_the_end_of_what_nobody_said_is_dropped():
    assert [] == consistent([over(IDA, "owns", HERON, raw="sell")], [])


def test_the_end_of_what_the_graph_knows_is_kept():
    known = Referent(name="Comet", type="product", is_known=True)
    now = [over(IDA, "owns", known, raw="sell")]

    assert ["Ida owns Comet ended"] == written(consistent(now, []))


def test_leaving_ends_what_is_known_to_hold():
    left = over(IDA, "works_at", ACME, raw="quit")

    assert ["Ida member_of Acme ended"] == written(
        consistent([left], [claim(IDA, "member_of", ACME)])
    )
