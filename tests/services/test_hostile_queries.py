"""What a query may not be: every line of the list is refused before Neo4j hears of it."""

from functools import cache
from pathlib import Path
from typing import Final

import pytest

from app.services.cypher.grammar import Grammar, loaded
from app.services.cypher.guarding import guarded
from app.services.cypher.parsing import parsed
from app.services.errors import QueryRefusedError
from graph.local.grammar import archive
from tests.conftest import Neo4jSettings

LIST: Final = Path(__file__).with_name("hostile_queries.txt")
PARAMETERS: Final = {
    "url": "http://127.0.0.1/",
    "key": "embedding",
    "foreign": "other",
    "map": {"project_id": "other"},
}


def _hostile() -> list[tuple[str, str]]:
    """Give each query with the words that its refusal must hold, which head its group."""
    queries, words = list[tuple[str, str]](), ""
    for line in LIST.read_text().splitlines():
        if line.startswith("## "):
            words = line.removeprefix("## ")
        elif line:
            queries.append((words, line.replace("⏎", "\n")))
    return queries


@cache
def _grammar() -> Grammar:
    return loaded(archive())


@pytest.fixture(scope="session")
def grammar(neo4j_settings: Neo4jSettings) -> Grammar:
    """The grammar, out of the archives that the tests' Neo4j runs on."""
    del neo4j_settings
    return _grammar()


def test_there_are_enough_of_them():
    assert len({query for _, query in _hostile()}) >= 250


@pytest.mark.parametrize(("words", "query"), _hostile(), ids=lambda text: str(text)[:60])
def test_a_hostile_query_is_refused_with_the_reason(grammar: Grammar, words: str, query: str):
    with pytest.raises(QueryRefusedError) as refusal:
        guarded(parsed(query, grammar), query, PARAMETERS, "own")

    assert words in str(refusal.value)


def test_a_refusal_names_line_and_column(grammar: Grammar):
    query = "MATCH (n:Memory)\nRETURN n.text,\n  n.embedding"
    with pytest.raises(QueryRefusedError) as refusal:
        guarded(parsed(query, grammar), query, {}, "own")

    assert (3, 5) == (refusal.value.line, refusal.value.column)
    assert str(refusal.value).startswith("Line 3, column 5: embedding")


def test_a_long_query_is_refused(grammar: Grammar):
    with pytest.raises(QueryRefusedError, match="at most 10,000 characters"):
        parsed("RETURN 1 AS x" + " " * 10_000, grammar)


def test_a_large_parameter_can_not_be_multiplied(grammar: Grammar):
    query = "RETURN [a IN $rows | [b IN $rows | a + b]] AS x"
    with pytest.raises(QueryRefusedError, match="This could grow"):
        guarded(parsed(query, grammar), query, {"rows": list(range(2_000))}, "own")


def test_a_long_row_of_words_is_no_crash(grammar: Grammar):
    query = f"RETURN {'NOT ' * 2_000}true AS x"
    written = guarded(parsed(query, grammar), query, {}, "own")

    assert written.text.startswith("RETURN NOT")
