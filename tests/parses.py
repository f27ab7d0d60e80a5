"""Reads recorded parses, so that the rules are tested without a trained pipeline."""

from pathlib import Path

from extraction.words import Sentence, Word


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
