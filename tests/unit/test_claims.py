from datetime import UTC, datetime

import pytest
from msgspec.structs import replace

from app.services.claims import RIVAL, Bound, Claim, without_rivals
from extraction.model import EntityType
from graph.model import BEGINNING, OPEN
from tests.unit.saying import State, attempt, claim, day


def test_a_claim_is_kept_under_the_predicates_canonical_name():
    made = claim("Ann works_for Orbit", "2024")

    assert ("works_at", "works_for") == (made.predicate, made.predicate_raw)


def test_an_inverse_is_turned_round():
    made = claim("Orbit employs Ann", "2024", types=("organization", "person"))

    assert ("Ann", "works_at", "Orbit") == (made.subject.name, made.predicate, made.object.name)


def test_both_directions_of_a_pair_of_predicates_are_one_claim():
    one, other = claim("Ann child_of Bea", "2024"), claim("Bea parent_of Ann", "2024")

    assert one.pair == other.pair


def test_both_directions_of_a_symmetric_predicate_are_one_claim():
    one, other = claim("Ann friend_of Bea", "2024"), claim("Bea friend_of Ann", "2024")

    assert one.pair == other.pair
    assert one.subject.id < one.object.id


@pytest.mark.parametrize(
    ("words", "has_slot", "is_exclusive"),
    [
        ("Ann lives_in Oslo", True, False),
        ("Ann likes tea", False, False),
        ("Ann married_to Ben", False, True),
        ("Ann friend_of Ben", False, False),
    ],
)
def test_only_single_values_share_a_slot(words: str, has_slot: bool, is_exclusive: bool):
    made = claim(words, "2024")

    assert (has_slot, is_exclusive) == (made.slot is not None, made.is_exclusive)


def test_two_values_of_one_subject_share_the_slot_and_not_the_pair():
    one, other = claim("Ann lives_in Oslo", "2024"), claim("Ann lives_in Rome", "2024")

    assert one.slot == other.slot
    assert one.pair != other.pair


@pytest.mark.parametrize(
    ("words", "kind", "stored_as"),
    [
        ("Ann age 31", "literal", "literal"),
        ("Ann age 31", "concept", "literal"),
        ("Ann birthday 1990-05-01", "date", "date"),
        ("Ann birthday 1990-05-01", "literal", "date"),
        ("Ann lives_in Oslo", "place", "place"),
        ("Ann likes tea", "literal", "concept"),
        ("Ann responsible_for releases", "literal", "literal"),
        ("Ann responsible_for Orbit", "product", "product"),
        ("Ann danced_on 2025-05-01", "date", "date"),
    ],
)
def test_the_predicate_says_whether_the_object_is_a_value(
    words: str, kind: EntityType, stored_as: str
):
    made = claim(words, "2024", types=("person", kind))

    assert stored_as == made.object.type
    assert (made.value == 1) is (stored_as in {"literal", "date"})


def test_the_same_value_of_two_subjects_is_two_entities():
    one, other = claim("Ann age 31", "2024"), claim("Ben age 31", "2024")

    assert one.object.key != other.object.key


def test_the_same_value_of_one_subject_is_one_entity():
    one, other = claim("Ann age 31", "2024"), claim("Ann age 31", "2025")

    assert one.object == other.object
    assert one.pair == other.pair


@pytest.mark.parametrize(
    ("words", "types"),
    [
        ("Ann related_to Ben", ("person", "person")),
        ("Ann likes Ann", ("person", "person")),
        ("2024 likes Ann", ("date", "person")),
        ("Ann friend_of ann", ("person", "person")),
    ],
)
def test_what_says_nothing_is_rejected_with_a_reason(
    words: str, types: tuple[EntityType, EntityType]
):
    assert isinstance(attempt(words, "2024", types=types), str)


SAID = Bound(at=datetime(2024, 1, 1, tzinfo=UTC), precision="none")
NEVER = Bound(at=OPEN, precision="none")
ALWAYS = Bound(at=BEGINNING, precision="none")
IN_2019 = Bound(at=day("2019"), precision="year")
IN_2022 = Bound(at=day("2022-05"), precision="month")
IN_2031 = Bound(at=day("2031"), precision="year")


@pytest.mark.parametrize(
    ("state", "since", "until", "starts", "ends"),
    [
        ("current", None, None, SAID, NEVER),
        ("current", "2019", None, IN_2019, NEVER),
        ("current", "2019", "2031", IN_2019, IN_2031),
        ("current", None, "2031", SAID, IN_2031),
        ("current", None, "2019", ALWAYS, IN_2019),
        ("current", "2022-05", "2019", IN_2022, NEVER),
        ("current", "2031", None, IN_2031, NEVER),
        ("ended", None, None, ALWAYS, SAID),
        ("ended", "2019", None, IN_2019, SAID),
        ("ended", None, "2019", ALWAYS, IN_2019),
        ("ended", "2019", "2022-05", IN_2019, IN_2022),
        ("ended", "2031", None, ALWAYS, SAID),
        ("retracted", None, None, SAID, NEVER),
    ],
)
def test_unknown_bounds_are_taken_from_when_it_was_said(
    state: State, since: str | None, until: str | None, starts: Bound, ends: Bound
):
    made = claim("Ann lives_in Oslo", "2024", state=state, since=since, until=until)

    assert (starts, ends) == (made.starts, made.ends)


@pytest.mark.parametrize("state", ["current", "ended"])
def test_every_interval_has_a_length(state: State):
    for since in (None, "2019", "2024", "2031"):
        for until in (None, "2019", "2024", "2031"):
            made = claim("Ann lives_in Oslo", "2024", state=state, since=since, until=until)

            assert made.starts.at < made.ends.at


def test_a_claim_is_a_plain_value():
    assert claim("Ann likes tea", "2024") == claim("Ann likes tea", "2024")
    assert isinstance(claim("Ann likes tea", "2024"), Claim)


def test_of_two_values_at_once_the_first_is_kept():
    oslo, acme = claim("Ann lives_in Oslo", "2024"), claim("Ann lives_in Acme", "2024")

    assert [oslo, RIVAL] == without_rivals([oslo, acme])


def test_of_two_values_at_once_the_surer_is_kept():
    oslo, acme = claim("Ann lives_in Oslo", "2024"), claim("Ann lives_in Acme", "2024")
    unsure = replace(oslo, confidence=0.5)

    assert [RIVAL, "no predicate", acme] == without_rivals([unsure, "no predicate", acme])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (claim("Ann lives_in Oslo", "2024"), claim("Ben lives_in Rome", "2024")),
        (claim("Ann lives_in Oslo", "2024", state="ended"), claim("Ann lives_in Rome", "2024")),
        (
            claim("Ann lives_in Oslo", "2024", since="2019"),
            claim("Ann lives_in Rome", "2024", since="2022"),
        ),
        (claim("Ann likes tea", "2024"), claim("Ann likes jam", "2024")),
        (claim("Ann lives_in Oslo", "2024"), claim("Ann lives_in Oslo", "2024")),
        (claim("Ann married_to Ben", "2024"), claim("Cleo married_to Dan", "2024")),
    ],
)
def test_what_can_hold_beside_each_other_is_no_rival(one: Claim, other: Claim):
    assert [one, other] == without_rivals([one, other])


def test_nobody_marries_two_at_once():
    ben, cleo = claim("Ann married_to Ben", "2024"), claim("Cleo married_to Ann", "2024")

    assert [ben, RIVAL] == without_rivals([ben, cleo])
