"""docs/compatibility.md names every method of every client, and says of each what it can do."""

from collections.abc import Callable
from typing import Any, Final

from tests.compatibility import NOTHING, WORD, options, rows

Story = dict[str, Any]

COLUMNS: Final[tuple[str, ...]] = (
    "python_2_2_1",
    "python_1_0_11",
    "python_0_1_118",
    "js_3_3_1",
    "js_2_4_6",
)
TABLES: Final = {
    "AddMemoryOptions": "Options of an add",
    "SearchMemoryOptions": "Options of lists and searches",
    "GetAllMemoryOptions": "Options of lists and searches",
    "DeleteAllMemoryOptions": "Options of a delete",
    "UpdateMemoryOptions": "Updates",
    "ProjectUpdateOptions": "Projects, members and keys",
}
TOLD: Final[dict[str, dict[str, str]]] = {
    name: dict(zip(COLUMNS, cells[1:], strict=False))
    for cells in rows("Methods", 7)
    for name in WORD.findall(cells[0])
}


def test_every_method_of_every_client_is_in_the_table(told: Story, version: str):
    assert set() == {_shown(name) for name in told["methods"]} - {
        name for name, states in TOLD.items() if states[version] != NOTHING
    }


def test_no_method_is_told_of_a_client_that_has_none(told: Story, version: str):
    language = "js" if version.startswith("js") else "python"
    others = {name for name in TOLD if _is_of(name, language)}
    told_of = {name for name in others if TOLD[name][version] != NOTHING}

    assert set() == told_of - {_shown(name) for name in told["methods"]} - {"ping"}


def test_every_option_that_a_client_has_a_type_for_is_in_a_table(
    stories: Callable[[str], Story],
):
    typed = stories("python_2_2_1")["sync"]["options"]
    missing = {
        (kind, name)
        for kind, names in typed.items()
        for name in set(names) - set(options(TABLES[kind]))
    }

    assert set(TABLES) == set(typed)
    assert set() == missing


def _shown(name: str) -> str:
    """Give a method's name as the table has it: `project.get`, else the name alone."""
    kind, _, method = name.rpartition(".")
    return f"project.{method}" if kind.endswith("Project") else method


def _is_of(name: str, language: str) -> bool:
    is_camel = name != name.lower()
    is_either = not is_camel and "_" not in name and "." not in name
    return is_either or is_camel == (language == "js")
