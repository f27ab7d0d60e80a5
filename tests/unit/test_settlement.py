"""What a claim does to the relations that are there; slots as the database will chain them."""

from datetime import timedelta

import pytest

from graph.model import BEGINNING, OPEN
from tests.unit.saying import NOW, book, claim, current, day, living, only, pairs, stored

OSLO, ROME, BERGEN = "Ann lives_in Oslo", "Ann lives_in Rome", "Ann lives_in Bergen"
TEA = "Ann likes tea"


def test_the_first_claim_begins_a_line():
    line = only(book(claim(TEA, "2024")))

    assert (day("2024"), OPEN, NOW) == (line.starts.at, line.ends.at, line.recorded_at)
    assert line.is_open


@pytest.mark.parametrize("words", [TEA, OSLO, "Ann married_to Ben", "Ann friend_of Ben"])
def test_saying_it_again_adds_evidence(words: str):
    first, second = claim(words, "2024"), claim(words, "2025")
    line = only(book(second, on=stored(first)))

    assert (first.memory_id, second.memory_id) == line.memory_ids
    assert day("2025") == line.said_at


@pytest.mark.parametrize("words", [TEA, OSLO])
def test_saying_it_twice_at_once_is_one_line(words: str):
    line = only(book(claim(words, "2024", memory="a"), claim(words, "2024", memory="b")))

    assert ("a", "b") == line.memory_ids


@pytest.mark.parametrize("words", [TEA, OSLO])
def test_a_start_that_is_learned_later_is_taken_over(words: str):
    line = only(book(claim(words, "2025", since="2019"), on=stored(claim(words, "2024"))))

    assert (day("2019"), "year") == (line.starts.at, line.starts.precision)


@pytest.mark.parametrize("words", [TEA, OSLO])
def test_a_known_start_stays(words: str):
    line = only(book(claim(words, "2025"), on=stored(claim(words, "2024", since="2019"))))

    assert (day("2019"), "year") == (line.starts.at, line.starts.precision)


@pytest.mark.parametrize("words", [TEA, OSLO])
def test_the_same_said_earlier_and_heard_later_moves_the_upper_bound(words: str):
    line = only(book(claim(words, "2023"), on=stored(claim(words, "2024"))))

    assert (day("2023"), "none") == (line.starts.at, line.starts.precision)


def test_many_values_stand_side_by_side():
    tea, jam = claim(TEA, "2024"), claim("Ann likes jam", "2025")

    assert pairs(tea, jam) == current(living(book(jam, on=stored(tea))))


def test_a_newer_value_beats_the_older():
    oslo, rome = claim(OSLO, "2024"), claim(ROME, "2025")

    assert pairs(rome) == current(living(book(rome, on=stored(oslo))))


def test_older_news_that_come_late_do_not_win():
    oslo, rome = claim(OSLO, "2024"), claim(ROME, "2025")

    assert pairs(rome) == current(living(book(oslo, on=stored(rome))))


def test_a_value_may_come_back():
    oslo, rome, again = claim(OSLO, "2023"), claim(ROME, "2024"), claim(OSLO, "2025")
    settled = book(again, on=stored(oslo, rome))

    assert 3 == len(living(settled))
    assert pairs(again) == current(living(settled))


def test_what_was_true_in_between_is_evidence_for_that_time():
    oslo, rome, between = claim(OSLO, "2022"), claim(ROME, "2024"), claim(OSLO, "2023")
    settled = book(between, on=stored(oslo, rome))

    assert 2 == len(living(settled))
    assert pairs(rome) == current(living(settled))


def test_an_unknown_start_moves_before_what_was_said_later_but_began_earlier():
    oslo, bergen = claim(OSLO, "2025"), claim(BERGEN, "2026", since="2024")
    settled = book(bergen, on=stored(oslo))
    moved = next(line for line in living(settled) if line.pair == oslo.pair)

    assert (day("2024") - timedelta(microseconds=1), "none") == (
        moved.starts.at,
        moved.starts.precision,
    )
    assert pairs(bergen) == current(living(settled))


def test_the_same_holds_when_the_older_news_come_late():
    oslo, bergen = claim(OSLO, "2025"), claim(BERGEN, "2026", since="2024")

    assert pairs(bergen) == current(living(book(oslo, on=stored(bergen))))


def test_a_known_start_is_never_moved():
    oslo, bergen = claim(OSLO, "2025", since="2024-06"), claim(BERGEN, "2026", since="2024")
    settled = book(bergen, on=stored(oslo))

    assert pairs(oslo) == current(living(settled))


def test_what_was_said_to_have_ended_moves_nothing():
    oslo = claim(OSLO, "2025")
    bergen = claim(BERGEN, "2026", since="2022", until="2024")

    assert pairs(oslo) == current(living(book(bergen, on=stored(oslo))))


@pytest.mark.parametrize("words", [TEA, OSLO, "Ann friend_of Ben"])
def test_an_end_closes_what_is_open(words: str):
    said, over = claim(words, "2024"), claim(words, "2025", state="ended")
    settled = book(over, on=stored(said))
    line = only(settled)

    assert (day("2025"), "none", NOW) == (line.ends.at, line.ends.precision, line.ended_at)
    assert (said.memory_id, over.memory_id) == line.memory_ids
    assert [(over.memory_id, line.id, "ended")] == [
        (item.memory_id, item.line_id, item.reason) for item in settled.closings
    ]


def test_a_stated_end_is_taken_as_stated():
    line = only(
        book(claim(TEA, "2025", state="ended", until="2024-06"), on=stored(claim(TEA, "2024")))
    )

    assert (day("2024-06"), "month") == (line.ends.at, line.ends.precision)


def test_an_end_before_the_unknown_start_moves_the_start():
    line = only(
        book(claim(TEA, "2025", state="ended", until="2023"), on=stored(claim(TEA, "2024")))
    )

    assert day("2023") == line.ends.at
    assert line.starts.at < line.ends.at


def test_the_end_of_what_nobody_knew_is_written_down():
    settled = book(claim(TEA, "2024", state="ended"))
    line = only(settled)

    assert (BEGINNING, day("2024")) == (line.starts.at, line.ends.at)
    assert not line.is_open
    assert () == settled.closings


def test_an_end_said_twice_is_one_line():
    first, second = claim(TEA, "2024", state="ended"), claim(TEA, "2025", state="ended")

    assert (first.memory_id, second.memory_id) == only(book(second, on=stored(first))).memory_ids


def test_an_end_that_is_known_better_later_is_made_precise():
    first = claim(TEA, "2024", state="ended")
    second = claim(TEA, "2025", state="ended", until="2022")
    settled = book(second, on=stored(first))

    assert (day("2022"), "year") == (only(settled).ends.at, only(settled).ends.precision)
    assert () == settled.closings


def test_two_different_times_are_two_lines():
    first = claim(TEA, "2024", state="ended", since="2001", until="2005")
    second = claim(TEA, "2024", state="ended", since="2011", until="2015")

    assert 2 == len(living(book(second, on=stored(first))))


def test_the_end_of_an_earlier_time_leaves_the_present_open():
    now = claim(TEA, "2024", since="2020")
    before = claim(TEA, "2025", state="ended", since="2001", until="2005")

    assert pairs(now) == current(living(book(before, on=stored(now))))


def test_what_ended_may_begin_again():
    said, over = claim(TEA, "2023"), claim(TEA, "2024", state="ended")
    again = claim(TEA, "2025")
    settled = book(again, on=stored(said, over))

    assert 2 == len(living(settled))
    assert pairs(again) == current(living(settled))


def test_what_was_said_before_the_end_does_not_begin_it_again():
    over, before = claim(TEA, "2024", state="ended"), claim(TEA, "2023")

    assert [] == current(living(book(before, on=stored(over))))


def test_what_never_held_is_retired():
    said, never = claim(OSLO, "2024"), claim(OSLO, "2025", state="retracted")
    settled = book(never, on=stored(said))

    assert [] == living(settled)
    assert ["corrected"] == [item.reason for item in settled.closings]


def test_a_correction_of_what_nobody_said_is_nothing():
    assert {} == book(claim(OSLO, "2025", state="retracted")).lines


def test_a_correction_with_the_right_value_leaves_that_one():
    wrong, never, right = (
        claim(OSLO, "2024"),
        claim(OSLO, "2025", state="retracted", memory="m"),
        claim(ROME, "2025", memory="m"),
    )

    assert pairs(right) == current(living(book(never, right, on=stored(wrong))))


def test_a_new_marriage_closes_those_of_both():
    ann_ben, cleo_dan = claim("Ann married_to Ben", "2020"), claim("Cleo married_to Dan", "2021")
    ann_dan = claim("Dan married_to Ann", "2022")
    settled = book(ann_dan, on=stored(ann_ben, cleo_dan))

    assert pairs(ann_dan) == current(living(settled))
    assert 2 == len(settled.closings)


def test_a_marriage_of_others_stays():
    ann_ben, cleo_dan = claim("Ann married_to Ben", "2020"), claim("Cleo married_to Dan", "2021")

    assert pairs(ann_ben, cleo_dan) == current(living(book(cleo_dan, on=stored(ann_ben))))


def test_an_older_marriage_heard_late_is_over():
    old, new = claim("Ann married_to Ben", "2020"), claim("Ann married_to Cleo", "2022")
    settled = book(old, on=stored(new))

    assert pairs(new) == current(living(settled))
    assert [(new.memory_id, "newer value")] == [
        (item.memory_id, item.reason) for item in settled.closings
    ]


def test_what_is_taken_back_in_the_same_breath_never_was():
    settled = book(claim(OSLO, "2024"), claim(OSLO, "2024-02", state="retracted"))

    assert [] == living(settled)


def test_new_lines_have_ids_that_settling_again_gives_again():
    claims = [claim(OSLO, "2024"), claim(TEA, "2024"), claim(ROME, "2025")]
    one, other = book(*claims), book(*claims)

    assert list(one.lines) == list(other.lines)
    assert 3 == len(one.lines)


def test_new_lines_are_recorded_in_their_order():
    settled = book(claim(OSLO, "2024"), claim(ROME, "2024"), claim(BERGEN, "2024"))
    times = [line.recorded_at for line in settled.lines.values()]

    assert sorted(set(times)) == times
