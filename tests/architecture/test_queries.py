import ast
import re
from collections.abc import Iterator
from typing import Final

import pytest

from tests.architecture.composed import composed
from tests.architecture.queries import Query, queries
from tests.architecture.sources import Function, sources

# a query sees one project, one owner's graph, one lane or one slot, and says so
ANCHOR: Final = re.compile(
    r"\$(project_id|owner_keys?|owners|lanes?|lane_keys?|slots?|pairs?)\b"
    r"|\brow\.(project_id|owner_key|lane_key|slot)\b"
)

# queries without an anchor, each with its reason
UNANCHORED: Final = {
    "graph.migrate.UNIQUE_VERSION": "schema: belongs to no project",
    "graph.migrate.LOCK": "schema: belongs to no project",
    "graph.migrate.APPLIED": "schema: belongs to no project",
    "graph.migrate.RECORD": "schema: belongs to no project",
    "graph.schema.EMBEDDING": "schema: belongs to no project",
    "graph.schema.STORED_EMBEDDING": "schema: belongs to no project",
    "graph.schema.AWAIT_INDEXES": "schema: belongs to no project",
    "graph.session.SERVER_VERSION": "reads no data",
    "graph.erasures.FIND": "any process goes on with what is left of any project",
    "graph.integrity.NODES_WITHOUT_PROJECT": "integrity: looks for what no anchor finds",
    "graph.integrity.EDGES_ACROSS_OWNERS": "integrity: the whole store",
    "graph.integrity.RELATIONS_WITHOUT_EVIDENCE": "integrity: the whole store",
    "graph.integrity.ENTITIES_WITHOUT_EVIDENCE": "integrity: the whole store",
    "graph.integrity.EMBEDDINGS_OF_OTHER_LENGTH": "integrity: the whole store",
    "graph.lanes.LEASE": "takes the lane of whoever waits, of any project",
    "graph.organizations.CREATE_ORGANIZATION": "tenancy: above projects",
    "graph.organizations.FIRST_ORGANIZATION": "tenancy: above projects",
    "graph.organizations.FIND_ORGANIZATIONS": "tenancy: the organizations of a key's member",
    "graph.organizations.GET_ORGANIZATION": "tenancy: above projects",
    "graph.organizations.FIND_PROJECT_IDS": "tenancy: the projects of an organization",
    "graph.organizations.DELETE_ORGANIZATION": "tenancy: above projects",
    "graph.members.MERGE_MEMBER": "tenancy: of a project or of an organization",
    "graph.members.FIND_MEMBERS": "tenancy: of a project or of an organization",
    "graph.members.LOCK_MEMBERS": "tenancy: of a project or of an organization",
    "graph.members.SET_ROLE": "tenancy: of a project or of an organization",
    "graph.members.DELETE_MEMBER": "tenancy: of a project or of an organization",
    "graph.members.COUNT_OWNERS": "tenancy: of a project or of an organization",
    "graph.projects.FIND_PROJECTS": "tenancy: the projects that a key opens",
    "graph.webhooks.GET_WEBHOOK": "tenancy: says which project a webhook in a path belongs to",
    "graph.outbox.LEASE": "takes what is due, of any project",
    "graph.project_erasures.FIND": "any process goes on with what is left of any project",
    "graph.projects.FIND_PROJECT_BY_NAME": "tenancy: looks for the project itself",
    "graph.api_keys.FIND_ACCESS": "key look-up: the key says which project it is",
    "graph.api_keys.LIST_API_KEYS": "command line: the keys of all projects",
    "graph.api_keys.COUNT_API_KEYS": "first start: is there any key at all",
    "graph.api_keys.USE_API_KEY": "key look-up: the key itself",
    "graph.api_keys.FIND_ROLE": "tenancy: what a key's member is in an organization",
    "graph.api_keys.DELETE_API_KEY": "command line: revokes any key",
}

RUNNERS: Final = {"run", "first", "all", "stream"}
NOT_NEO4J: Final = ("subprocess.", "download.client.")
MAKERS: Final = {"format", "join", "replace", "format_map"}
# reads its statements from migrations/*.cypher: files of the repository, not input
READS_FILES: Final = "graph/migrate.py"
# asks the server for a sign of life, before there is a graph
ASKS_FOR_LIFE: Final = "graph/local/bolt.py"
# runs what callers ask, which app/services/cypher proved harmless and wrote anew
RUNS_QUESTIONS: Final = "graph/queries.py"
GUARD: Final = "app/services/queries.py"
EVERY: Final = (*queries(), *composed())


def test_there_are_queries():
    assert len(queries()) > len(UNANCHORED)


@pytest.mark.parametrize("query", EVERY, ids=lambda query: query.name)
def test_a_query_says_which_cypher_it_speaks(query: Query):
    assert query.text.lstrip().startswith("CYPHER 25\n")


@pytest.mark.parametrize("query", EVERY, ids=lambda query: query.name)
def test_a_query_is_anchored_or_excepted(query: Query):
    assert bool(ANCHOR.search(query.bare)) != (query.name in UNANCHORED)


def test_every_exception_is_of_a_query_that_exists():
    assert set() == set(UNANCHORED) - {query.name for query in queries()}


def test_a_comment_is_no_anchor():
    query = Query(name="q", text="MATCH (m) // of $project_id\nRETURN m")

    assert not ANCHOR.search(query.bare)


def test_no_query_is_made_from_input():
    made = {
        f"{source.name}:{call.lineno}"
        for source in sources("graph")
        for function in source.functions
        for call in _runs(function)
        if _is_made(call.args[0], function)
    }

    assert set() == made


def test_every_query_that_runs_is_watched():
    unknown = {
        f"{source.name}:{call.lineno}"
        for source in sources("graph")
        for function in source.functions
        for call in _runs(function)
        if not _is_watched(call.args[0], function)
    }

    places = {place.split(":")[0] for place in unknown}
    assert {READS_FILES, ASKS_FOR_LIFE, RUNS_QUESTIONS} == places


def test_every_composition_is_watched():
    composing = {
        f"{source.module}.{function.name}"
        for source in sources("graph")
        for function in source.functions
        if function.name.endswith("_query")
    }

    assert composing == {query.name.split(":")[0] for query in composed()}


def test_no_text_is_declared_to_be_literal():
    declared = {
        source.name
        for source in sources("graph")
        if re.search(r"cast\(\W*LiteralString|type: ignore|pyright: ignore", source.text)
    }

    assert set() == declared - {READS_FILES, RUNS_QUESTIONS}


def test_only_the_guard_asks_what_callers_ask():
    asking = re.compile(r"\bqueries\.(ask|explain)\(self\._graph|queries import .*\bask\b")
    found = {source.name for source in sources("app", "graph") if asking.search(source.text)}

    assert {GUARD} == found


def test_a_question_has_no_text_but_what_the_guard_wrote():
    (guard,) = [source for source in sources("app") if source.name == GUARD]
    texts = [
        ast.unparse(keyword.value)
        for node in ast.walk(guard.tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "Question"
        for keyword in node.keywords
        if keyword.arg == "text"
    ]

    assert ["ready.text"] == texts
    assert "ready = await asyncio.to_thread(written, query.text," in guard.text


def test_services_and_routes_run_no_cypher():
    cypher = re.compile(r"\b(MATCH|MERGE|UNWIND)\s*\(|\bCYPHER 25\b")
    found = {source.name for source in sources("app", "extraction") if cypher.search(source.text)}

    assert set() == found


@pytest.mark.parametrize(
    "expression",
    [
        'tx.run(f"MATCH (x:{label})")',
        "tx.first(\"MATCH (x {name: '%s'})\" % name, X)",
        'tx.all("MATCH (x {})".format(name), X)',
        'tx.run(" ".join(parts))',
        "tx.run(QUERY + name.replace('a', 'b'))",
    ],
)
def test_a_made_query_is_found(expression: str):
    assert _is_made(*_parsed(f"def f():\n    {expression}"))


def test_a_made_query_is_found_behind_a_variable():
    assert _is_made(*_parsed('def f(label):\n    query = f"MATCH (x:{label})"\n    tx.run(query)'))


@pytest.mark.parametrize("expression", ["QUERY", "_HEAD + _TAIL", "_A if x else _B", "p.query"])
def test_a_sum_of_constants_is_not_made_from_input(expression: str):
    assert not _is_made(*_parsed(f"def f():\n    tx.run({expression})"))


def _parsed(code: str) -> tuple[ast.expr, Function]:
    function = ast.parse(code).body[0]
    assert isinstance(function, ast.FunctionDef)

    return next(_runs(function)).args[0], function


def _runs(function: Function) -> Iterator[ast.Call]:
    calls = (node for node in ast.walk(function) if isinstance(node, ast.Call) and node.args)
    for call in calls:
        if _method(call) in RUNNERS and not ast.unparse(call).startswith(NOT_NEO4J):
            yield call


def _is_made(expression: ast.expr, function: Function) -> bool:
    names = {node.id for node in ast.walk(expression) if isinstance(node, ast.Name)}
    values = [value for name in names for value in _assigned(name, function)]
    return any(_makes_text(node) for value in [expression, *values] for node in ast.walk(value))


def _is_watched(expression: ast.expr, function: Function) -> bool:
    match expression:
        case ast.Name(id=name) if name.isupper():
            return True
        case ast.Name(id=name):
            values = _assigned(name, function)
            is_chosen = bool(values) and all(_is_watched(value, function) for value in values)
            return is_chosen or _is_handed_on(name, function)
        case ast.IfExp(body=one, orelse=other):
            return _is_watched(one, function) and _is_watched(other, function)
        case ast.Call(func=ast.Name(id=name)):
            return name.endswith("_query")
        case _:
            return False


def _is_handed_on(name: str, function: Function) -> bool:
    """Tell whether it is a parameter that takes literal text only, which pyright sees to."""
    given = [*function.args.args, *function.args.kwonlyargs]
    literal = [one.arg for one in given if one.annotation and _says_literal(one.annotation)]
    return name in literal


def _says_literal(annotation: ast.expr) -> bool:
    return ast.unparse(annotation) == "LiteralString"


def _assigned(name: str, function: Function) -> list[ast.expr]:
    return [
        node.value
        for node in ast.walk(function)
        if isinstance(node, ast.Assign) and name in map(ast.unparse, node.targets)
    ]


def _makes_text(node: ast.AST) -> bool:
    is_formatted = isinstance(node, ast.JoinedStr)
    is_percent = isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod)
    return is_formatted or is_percent or _method(node) in MAKERS


def _method(node: ast.AST) -> str:
    match node:
        case ast.Call(func=ast.Attribute(attr=name)):
            return name
        case _:
            return ""
