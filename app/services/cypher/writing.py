"""From a caller's text to what is sent, with the trees of queries that come again."""

from collections.abc import Mapping
from functools import lru_cache
from threading import Lock
from typing import Final

from app.services.cypher.grammar import Grammar, loaded
from app.services.cypher.guarding import guarded
from app.services.cypher.parsing import parsed
from app.services.cypher.rendering import Rendered
from app.services.cypher.tree import Node
from app.services.errors import QueryRefusedError
from graph.errors import LocalServerError, UnavailableError
from graph.local.grammar import archive

TREES_KEPT: Final = 256
LOADING: Final = Lock()


def written(text: str, parameters: Mapping[str, object], project_id: str | None) -> Rendered:
    """Prove a query harmless and write it anew, for a project or, when there is none, for all.

    Raises QueryRefusedError; takes milliseconds, and a second when it is the first one.
    """
    return guarded(_tree(text), text, parameters, project_id)


@lru_cache(TREES_KEPT)
def _tree(text: str) -> Node:
    try:
        return parsed(text, _grammar())
    except RecursionError as error:
        raise QueryRefusedError("The query is nested too deeply.") from error


def _grammar() -> Grammar:
    with LOADING:
        return _loaded()


@lru_cache(1)
def _loaded() -> Grammar:
    try:
        return loaded(archive())
    except LocalServerError as error:
        raise UnavailableError(f"The grammar of Cypher can't be had: {error}") from error
