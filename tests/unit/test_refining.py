from datetime import UTC, datetime

import pytest

from app.services.ranking import Ranked
from app.services.refining import chosen, dated, looked_at_again, vocabulary

NOW = datetime(2026, 6, 10, 12, tzinfo=UTC)
ORDER = [
    Ranked(id=name, score=score, parts={}) for name, score in (("a", 0.8), ("b", 0.6), ("c", 0.2))
]


def ids(order: list[Ranked]) -> list[str]:
    return [one.id for one in order]


@pytest.mark.parametrize(
    ("least", "by_words", "drops_weak", "expected"),
    [
        (0.0, set[str](), False, ["a", "b", "c"]),
        (0.4, set[str](), False, ["a", "b"]),
        (0.4, {"c"}, False, ["a", "b", "c"]),
        (0.0, set[str](), True, ["a", "b"]),
        (0.9, set[str](), True, []),
    ],
)
def test_options_widen_and_narrow_what_is_given(
    least: float, by_words: set[str], drops_weak: bool, expected: list[str]
):
    found = chosen(ORDER, least=least, by_words=by_words, drops_weak=drops_weak)

    assert expected == ids(found)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("What did I eat yesterday?", "What did I eat on 9 June 2026?"),
        ("Where was I two years ago?", "Where was I in 2024?"),
        ("What happened last month?", "What happened in May 2026?"),
        ("Where will I be tomorrow?", "Where will I be on 11 June 2026?"),
        ("Where do I live?", "Where do I live?"),
        ("", ""),
    ],
)
def test_relative_dates_of_a_question_become_dates(question: str, expected: str):
    assert expected == dated(question, NOW)


@pytest.mark.parametrize(
    ("year", "expected"),
    [
        (1, "Who sang 3000 years ago, and who will sing in 9001?"),
        (9999, "Who sang in 6999, and who will sing in 9000 years?"),
    ],
)
def test_times_outside_of_the_calendar_stay_words(year: int, expected: str):
    question = "Who sang 3000 years ago, and who will sing in 9000 years?"

    assert expected == dated(question, datetime(year, 6, 1, tzinfo=UTC))


def test_a_vocabulary_has_every_word_once():
    assert ["tea", "or", "jam", "likes"] == vocabulary("Tea or jam", ["likes tea", "jam, jam"])


def test_a_second_look_prefers_what_has_a_counterpart_for_every_word():
    vectors = {"tea": [1.0, 0.0], "green": [0.0, 1.0], "jam": [-1.0, 0.0]}
    full, half, none = looked_at_again(
        "green tea", [0.8, 0.8, 0.8], ["tea, green", "tea", "jam"], vectors
    )

    assert 0.8 == pytest.approx(full)
    assert 0.4 < half < full
    assert none == pytest.approx(0.4)


@pytest.mark.parametrize(("question", "text"), [("?", "tea"), ("tea", "?"), ("unknown", "tea")])
def test_what_has_no_words_keeps_half_of_its_score(question: str, text: str):
    assert [0.4] == looked_at_again(question, [0.8], [text], {"tea": [1.0, 0.0], "unknown": None})
