"""Pure: formats that are one text: what stands before, between and behind the rows."""

from collections.abc import Callable
from typing import Final
from xml.sax.saxutils import escape, quoteattr

import msgspec
from msgspec import Struct

from app.services.formats.rows import ENTITY, RELATION, Row
from graph.model import JSON
from graph.statements import CONSTRAINT, entity_statement, relation_statement

KINDS: Final = {str: "string", bool: "boolean", float: "double", list: "string"}
# XML 1.0 has no signs for these, not even escaped ones
FORBIDDEN: Final = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF], "�")


class Format(Struct, frozen=True, kw_only=True):
    """How to write entities, one after the other, and then relations."""

    media_type: str
    file_name: str
    opening: str
    entity: Callable[[Row], str]
    middle: str
    relation: Callable[[Row], str]
    closing: str
    separator: str = ""


def _json(row: Row) -> str:
    return msgspec.json.encode(row).decode()


def _xml_node(row: Row) -> str:
    return f"<node id={quoteattr(str(row['id']))}>{_xml_values(row, 'n')}</node>\n"


def _xml_edge(row: Row) -> str:
    ends = f"source={quoteattr(str(row['source']))} target={quoteattr(str(row['target']))}"
    kept = {name: value for name, value in row.items() if name not in {"source", "target"}}
    return f"<edge id={quoteattr(str(row['id']))} {ends}>{_xml_values(kept, 'e')}</edge>\n"


def _xml_values(row: Row, prefix: str) -> str:
    return "".join(
        f'<data key="{prefix}_{name}">{_xml_text(value)}</data>'
        for name, value in row.items()
        if value is not None and name != "id"
    )


def _xml_text(value: JSON) -> str:
    match value:
        case bool():
            return str(value).lower()
        case list():
            return escape(" ".join(map(str, value)))
        case _:
            return escape(str(value).translate(FORBIDDEN))


def _xml_keys() -> str:
    columns = [("node", "n", ENTITY), ("edge", "e", RELATION)]
    return "".join(
        f'<key id="{prefix}_{name}" for="{kind}" attr.name="{name}" attr.type="{KINDS[type_]}"/>\n'
        for kind, prefix, fields in columns
        for name, type_ in fields.items()
        if name not in {"id", "source", "target"}
    )


GRAPHML: Final = Format(
    media_type="application/graphml+xml",
    file_name="graph.graphml",
    opening='<?xml version="1.0" encoding="UTF-8"?>\n'
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
    + _xml_keys()
    + '<graph id="relata" edgedefault="directed">\n',
    entity=_xml_node,
    middle="",
    relation=_xml_edge,
    closing="</graph>\n</graphml>\n",
)


def _link(row: Row) -> str:
    """Give an edge with the key by which networkx tells parallel ones apart."""
    return _json(row | {"key": row["id"]})


NODE_LINK: Final = Format(
    media_type="application/json",
    file_name="graph.json",
    opening='{"directed":true,"multigraph":true,"graph":{"name":"relata"},"nodes":[\n',
    entity=_json,
    middle='\n],"edges":[\n',
    relation=_link,
    closing="\n]}\n",
    separator=",\n",
)

CYPHER: Final = Format(
    media_type="text/plain; charset=utf-8",
    file_name="graph.cypher",
    opening=CONSTRAINT,
    entity=entity_statement,
    middle="",
    relation=relation_statement,
    closing="",
)
