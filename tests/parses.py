"""Reads recorded parses, so that the rules are tested without a trained pipeline."""

from datetime import UTC, datetime
from pathlib import Path

from extraction.ledger import Entry
from extraction.listening import Listener
from extraction.model import Conversation, Turn
from extraction.words import Sentence, Word

_RECORDED = Path(__file__).parent / "unit" / "parses.tsv"


def parses(path: Path) -> dict[str, list[Sentence]]:
    found: dict[str, list[Sentence]] = {}
    for block in path.read_text("utf-8").split("\n## ")[1:]:
        text, *rows = block.splitlines()
        found[text] = [sentence(rows) for rows in _sentences(rows)]
    return found


def sentence(rows: list[str]) -> Sentence:
    cells = [row.split("\t") for row in rows]
    words = [_word(row) for row in cells]
    for word, row in zip(words, cells, strict=True):
        if row[6] != "-1":
            word.head = words[int(row[6])]
            word.head.children.append(word)
    root = next(word for word in words if word.head is None)
    return Sentence(turn=0, words=words, root=root)


def _sentences(rows: list[str]) -> list[list[str]]:
    parts: list[list[str]] = []
    for row in rows:
        if row == "#":
            parts.append([])
        elif row:
            parts[-1].append(row)
    return parts


def _word(row: list[str]) -> Word:
    return Word(
        place=int(row[0]),
        text=row[1],
        lemma=row[2],
        pos=row[3],
        tag=row[4],
        dep=row[5],
        start=int(row[7]),
        end=int(row[8]),
        space="" if row[9] == "_" else " ",
        name_type="" if row[10] == "_" else row[10],
        morph="" if row[11] == "_" else row[11],
        children=[],
    )


def facts(text: str) -> list[str]:
    """Facts of a recorded message that sam sends on 5 May 2025."""
    return [entry.text for entry in _entries(text)]


def claims(text: str) -> list[str]:
    """Relations of the same, with their state unless it is current."""
    return [
        f"{claim.subject.name} {claim.predicate} {claim.object.name}"
        + ("" if claim.state == "current" else f" {claim.state}")
        for entry in _entries(text)
        for claim in entry.claims
    ]


def _entries(text: str) -> list[Entry]:
    sent_at = datetime(2025, 5, 5, 12, tzinfo=UTC)
    turn = Turn(role="user", text=text, sent_at=sent_at, speaker="sam", is_self=True)
    listener = Listener(Conversation(turns=(turn,), self_name="sam"))
    return listener.heard(turn, parses(_RECORDED)[text])
