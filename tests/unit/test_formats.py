"""Exports as texts: whatever a name holds, the file stays what it is."""

import csv
import json
from collections.abc import AsyncIterator
from io import BytesIO, StringIO
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pytest

from app.services.formats.rows import ENTITY, RELATION, Row, entity_row, relation_row
from app.services.formats.sheets import archive, entity_titles, relation_titles
from app.services.formats.texts import CYPHER, GRAPHML, NODE_LINK, Format
from graph.dumps import Dumped
from graph.statements import literal
from tests.unit.wiring import tie

NAMES = [
    "Ada",
    "O'Hara",
    'say "x"',
    "a\\b",
    "a\\u0027 OR b",
    "ends in \\",
    "<b>&amp;</b>",
    "]]>",
    "line\nbreak",
    "🙂",
    "; MATCH (n) DETACH DELETE n //",
    "a,b;c",
]


def row(name: str) -> Row:
    return entity_row(Dumped(id="e1", name=name, type="person", is_self=False, owner_key="o"))


def whole(form: Format, name: str) -> str:
    relation = relation_row(tie("A knows B", fact=name))
    return (
        form.opening + form.entity(row(name)) + form.middle + form.relation(relation) + form.closing
    )


@pytest.mark.parametrize("name", NAMES)
def test_node_link_json_is_json(name: str):
    found = json.loads(whole(NODE_LINK, name))

    assert (name, name) == (found["nodes"][0]["name"], found["edges"][0]["fact"])
    assert "A knows B" == found["edges"][0]["key"]


@pytest.mark.parametrize("name", NAMES)
def test_graphml_is_xml(name: str):
    space = "{http://graphml.graphdrawing.org/xmlns}"
    root = ET.fromstring(whole(GRAPHML, name))
    told = {one.get("key"): one.text for one in root.iter(f"{space}data")}
    declared = {one.get("id") for one in root.iter(f"{space}key")}

    assert (name, name) == (told["n_name"], told["e_fact"])
    assert set(told) <= declared


def test_graphml_leaves_out_signs_that_xml_has_not():
    ET.fromstring(whole(GRAPHML, "a\x01b\x1f"))


@pytest.mark.parametrize("name", NAMES)
def test_cypher_keeps_a_name_inside_its_quotes(name: str):
    text = CYPHER.entity(row(name))

    bare = text.replace("\\\\", "").replace("\\'", "").replace("' + '", "")

    assert 1 == text.count("\n")
    assert "\\u" not in text
    # id twice, name, type and owner, each between two quotes
    assert 10 == bare.count("'")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, "null"),
        (True, "true"),
        (3, "3"),
        (0.5, "0.5"),
        ("a'b", "'a\\'b'"),
        ("a\\b", "'a\\\\b'"),
        ("a\\u0027b", "'a\\\\' + 'u0027b'"),
        ("🙂", "'🙂'"),
        (["a", 1], "['a', 1]"),
        ({"a": "b"}, "{a: 'b'}"),
    ],
    ids=str,
)
def test_a_value_is_written_as_cypher_reads_it(value: object, expected: str):
    assert expected == literal(value)


async def pages(*found: Row) -> AsyncIterator[list[Row]]:
    for one in found:
        yield [one]


@pytest.mark.parametrize("name", NAMES)
async def test_sheets_are_csv(name: str):
    relation = relation_row(tie("A knows B", fact=name))
    parts = [part async for part in archive(pages(row(name)), pages(relation))]
    files = ZipFile(BytesIO(b"".join(parts)))
    entities = list(csv.reader(StringIO(files.read("entities.csv").decode(), newline="")))
    relations = list(csv.reader(StringIO(files.read("relations.csv").decode(), newline="")))

    assert [entity_titles(), ["e1", name, "person", "false", "o", "Entity"]] == entities
    assert ["A", "B", "A knows B", "knows", name] == relations[1][:5]
    assert [relation_titles(), 2] == [relations[0], len(relations)]
    assert "m1;m2" in relations[1]


def test_rows_have_the_fields_that_are_declared():
    assert list(ENTITY) == list(row("Ada"))
    assert list(RELATION) == list(relation_row(tie("A knows B")))


def test_what_is_open_or_unknown_is_null():
    found = relation_row(tie("A knows B", valid_from_precision="none"))

    assert (None, None) == (found["valid_from"], found["valid_to"])
