"""Whatever was said, in whatever order it was heard: the graph comes out right."""

from itertools import permutations
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.saying import State, claim, current, stored

OSLO, ROME, BERGEN = "Ann lives_in Oslo", "Ann lives_in Rome", "Ann lives_in Bergen"
TEA = "Ann likes tea"
YEARS = st.integers(2001, 2020)
SPOKEN = st.lists(
    st.tuples(st.sampled_from([OSLO, ROME, BERGEN]), YEARS),
    min_size=1,
    max_size=6,
    unique_by=lambda said: said[1],
)


@settings(max_examples=150, deadline=None)
@given(SPOKEN, st.randoms())
def test_the_value_said_last_is_open_in_whatever_order_it_is_heard(
    said: list[tuple[str, int]], chance: Random
):
    claims = [claim(words, str(year)) for words, year in said]
    last = max(claims, key=lambda one: one.said_at)
    shuffled = list(claims)
    chance.shuffle(shuffled)
    lines = stored(*shuffled)

    assert [last.pair] == current(lines)


@settings(max_examples=150, deadline=None)
@given(SPOKEN, st.randoms())
def test_every_claim_is_evidence_in_whatever_order_it_is_heard(
    said: list[tuple[str, int]], chance: Random
):
    claims = [claim(words, str(year)) for words, year in said]
    shuffled = list(claims)
    chance.shuffle(shuffled)
    evidence = sorted(key for line in stored(*shuffled) for key in line.memory_ids)

    assert sorted(one.memory_id for one in claims) == evidence


def test_three_values_end_alike_in_every_order():
    claims = [claim(OSLO, "2021"), claim(ROME, "2022", since="2020"), claim(BERGEN, "2023")]
    ends = {tuple(current(stored(*order))) for order in permutations(claims)}

    assert {(claims[2].pair,)} == ends


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from([OSLO, ROME, TEA, "Ann likes jam"]),
            YEARS,
            st.sampled_from(["current", "ended", "retracted"]),
            st.none() | YEARS,
            st.none() | YEARS,
        ),
        max_size=8,
    )
)
def test_no_history_leaves_two_open_values_or_an_interval_without_length(
    history: list[tuple[str, int, State, int | None, int | None]],
):
    claims = [
        claim(
            words,
            str(year),
            state=state,
            since=None if since is None else str(since),
            until=None if until is None else str(until),
        )
        for words, year, state, since, until in history
    ]
    lines = stored(*claims)
    opened = current(lines)

    assert sorted(set(opened)) == opened
    assert all(line.starts.at < line.ends.at for line in lines)
    assert all(line.memory_ids for line in lines)
