"""The product's and the tests' Python files, read and parsed once."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

from msgspec import Struct

ROOT: Final = Path(__file__).parents[2]
PRODUCT: Final = ("app", "graph", "extraction")
EVERYTHING: Final = (*PRODUCT, "tests", "scripts")

Function = ast.FunctionDef | ast.AsyncFunctionDef


class Source(Struct, frozen=True, kw_only=True):
    """One Python file."""

    path: Path
    text: str
    tree: ast.Module

    @property
    def name(self) -> str:
        return str(self.path.relative_to(ROOT))

    @property
    def module(self) -> str:
        parts = self.path.relative_to(ROOT).with_suffix("").parts
        return ".".join(part for part in parts if part != "__init__")

    @property
    def functions(self) -> Iterator[Function]:
        return (node for node in ast.walk(self.tree) if isinstance(node, Function))


@cache
def sources(*folders: str) -> tuple[Source, ...]:
    """Read the Python files of these folders, not those below `node_modules`."""
    files = (file for folder in folders for file in sorted((ROOT / folder).rglob("*.py")))
    kept = [file for file in files if "node_modules" not in file.parts]
    return tuple(_source(file, file.read_text()) for file in kept)


def _source(path: Path, text: str) -> Source:
    return Source(path=path, text=text, tree=ast.parse(text))
