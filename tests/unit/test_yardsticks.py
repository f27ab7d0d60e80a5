"""The instruments of the evaluation and the benchmark, measured themselves."""

import threading
from datetime import UTC, datetime
from typing import Any, cast

import pytest

from tests.benchmarks.load import Client, Figures, measured
from tests.evaluation.gold import has_ended, triple
from tests.evaluation.locomo import instant, message

AT = datetime(2026, 6, 15, 12, tzinfo=UTC)
NOBODY = cast("Client", None)


@pytest.mark.parametrize(
    ("valid_to", "expected"),
    [
        (None, False),
        ("2025", True),
        ("2026", True),
        ("2027", False),
        ("2026-06", True),
        ("2026-07", False),
        ("2026-06-15", True),
        ("2026-06-16", False),
        ("2026-06-15T12:00:00+00:00", True),
        ("2026-06-15T12:00:01+00:00", False),
        ("2026-06-15T13:30:00+02:00", True),
        ("2026-06-15T11:30:00-02:00", False),
    ],
)
def test_a_partial_end_is_its_first_instant(valid_to: str | None, expected: bool):
    assert expected is has_ended(valid_to, AT)


@pytest.mark.parametrize(("valid_to", "is_current"), [(None, True), ("2026-06", False)])
def test_what_is_current_is_judged_at_the_conversation_s_time(
    valid_to: str | None, is_current: bool
):
    relation = {
        "source": "Mira",
        "relationship": "lives_in",
        "target": "Oslo",
        "valid_from": "2020",
        "valid_to": valid_to,
        "current": not is_current,
    }

    shown = triple(relation, AT)

    assert ("Mira", "lives_in", "Oslo") == (shown["s"], shown["p"], shown["o"])
    assert is_current is shown["current"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1:56 pm on 8 May, 2023", datetime(2023, 5, 8, 13, 56, tzinfo=UTC)),
        ("12:04 am on 29 February, 2024", datetime(2024, 2, 29, 0, 4, tzinfo=UTC)),
        ("12:30 pm on 31 December, 2022", datetime(2022, 12, 31, 12, 30, tzinfo=UTC)),
        ("9:05 am on 1 January, 2023", datetime(2023, 1, 1, 9, 5, tzinfo=UTC)),
    ],
)
def test_a_session_s_date_is_read_on_a_clock_of_twelve_hours(text: str, expected: datetime):
    assert expected == instant(text)


@pytest.mark.parametrize(
    ("extra", "expected"),
    [({}, "Look!"), ({"caption": ""}, "Look!"), ({"caption": "a cat"}, "Look! [image: a cat]")],
)
def test_a_turn_says_what_its_image_shows(extra: dict[str, Any], expected: str):
    said = message({"speaker": "Ada", "id": "D1:3", "text": "Look!", **extra})

    assert {"role": "user", "name": "Ada", "id": "D1:3", "content": expected} == said


def test_every_call_is_made_once_whoever_makes_it():
    made: list[int] = []
    lock = threading.Lock()

    def call(_: Client, number: int) -> None:
        with lock:
            made.append(number)

    figures = measured(lambda: NOBODY, 3, 50, call)

    assert list(range(50)) == sorted(made)
    assert figures.per_second > 0
    assert 0 <= figures.p50 <= figures.p95


def test_every_client_has_a_connection_of_its_own():
    opened: list[int] = []

    def client() -> Client:
        opened.append(1)
        return NOBODY

    measured(client, 4, 8, lambda _, number: number)

    assert 4 == len(opened)


def test_a_failed_request_fails_the_measurement():
    def call(_: Client, number: int) -> None:
        if number == 2:
            raise RuntimeError("500: no")

    with pytest.raises(RuntimeError, match="500: no"):
        measured(lambda: NOBODY, 1, 5, call)


def test_figures_are_printed_in_columns():
    wide, narrow = Figures(1234.56, 1.0, 10.0), Figures(1.0, 1000.04, 9.96)

    assert "  1234.6/s   p50     1.0 ms   p95    10.0 ms" == str(wide)
    assert len(str(wide)) == len(str(narrow))
