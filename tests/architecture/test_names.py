import ast
import re
from collections.abc import Iterator
from typing import Final

import pytest

from tests.architecture.sources import EVERYTHING, PRODUCT, Source, sources

BANNED_MODULES: Final = {
    "utils", "util", "helpers", "helper", "base", "common", "core", "lib", "types", "constants",
}  # fmt: skip
BANNED_VERBS: Final = {
    "fetch", "retrieve", "upsert", "process", "handle", "manage", "perform", "do",
}  # fmt: skip
BANNED_NOUNS: Final = {"data", "info", "obj", "res", "tmp"}
# mem0's own words, as fields of what goes over the wire
WIRE_FIELDS: Final = {"data", "structured_data_schema"}
BANNED_CLASSES: Final = re.compile(r"^(Base|Abstract|I(?=[A-Z][a-z]))|(Impl|Manager|Helper)$")
# names that Litestar or asyncio give a meaning of their own
FRAMEWORK_NAMES: Final = {"data", "handle"}
FRAMEWORK_PLACES: Final = ("app/routes/", "app/auth.py", "app/signals.py")


def test_no_module_is_a_drawer_for_everything():
    drawers = {source.name for source in sources(*EVERYTHING) if source.path.stem in BANNED_MODULES}

    assert set() == drawers


def test_names_say_what_is_done_and_to_what():
    found = {
        f"{source.name}: {name}" for source in sources(*PRODUCT) for name in _banned_names(source)
    }

    assert set() == found


def test_classes_are_named_after_what_they_are():
    found = {
        f"{source.name}: {node.name}"
        for source in sources(*PRODUCT)
        for node in ast.walk(source.tree)
        if isinstance(node, ast.ClassDef) and BANNED_CLASSES.search(node.name)
    }

    assert set() == found


def test_every_module_says_in_a_line_what_it_is_for():
    silent = {
        source.name
        for source in sources(*PRODUCT, "scripts")
        if source.text.strip() and not ast.get_docstring(source.tree)
    }

    assert set() == silent


def test_packages_export_nothing_but_the_url_map():
    full = {
        source.name
        for source in sources(*PRODUCT)
        if source.path.name == "__init__.py" and source.text.strip()
    }

    assert set() == full - {"app/routes/__init__.py"}


@pytest.mark.parametrize("name", ["fetch_memory", "tmp", "user_data", "_handle", "do_it"])
def test_a_banned_word_is_found_in_a_name(name: str):
    assert _is_banned(name)


@pytest.mark.parametrize("name", ["metadata", "processes", "handler", "domain", "restart"])
def test_a_word_that_contains_a_banned_one_is_fine(name: str):
    assert not _is_banned(name)


def _banned_names(source: Source) -> Iterator[str]:
    allowed = FRAMEWORK_NAMES if source.name.startswith(FRAMEWORK_PLACES) else set[str]()
    return (name for name in _defined_names(source) if _is_banned(name) and name not in allowed)


def _is_banned(name: str) -> bool:
    return not {word.lower() for word in name.split("_")}.isdisjoint(BANNED_VERBS | BANNED_NOUNS)


def _defined_names(source: Source) -> Iterator[str]:
    fields = set(_wire_fields(source))
    for node in ast.walk(source.tree):
        if node in fields:
            continue
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.arg):
            yield node.arg
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id


def _wire_fields(source: Source) -> Iterator[ast.AST]:
    for node in ast.walk(source.tree):
        fields = node.body if isinstance(node, ast.ClassDef) else []
        for field in fields:
            if isinstance(field, ast.AnnAssign) and ast.unparse(field.target) in WIRE_FIELDS:
                yield field.target
