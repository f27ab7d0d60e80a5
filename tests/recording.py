"""Records how the pipeline parses lines of text: `python -m tests.recording FILE < lines`."""

import sys
from pathlib import Path

from extraction.parsing import load
from extraction.reading import Reader
from extraction.words import Sentence, Word


def recorded(text: str, sentences: list[Sentence]) -> str:
    """Write the parsed sentences of a text as `tests.parses` reads them."""
    rows = [row for one in sentences for row in ("#", *(_row(word) for word in one.words))]
    return "\n".join([f"## {text}", *rows]) + "\n"


def append(path: Path, texts: list[str]) -> None:
    """Add the texts that the file doesn't have yet."""
    known = path.read_text("utf-8").splitlines()
    new = [text for text in dict.fromkeys(texts) if f"## {text}" not in known]
    parsed = Reader(load()).read(new)
    blocks = [f"\n{recorded(*pair)}" for pair in zip(new, parsed, strict=True)]
    with path.open("a", encoding="utf-8") as file:
        file.writelines(blocks)


def _row(word: Word) -> str:
    cells: list[object] = [
        word.place,
        word.text,
        word.lemma,
        word.pos,
        word.tag,
        word.dep,
        -1 if word.head is None else word.head.place,
        word.start,
        word.end,
        word.space or "_",
        word.name_type or "_",
        word.morph or "_",
    ]
    return "\t".join(map(str, cells))


if __name__ == "__main__":
    append(Path(sys.argv[1]), sys.stdin.read().splitlines())
