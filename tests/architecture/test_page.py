"""The built-in page: small files, no markup made of words, nothing from elsewhere."""

import re
from pathlib import Path
from typing import Final

import pytest

from tests.architecture.sources import ROOT

FOLDER: Final = ROOT / "app/dashboard"
LINES_OF_A_FILE: Final = 300
LINES_OF_A_FUNCTION: Final = 40
SCRIPTS: Final = sorted(FOLDER.rglob("*.js"))
STYLES: Final = sorted(FOLDER.rglob("*.css"))
# the ways in which a text could become markup or a program
MARKUP: Final = re.compile(
    r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|setHTML|srcdoc|DOMParser"
    r"|createContextualFragment|\beval\(|new Function|setAttribute\(\"style\"|javascript:"
)
ELSEWHERE: Final = re.compile(r"(?:https?:)?//(?!www\.w3\.org/2000/svg)[\w.-]+\.\w+/")
IMPORTED: Final = re.compile(r"(?:from|import|Worker|importScripts)[ (]\"(/dashboard/[^\"]+)\"")
THIRD_PARTY: Final = {"d3.min.js", "prism-core.min.js", "prism-cypher.min.js"}
BEGIN: Final = re.compile(r"^(?:  )?(?:export )?(?:async )?(?:function |#?\w+\([^)]*\) \{$)")


def _named(file: Path) -> str:
    return str(file.relative_to(FOLDER))


@pytest.mark.parametrize("file", [*SCRIPTS, *STYLES], ids=_named)
def test_no_file_of_the_page_is_longer_than_300_lines(file: Path):
    assert len(file.read_text().splitlines()) <= LINES_OF_A_FILE


@pytest.mark.parametrize("file", SCRIPTS, ids=_named)
def test_no_function_of_the_page_is_longer_than_40_lines(file: Path):
    assert {} == _long(file.read_text().splitlines())


@pytest.mark.parametrize("file", SCRIPTS, ids=_named)
def test_every_script_says_in_a_line_what_it_is_for(file: Path):
    assert re.match(r"// [A-Z].*[.,:]\n", file.read_text())


@pytest.mark.parametrize("file", [*SCRIPTS, FOLDER / "index.html"], ids=_named)
def test_no_script_makes_markup_or_programs_out_of_words(file: Path):
    assert [] == MARKUP.findall(file.read_text())


@pytest.mark.parametrize("file", [*SCRIPTS, *STYLES, FOLDER / "index.html"], ids=_named)
def test_the_page_names_no_address_elsewhere(file: Path):
    assert [] == ELSEWHERE.findall(file.read_text())


@pytest.mark.parametrize("file", SCRIPTS, ids=_named)
def test_what_a_script_imports_is_there(file: Path):
    names = [name.removeprefix("/dashboard/") for name in IMPORTED.findall(file.read_text())]
    missing = [name for name in names if not (FOLDER / name).is_file()]

    assert set(missing) <= THIRD_PARTY


def test_a_function_is_measured_from_its_name_to_its_end():
    assert {"function long() {": 42} == _long(["function long() {", *["  go();"] * 40, "}"])


def _long(lines: list[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for start, line in enumerate(lines):
        if BEGIN.match(line) and line.endswith("{"):
            end = line[: len(line) - len(line.lstrip())] + "}"
            length = [one.rstrip(",;") for one in lines].index(end, start) - start + 1
            if length > LINES_OF_A_FUNCTION:
                found[line.strip()] = length
    return found
