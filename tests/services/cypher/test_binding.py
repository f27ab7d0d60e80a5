"""The project and the known labels and types stand on every node and relation of a query."""

import pytest

from app.services.cypher.writing import written
from tests.services.cypher.sending import sent, shortened

HAS_A = "MATCH (`a` :`Memory` {own})"
OUT = "(`a` :Memory|Entity|Message {own}) -[:TYPES {own}]-> (`b` :LABELS {own})"
READS = "RETURN `a`"


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("(a)", "(`a` :LABELS {own})"),
        ("()", "(:LABELS {own})"),
        ("(a:Memory)", "(`a` :`Memory` {own})"),
        ("(:`Memory`)", "(:`Memory` {own})"),
        ("(a:Memory|Entity)", "(`a` :`Memory` | `Entity` {own})"),
        ("(a:Memory:Entity)", "(`a` :`Memory`&`Entity` {own})"),
        ("(a IS Memory)", "(`a` :`Memory` {own})"),
        ("(a:Memory), (b:Entity)", "(`a` :`Memory` {own}) , (`b` :`Entity` {own})"),
    ],
)
def test_a_node_is_of_the_project_and_has_a_known_label(pattern: str, expected: str):
    assert f"MATCH {expected} RETURN 1 AS `x`" == shortened(f"MATCH {pattern} RETURN 1 AS x")


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        ("Person", "`Person`"),
        ("!Memory", "! `Memory`"),
        ("%", "%"),
        ("Memory&!Entity", "`Memory`&! `Entity`"),
        ("Entity|Person", "`Entity` | `Person`"),
        ("!(Memory|Entity)", "! ( `Memory` | `Entity` )"),
    ],
)
def test_what_is_no_plain_choice_of_labels_is_narrowed(labels: str, expected: str):
    text = shortened(f"MATCH (a:{labels}) RETURN a")

    assert f"MATCH (`a` :({expected})&(LABELS) {{own}}) RETURN `a`" == text


@pytest.mark.parametrize(
    ("types", "expected"),
    [
        ("[]", "[:TYPES {own}]"),
        ("[r]", "[`r` :TYPES {own}]"),
        ("[:MENTIONS]", "[:`MENTIONS` {own}]"),
        ("[:!MENTIONS]", "[:(! `MENTIONS`)&(TYPES) {own}]"),
        ("[:MENTIONS|RELATES_TO]", "[:`MENTIONS` | `RELATES_TO` {own}]"),
        ("[:RELATES_TO*1..3]", "[:`RELATES_TO` * 1 .. 3 {own}]"),
        ("[:RELATES_TO {predicate: $p}]", "[:`RELATES_TO` {`predicate`: $`given_p`, PROJECT}]"),
        ("[r WHERE r.weight > 2]", "[`r` :TYPES {own} WHERE `r` . `weight` > 2]"),
    ],
)
def test_a_relation_is_of_the_project_and_has_a_known_type(types: str, expected: str):
    text = shortened(f"MATCH (:Entity)-{types}-(:Entity) RETURN 1 AS x", p="knows")
    relation = expected.replace("PROJECT", "project_id: $relata_project_id")

    assert f"MATCH (:`Entity` {{own}}) -{relation}- (:`Entity` {{own}}) RETURN 1 AS `x`" == text


@pytest.mark.parametrize(
    ("arrow", "expected"),
    [
        ("--", "-[:TYPES {own}]-"),
        ("-->", "-[:TYPES {own}]->"),
        ("<--", "<-[:TYPES {own}]-"),
        ("<-->", "<-[:TYPES {own}]->"),
    ],
)
def test_arrows_keep_their_direction(arrow: str, expected: str):
    text = shortened(f"MATCH (:Memory){arrow}(:Memory) RETURN 1 AS x")

    assert f"MATCH (:`Memory` {{own}}) {expected} (:`Memory` {{own}}) RETURN 1 AS `x`" == text


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("OPTIONAL MATCH (b) RETURN b", "OPTIONAL MATCH (`b` :LABELS {own}) RETURN `b`"),
        (
            "MATCH (a:Memory) RETURN a UNION MATCH (a:Entity) RETURN a",
            f"{HAS_A} {READS} UNION MATCH (`a` :`Entity` {{own}}) {READS}",
        ),
        (
            "MATCH (a:Memory) WHERE EXISTS { (a)-->(b) } RETURN a",
            f"{HAS_A} WHERE EXISTS {{ {OUT} }} {READS}",
        ),
        (
            "MATCH (a:Memory) WHERE EXISTS { MATCH (a)-->(b) RETURN b } RETURN a",
            f"{HAS_A} WHERE EXISTS {{ MATCH {OUT} RETURN `b` }} {READS}",
        ),
        (
            "MATCH (a:Memory) RETURN COUNT { (a)-->(b) } AS c",
            f"{HAS_A} RETURN COUNT {{ {OUT} }} AS `c`",
        ),
        (
            "MATCH (a:Memory) WHERE (a)-->() RETURN a",
            f"{HAS_A} WHERE {OUT.replace('`b` ', '')} {READS}",
        ),
        (
            "MATCH (a:Memory) CALL (a) { MATCH (a)-->(b) RETURN b } RETURN a",
            f"{HAS_A} CALL ( `a` ) {{ MATCH {OUT} RETURN `b` }} {READS}",
        ),
        (
            "MATCH (a:Memory) OPTIONAL CALL (a) { MATCH (a)-->(b) RETURN b } RETURN a",
            f"{HAS_A} OPTIONAL CALL ( `a` ) {{ MATCH {OUT} RETURN `b` }} {READS}",
        ),
    ],
)
def test_patterns_inside_of_other_clauses_are_bound_too(query: str, expected: str):
    assert expected == shortened(query)


@pytest.mark.parametrize("expression", ["COLLECT { MATCH (a)-->(b) RETURN b }", "[(a)-->(b) | b]"])
def test_patterns_that_make_lists_are_bound_too(expression: str):
    assert OUT in shortened(f"MATCH (a:Memory) RETURN {expression} AS c")


def test_a_subquery_inside_of_a_subquery_is_bound():
    text = shortened("RETURN COUNT { MATCH (:Memory) WHERE EXISTS { (b) } RETURN 1 AS y } AS c")

    assert (
        "RETURN COUNT { MATCH (:`Memory` {own}) WHERE EXISTS { (`b` :LABELS {own}) } "
        "RETURN 1 AS `y` } AS `c`"
    ) == text


def test_a_shortest_path_is_bound_at_its_ends_only():
    text = shortened("MATCH p = shortestPath((a:Entity)-[:RELATES_TO*..5]-(b:Entity)) RETURN p")

    assert (
        "MATCH `p` = SHORTESTPATH ( (`a` :`Entity` {own}) -[:`RELATES_TO` * .. 5]- "
        "(`b` :`Entity` {own}) ) RETURN `p`"
    ) == text


def test_a_relation_after_a_shortest_path_is_bound_again():
    path = "p = allShortestPaths((a:Entity)-[:SAME_AS*..2]-(b:Entity))"
    text = shortened(f"MATCH {path}, (a)-[:SAME_AS]-(c:Entity) RETURN c")

    assert text.endswith("-[:`SAME_AS` {own}]- (`c` :`Entity` {own}) RETURN `c`")


def test_every_hop_of_a_quantified_path_is_bound():
    text = shortened("MATCH SHORTEST 2 ((a)-[:RELATES_TO]->(b)){1,3} RETURN a")

    assert (
        "MATCH SHORTEST 2 ( (`a` :Entity {own}) -[:`RELATES_TO` {own}]-> (`b` :Entity {own}) ) "
        "{ 1 , 3 } RETURN `a`"
    ) == text


def test_own_properties_and_conditions_stand_before_and_after_the_bound():
    text = shortened("MATCH (a:Entity {name: $n, `type`: 'x'} WHERE a.mentions > 1) RETURN a", n=1)

    assert (
        "MATCH (`a` :`Entity` {`name`: $`given_n`, `type`: $relata_text_0, "
        "project_id: $relata_project_id} WHERE `a` . `mentions` > 1) RETURN `a`"
    ) == text


def test_the_bound_is_the_project_of_the_caller():
    assert sent("MATCH (a) RETURN a").parameters["relata_project_id"] == "own"


def test_over_all_projects_nodes_and_relations_are_not_bound():
    query = "MATCH (a:Memory {id: $id})-[:MENTIONS]->(b:Entity) RETURN b"
    text = written(query, {"id": 1}, None).text

    assert (
        "MATCH (`a` :`Memory` {`id`: $`given_id`}) -[:`MENTIONS`]-> (`b` :`Entity`) RETURN `b`"
    ) == text


def test_over_all_projects_labels_are_known_ones_all_the_same():
    text = written("MATCH (a:!Memory) RETURN a", {}, None).text

    assert "MATCH (`a` :(! `Memory`)&(Memory|Entity|Message|Scope|Event)) RETURN `a`" == text
