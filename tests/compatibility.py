"""The tables of docs/compatibility.md, for tests that hold them against what there is."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

DOCUMENT: Final = (Path(__file__).parent.parent / "docs" / "compatibility.md").read_text()
WORD: Final = re.compile(r"`([^`]+)`")
# what stands where there is nothing to say
NOTHING: Final = "\N{EN DASH}"


def rows(heading: str, columns: int) -> Iterator[list[str]]:
    """Give the cells of the tables with so many columns under a heading, their heads left out."""
    section = DOCUMENT.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    for line in section.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("|") and len(cells) == columns and "`" in cells[0]:
            yield cells


def options(heading: str) -> dict[str, str]:
    """Give the state of every name in the first column of the tables of three columns."""
    return {name: state for cell, state, _ in rows(heading, 3) for name in WORD.findall(cell)}
