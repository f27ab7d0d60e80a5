"""What is known word for word is kept only where it changes what is told."""

from collections.abc import Sequence
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from app.services.claims import Claim
from app.services.lines import Line
from app.services.news import hashes, newsworthy, told
from app.services.notes import Note, text_hash
from extraction.model import Fact
from graph.model import ScopeIds
from tests.unit.conversing import message
from tests.unit.saying import NOW, as_stored, book, claim, day, living, stored

OSLO, ROME, BERGEN = "Ann lives_in Oslo", "Ann lives_in Rome", "Ann lives_in Bergen"
TEA = "Ann likes tea"
BEN, CLEO = "Ann married_to Ben", "Cleo married_to Ann"
WORDS = [OSLO, ROME, BERGEN, TEA, BEN, CLEO]


def note(said: Claim, ordinal: int = 0) -> Note:
    """Give a note of one claim."""
    return Note(
        memory_id=said.memory_id,
        ordinal=ordinal,
        fact=Fact(text=said.memory_id, spans=()),
        hash=text_hash(said.memory_id),
        ids=ScopeIds(user_id="ann"),
        message=message("what was said"),
        said_at=said.said_at,
    )


def kept(claims: Sequence[Claim], lines: Sequence[Line], known: int | None = None) -> list[str]:
    """Give the memories that stay when the first ones, all by default, are known."""
    notes = [note(one, ordinal) for ordinal, one in enumerate(claims)]
    ids = [one.memory_id for one in notes[:known]]
    found = newsworthy(notes, {one.memory_id: [one] for one in claims}, known=set(ids), lines=lines)
    return [one.memory_id for one in found]


@pytest.mark.parametrize(
    ("said", "again", "is_news"),
    [
        (claim(TEA, "2024"), claim(TEA, "2025"), False),
        (claim(OSLO, "2024"), claim(OSLO, "2025"), False),
        (claim(BEN, "2024"), claim(BEN, "2025"), False),
        (claim(TEA, "2024"), claim(TEA, "2025", since="2019"), True),
        (claim(TEA, "2024"), claim(TEA, "2023"), True),
        (claim(TEA, "2024"), claim(TEA, "2025", state="ended"), True),
        (claim(TEA, "2024", state="ended"), claim(TEA, "2025", state="ended"), False),
        (claim(TEA, "2024", state="ended"), claim(TEA, "2025", state="ended", until="2020"), True),
        (claim(TEA, "2024", state="ended"), claim(TEA, "2025"), True),
        (claim(TEA, "2024"), claim(TEA, "2025", state="retracted"), True),
        (claim(TEA, "2024"), claim(ROME, "2025", state="retracted"), False),
        (claim(OSLO, "2024"), claim(ROME, "2025"), True),
        (claim(BEN, "2024"), claim(CLEO, "2025"), True),
    ],
)
def test_only_what_changes_something_is_news(said: Claim, again: Claim, is_news: bool):
    assert ([again.memory_id] if is_news else []) == kept([again], stored(said))


def test_what_is_not_known_is_kept_though_it_tells_nothing_new():
    again = claim(TEA, "2025")

    assert [again.memory_id] == kept([again], stored(claim(TEA, "2024")), known=0)


def test_a_value_that_comes_back_alone_is_news():
    again = claim(OSLO, "2026")

    assert [again.memory_id] == kept([again], stored(claim(OSLO, "2024"), claim(ROME, "2025")))


def test_two_values_said_again_one_after_the_other_are_none():
    lines = stored(claim(OSLO, "2024"), claim(ROME, "2024-02"))

    assert [] == kept([claim(OSLO, "2025"), claim(ROME, "2025-02")], lines)


def test_what_the_news_themselves_need_is_kept():
    lines = stored(claim(OSLO, "2024"), claim(ROME, "2025"))
    back, new = claim(OSLO, "2026"), claim(TEA, "2026")

    assert [back.memory_id, new.memory_id] == kept([back, new], lines, known=1)


@st.composite
def conversations(draw: st.DrawFn) -> list[Claim]:
    """Give what the messages of one add claim, one after the other."""
    return [_said(draw, number) for number in range(draw(st.integers(1, 6)))]


def _said(draw: st.DrawFn, number: int) -> Claim:
    one = claim(
        draw(st.sampled_from(WORDS)),
        "2020",
        state=draw(st.sampled_from(["current", "current", "ended", "retracted"])),
        since=draw(st.sampled_from([None, None, "2005", "2015"])),
        until=draw(st.sampled_from([None, None, None, "2012", "2018"])),
        memory=f"m{number}",
    )
    return said_later(one, timedelta(microseconds=number), f"m{number}")


def said_later(one: Claim, shift: timedelta, memory_id: str) -> Claim:
    """Let the same be said later: what is unknown is counted from then."""
    at = one.said_at + shift
    starts = replace(one.starts, at=at) if one.starts.at == one.said_at else one.starts
    ends = replace(one.ends, at=at) if one.ends.at == one.said_at else one.ends
    return replace(one, said_at=at, starts=starts, ends=ends, memory_id=memory_id)


def settled_on(claims: Sequence[Claim], lines: Sequence[Line]) -> list[Line]:
    """Give the lines as they are stored after one add."""
    return [as_stored(line) for line in living(book(*claims, on=list(lines)))]


@given(conversations(), st.sampled_from([0, 0, 1, 400]))
def test_a_conversation_added_again_stores_nothing(said: list[Claim], days: int):
    lines = settled_on(said, [])
    again = [said_later(one, timedelta(days=days), f"{one.memory_id} again") for one in said]

    assert [] == kept(again, lines)


def test_the_owner_s_other_names_give_other_hashes():
    forms = hashes("Maya likes Mayak, and Maya swims", ["u7", "Maya"])

    assert text_hash("Maya likes Mayak, and Maya swims") == forms[0]
    assert text_hash("u7 likes Mayak, and u7 swims") in forms
    assert 2 == len(forms)


def test_what_ended_holds_no_more():
    lines = stored(claim(OSLO, "2024"), claim(ROME, "2025", until="2027"))

    assert [False, False] == [one.is_current for one in told(lines).values()]
    assert day("2024") == min(one.since for one in told(lines).values())
    assert NOW > day("2025")
