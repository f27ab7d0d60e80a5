import ast
import re
from collections.abc import Callable, Iterator
from typing import Final

import pytest

from tests.architecture.sources import EVERYTHING, PRODUCT, ROOT, Function, Source, sources

LINES_OF_A_FILE: Final = 300
LINES_OF_A_FUNCTION: Final = 40
PARAMETERS: Final = 6
MODULES_IMPORTED: Final = 15
# one puts all services together, the other is the whole URL map
COMPOSITION_ROOTS: Final = {"app/main.py", "app/routes/__init__.py"}
WORDS_FOR_ANNOTATIONS: Final = {"typing", "collections.abc"}
TESTS_PER_CODE: Final = 1.0
# programs of the JavaScript client, and queries with what each must give
TESTS_IN_OTHER_WORDS: Final = (
    *(ROOT / "tests/clients/js").glob("*.mjs"),
    *(ROOT / "tests/services").glob("*_queries.txt"),
)
ANY_IS_ALLOWED: Final = {
    "graph/session.py": "the driver's configuration and records",
    "graph/answers.py": "the driver's values, of every kind",
    "app/services/cypher/parsing.py": "what ANTLR's stubs leave untyped",
    "app/services/cypher/lexing.py": "what ANTLR's stubs leave untyped",
    "app/services/cypher/grammar.py": "what ANTLR's stubs leave untyped",
    "app/errors.py": "ASGI's state of a request",
    "app/cli.py": "modules that are imported by name when a command needs them",
    "app/description.py": "JSON of every shape",
    "app/requests.py": "a body, as Litestar's requests give it",
    "app/main.py": "services, as Litestar's providers give them",
}
# `client.patch(` is a request
STAND_INS: Final = re.compile(r"\b(\w*mock\w*|monkeypatch\.setattr|(?<!\.)patch\()", re.IGNORECASE)


def test_no_file_is_longer_than_300_lines():
    long = {
        source.name: lines
        for source in sources(*EVERYTHING)
        if (lines := len(source.text.splitlines())) > LINES_OF_A_FILE
    }

    assert {} == long


def test_no_function_is_longer_than_40_lines():
    assert {} == _beyond(LINES_OF_A_FUNCTION, _length, EVERYTHING)


def test_no_function_takes_more_than_6_parameters():
    assert {} == _beyond(PARAMETERS, _parameters, PRODUCT)


def test_no_file_imports_more_than_15_modules():
    known = {source.module for source in sources(*PRODUCT)}
    many = {
        source.name: modules
        for source in sources(*PRODUCT)
        if len(modules := _imported(source, known)) > MODULES_IMPORTED
        and source.name not in COMPOSITION_ROOTS
    }

    assert {} == many


def test_any_is_used_at_the_driver_only():
    used = {
        source.name
        for source in sources(*PRODUCT)
        if _anys(source.tree) > sum(map(_anys, _requests(source.tree)))
    }

    assert set() == used - set(ANY_IS_ALLOWED)


def test_there_is_more_test_than_code():
    tests = sum(len(source.text.splitlines()) for source in sources("tests"))
    tests += sum(len(file.read_text().splitlines()) for file in TESTS_IN_OTHER_WORDS)
    code = sum(len(source.text.splitlines()) for source in sources(*PRODUCT))

    assert tests / code >= TESTS_PER_CODE, f"{tests} lines of tests for {code} lines of code"


def test_no_test_replaces_a_part_of_the_product():
    here = __name__
    found = {
        source.name: mentions
        for source in sources("tests")
        if source.module != here and (mentions := STAND_INS.findall(source.text))
    }

    assert {} == found


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("import os, sys", {"os", "sys"}),
        ("from pathlib import Path", {"pathlib"}),
        ("from graph import keys, model", {"graph.keys", "graph.model"}),
        ("from typing import Final", set[str]()),
        ("from graph.keys import hashed", {"graph.keys"}),
    ],
)
def test_modules_are_counted_one_by_one(code: str, expected: set[str]):
    source = Source(path=sources("tests")[0].path, text=code, tree=ast.parse(code))

    assert expected == _imported(source, {"graph.keys", "graph.model"})


def _beyond(
    limit: int, measure: Callable[[Function], int], folders: tuple[str, ...]
) -> dict[str, int]:
    return {
        f"{source.name}:{function.lineno} {function.name}": measure(function)
        for source in sources(*folders)
        for function in source.functions
        if measure(function) > limit
    }


def _length(function: Function) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


def _parameters(function: Function) -> int:
    given = function.args
    names = [argument.arg for argument in [*given.posonlyargs, *given.args, *given.kwonlyargs]]
    return len([name for name in names if name not in {"self", "cls"}])


def _anys(tree: ast.AST) -> int:
    return sum(1 for node in ast.walk(tree) if isinstance(node, ast.Name) and node.id == "Any")


def _requests(tree: ast.AST) -> Iterator[ast.AST]:
    """Litestar's request is generic over its user, key and state, whatever they are."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Subscript) and ast.unparse(node.value) == "Request":
            yield node


def _imported(source: Source, known: set[str]) -> set[str]:
    modules: set[str] = set()
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Import):
            modules |= {alias.name for alias in node.names}
        if isinstance(node, ast.ImportFrom) and node.module:
            full = {f"{node.module}.{alias.name}" for alias in node.names}
            modules |= (full & known) or {node.module}
    return modules - WORDS_FOR_ANNOTATIONS
