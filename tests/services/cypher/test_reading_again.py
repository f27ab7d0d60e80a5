"""What is sent, read once more: nothing of the caller is left in it that could mean anything."""

from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Final

import pytest

from app.services.cypher.grammar import Grammar, loaded
from app.services.cypher.names import name
from app.services.cypher.parsing import parsed
from app.services.cypher.rendering import Rendered
from app.services.cypher.tree import Node
from graph.local.grammar import archive
from tests.services.cypher.sending import sent

LIST: Final = Path(__file__).parent.parent / "harmless_queries.txt"
PARAMETERS: Final = dict.fromkeys(
    ("count", "day", "name", "names", "predicate", "skip", "foreign", "foreign_entity",
     "foreign_memory", "foreign_scope"),
    1,
)  # fmt: skip


@cache
def grammar() -> Grammar:
    """Give the grammar that the service reads with."""
    return loaded(archive())


def written(query: str) -> Rendered:
    """Give what a query is sent as."""
    return sent(query, **PARAMETERS)


@cache
def trees() -> list[tuple[Rendered, Node]]:
    """Give all that the list is sent as, and how Neo4j's grammar reads it."""
    return [
        (one, parsed(one.text, grammar())) for one in map(written, LIST.read_text().splitlines())
    ]


def bounds(pattern: Node) -> list[str]:
    """Give the text of what a node's or a relation's project_id must equal."""
    properties = pattern.child("properties")
    entries = [] if properties is None else properties.nodes[0].nodes
    pairs = zip(entries[::2], entries[1::2], strict=True)
    return [f"${name(value.nodes[0])}" for key, value in pairs if name(key) == "project_id"]


def shortest(tree: Node) -> set[int]:
    """Give where the relations of shortestPath() begin, which can't be bound."""
    paths = tree.all("shortestPathPattern")
    return {one.first.start for path in paths for one in path.all("relationshipPattern")}


def test_there_is_enough_to_read():
    assert len(trees()) > 80


def test_each_query_of_the_list_is_cypher_again_with_every_pattern_bound():
    for one, tree in trees():
        spared = shortest(tree)
        patterns = [
            pattern
            for pattern in tree.all("nodePattern", "relationshipPattern")
            if pattern.first.start not in spared
        ]
        unbound = [pattern for pattern in patterns if bounds(pattern) != ["$relata_project_id"]]

        assert [] == unbound, one.text


def test_each_pattern_of_the_list_has_labels_or_types():
    for one, tree in trees():
        patterns = tree.all("nodePattern", "relationshipPattern")

        assert all(pattern.child("labelExpression") for pattern in patterns), one.text


def test_no_string_of_a_caller_is_sent_within_the_text():
    for one, tree in trees():
        assert [] == list(tree.all("stringLiteral")), one.text


def test_every_parameter_that_is_sent_has_a_value():
    for one, tree in trees():
        used = {name(parameter.nodes[0]) for parameter in tree.all("parameter")}

        assert used <= one.parameters.keys(), one.text


@pytest.mark.parametrize(
    "query",
    [
        "MATCH (n:Memory) RETURN n.text AS t ORDER BY t",
        "MATCH (a:Entity)-[r:RELATES_TO]->(b:Entity) RETURN a.name AS a, b.name AS b",
        "MATCH p = shortestPath((a:Entity)-[:RELATES_TO*..3]-(b:Entity)) RETURN length(p) AS n",
        "UNWIND [1, 2] AS i WITH i WHERE i > 1 RETURN i UNION ALL RETURN 3 AS i",
    ],
)
def test_the_order_of_the_words_stays(query: str):
    words = [leaf.text for leaf in parsed(query, grammar()).leaves()]
    again = (leaf.text.strip("`") for leaf in parsed(written(query).text, grammar()).leaves())

    assert all(word.casefold() in map(str.casefold, again) for word in words)


def test_the_tokens_of_a_tree_lie_one_after_the_other():
    query = "MATCH (n:Memory {id: $id})\n  WHERE n.text CONTAINS 'a' RETURN n, 1 + 2 AS x"
    leaves = list(parsed(query, grammar()).leaves())
    between = [query[one.stop : after.start] for one, after in pairwise(leaves)]

    assert {""} == {blank.strip() for blank in between}
    assert [query[one.start : one.stop] for one in leaves[:-1]] == [one.text for one in leaves[:-1]]
