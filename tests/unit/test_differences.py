"""What a settled book changes in the database."""

from app.services.claims import Claim
from app.services.differences import (
    Before,
    attested_ids,
    closed_ids,
    ending_rows,
    evidence_rows,
    relation_rows,
    retirement_rows,
    shift_rows,
    slots,
    supersede_rows,
)
from app.services.lines import Line
from app.services.settlement import Book
from graph.evidence import Evidence
from graph.model import OPEN
from tests.unit.saying import NOW, book, claim, day, stored

OSLO, ROME, TEA = "Ann lives_in Oslo", "Ann lives_in Rome", "Ann likes tea"


def before(lines: list[Line], **also: str) -> Before:
    """Give the store before: its lines, and memories that may attest more."""
    evidence: dict[str, Evidence] = {}
    for line in lines:
        for memory_id in line.memory_ids:
            known = evidence.get(memory_id)
            ids = [*(known.relation_ids if known else []), line.id]
            if memory_id in also:
                ids.append(also[memory_id])
            evidence[memory_id] = Evidence(
                id=memory_id,
                hash="h",
                state="active",
                created_at="2020-01-01T00:00:00Z",
                expires_at="9999-12-31T00:00:00Z",
                relation_ids=ids,
            )
    return Before(lines={line.id: line for line in lines}, evidence=evidence)


def settle(*claims: Claim, on: list[Line] | None = None) -> tuple[Book, Before]:
    lines = on or []
    return book(*claims, on=lines), before(lines)


def superseded(settled: Book, then: Before) -> list[tuple[str, str, str]]:
    return [(row.memory_id, row.superseded_id, row.reason) for row in supersede_rows(settled, then)]


def test_a_new_line_is_a_relation_to_create():
    settled, _ = settle(claim(OSLO, "2024", since="2020", memory="m"))
    row = relation_rows(settled, "fake")[0]

    assert ("lives_in", "fake", ("m",), "year") == (
        row.predicate,
        row.extractor,
        row.memory_ids,
        row.valid_from_precision,
    )
    assert (day("2020"), OPEN, OPEN, NOW) == (
        row.valid_from,
        row.valid_to_stated,
        row.ended_at,
        row.recorded_at,
    )


def test_what_is_stored_is_not_created_again():
    settled, _ = settle(claim(OSLO, "2025"), on=stored(claim(OSLO, "2024")))

    assert () == relation_rows(settled, "fake")


def test_a_line_taken_back_at_once_is_never_created():
    settled, then = settle(claim(OSLO, "2024"), claim(OSLO, "2025", state="retracted"))

    assert () == relation_rows(settled, "fake")
    assert () == retirement_rows(settled, then)


def test_new_evidence_is_added_alone():
    settled, then = settle(
        claim(OSLO, "2025", memory="new"), on=stored(claim(OSLO, "2024", memory="old"))
    )

    assert [("new",)] == [row.memory_ids for row in evidence_rows(settled, then)]


def test_an_end_is_written_with_when_it_was_learned():
    settled, then = settle(claim(TEA, "2025", state="ended"), on=stored(claim(TEA, "2024")))
    row = ending_rows(settled, then)[0]

    assert (day("2025"), "none", NOW) == (
        row.valid_to_stated,
        row.valid_to_precision,
        row.ended_at,
    )


def test_a_learned_start_is_written_with_its_precision():
    settled, then = settle(claim(TEA, "2025", since="2019"), on=stored(claim(TEA, "2024")))

    assert [(day("2019"), "year")] == [
        (row.valid_from, row.valid_from_precision) for row in shift_rows(settled, then)
    ]


def test_a_correction_retires_and_ends_nothing():
    settled, then = settle(claim(OSLO, "2025", state="retracted"), on=stored(claim(OSLO, "2024")))

    assert [NOW] == [row.retired_at for row in retirement_rows(settled, then)]
    assert () == ending_rows(settled, then)


def test_what_did_not_change_is_not_written():
    settled, then = settle(claim(ROME, "2025"), on=stored(claim(OSLO, "2024"), claim(TEA, "2024")))

    assert ((), (), (), ()) == (
        evidence_rows(settled, then),
        ending_rows(settled, then),
        shift_rows(settled, then),
        retirement_rows(settled, then),
    )


def test_the_slot_of_a_change_is_chained_anew():
    rome = claim(ROME, "2025")
    settled, then = settle(rome, on=stored(claim(OSLO, "2024"), claim(TEA, "2024")))

    assert (rome.slot,) == slots(settled, then)


def test_many_valued_changes_touch_no_slot():
    settled, then = settle(claim(TEA, "2025"), on=stored(claim(OSLO, "2024")))

    assert () == slots(settled, then)


def test_a_memory_knows_what_it_attests_and_what_it_closed():
    over = claim(TEA, "2025", state="ended", memory="m")
    settled, _ = settle(over, claim(OSLO, "2025", memory="m"), on=stored(claim(TEA, "2024")))

    assert 2 == len(attested_ids(settled, "m"))
    assert 1 == len(closed_ids(settled, "m"))
    assert () == closed_ids(settled, "another")


def test_a_newer_value_supersedes_the_older_memory():
    settled, then = settle(
        claim(ROME, "2025", memory="new"), on=stored(claim(OSLO, "2024", memory="old"))
    )

    assert [("new", "old", "newer value")] == superseded(settled, then)


def test_older_news_that_come_late_are_superseded_at_once():
    settled, then = settle(
        claim(OSLO, "2024", memory="late"), on=stored(claim(ROME, "2025", memory="first"))
    )

    assert [("first", "late", "newer value")] == superseded(settled, then)


def test_an_end_supersedes_what_said_that_it_holds():
    settled, then = settle(
        claim(TEA, "2025", state="ended", memory="over"),
        on=stored(claim(TEA, "2024", memory="old")),
    )

    assert [("over", "old", "ended")] == superseded(settled, then)


def test_a_correction_supersedes_what_was_wrong():
    settled, then = settle(
        claim(OSLO, "2025", state="retracted", memory="no"),
        on=stored(claim(OSLO, "2024", memory="wrong")),
    )

    assert [("no", "wrong", "corrected")] == superseded(settled, then)


def test_a_memory_that_says_more_than_what_ended_stays():
    lines = stored(claim(OSLO, "2024", memory="old"))
    settled = book(claim(ROME, "2025", memory="new"), on=lines)

    assert [] == superseded(settled, before(lines, old="another relation"))


def test_a_new_marriage_supersedes_the_one_before():
    settled, then = settle(
        claim("Ann married_to Cleo", "2025", memory="new"),
        on=stored(claim("Ann married_to Ben", "2024", memory="old")),
    )

    assert [("new", "old", "newer value")] == superseded(settled, then)


def test_saying_it_again_supersedes_nothing():
    settled, then = settle(claim(OSLO, "2025"), on=stored(claim(OSLO, "2024")))

    assert [] == superseded(settled, then)


def test_one_memory_never_supersedes_itself():
    settled, then = settle(
        claim(OSLO, "2024", memory="m"), claim(ROME, "2024", since="2023", memory="m")
    )

    assert [] == superseded(settled, then)


def test_two_values_in_one_breath_supersede_each_other_in_their_order():
    settled, then = settle(claim(OSLO, "2024", memory="a"), claim(ROME, "2025", memory="b"))

    assert [("b", "a", "newer value")] == superseded(settled, then)
