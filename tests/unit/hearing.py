"""Hears recorded turns out of `heard.tsv`, so that no trained pipeline is needed.

A turn is sam's, unless it begins with `A:` (the assistant) or `Bea:`; all are of 11 March 2026, a
Wednesday. New texts are recorded with `python -m tests.recording tests/unit/heard.tsv`.
"""

from datetime import UTC, datetime
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Final

from msgspec import structs

from extraction.ledger import Ledger
from extraction.listening import Listener
from extraction.model import Conversation, Findings, Link, Moment, Turn
from extraction.words import Sentence
from tests.parses import sentence

SENT_AT: Final = datetime(2026, 3, 11, 12, tzinfo=UTC)
_RECORDED: Final = Path(__file__).parent / "heard.tsv"
_LENGTHS: Final = {"year": 4, "month": 7, "day": 10, "instant": 16}


def facts(*texts: str) -> list[str]:
    """Give the facts of a conversation."""
    return [fact.text for fact in _findings(texts).facts]


def links(*texts: str) -> list[str]:
    """Give its relations: `sam lives_in Leeds ended [..2019]`, without the state if current."""
    found = _findings(texts)
    names = [mention.name for mention in found.mentions]
    return [_written(link, names) for fact in found.facts for link in fact.links]


def types(*texts: str) -> dict[str, str]:
    """Give the type of each thing spoken of."""
    return {mention.name: mention.type for mention in _findings(texts).mentions}


def parsed(text: str, turn: int = 0) -> list[Sentence]:
    """Read the recorded sentences of a text, made anew each time."""
    parts = groupby(_blocks()[text], key=lambda row: row == "#")
    return [
        structs.replace(sentence(list(rows)), turn=turn) for is_mark, rows in parts if not is_mark
    ]


@cache
def _blocks() -> dict[str, list[str]]:
    blocks = _RECORDED.read_text("utf-8").split("\n## ")[1:]
    rows = [[row for row in block.splitlines() if row] for block in blocks]
    return {text: rest for text, *rest in rows}


def _findings(texts: tuple[str, ...]) -> Findings:
    turns = tuple(_turn(text) for text in texts)
    listener, ledger = Listener(Conversation(turns=turns, self_name="sam")), Ledger()
    for number, turn in enumerate(turns):
        for entry in listener.heard(turn, parsed(turn.text, number)):
            ledger.add(entry)
    return ledger.findings("rules")


def _turn(text: str) -> Turn:
    mark, colon, rest = text.partition(": ")
    speaker = {"A": "assistant", "Bea": "Bea"}.get(mark, "sam") if colon else "sam"
    return Turn(
        role="assistant" if speaker == "assistant" else "user",
        text=text if speaker == "sam" else rest,
        sent_at=SENT_AT,
        speaker=speaker,
        is_self=speaker == "sam",
    )


def _written(link: Link, names: list[str]) -> str:
    ends = f"{names[link.subject]} {link.predicate} {names[link.object]}"
    state = "" if link.state == "current" else f" {link.state}"
    times = f" [{_day(link.valid_from)}..{_day(link.valid_to)}]"
    return ends + state + ("" if times == " [..]" else times)


def _day(moment: Moment | None) -> str:
    return moment.at.isoformat()[: _LENGTHS[moment.precision]] if moment else ""
