"""Pure: entities and relations as Cypher that another Neo4j can run; Relata never runs it."""

from typing import Final, cast

from graph.model import JSON

CONSTRAINT: Final = (
    "CREATE CONSTRAINT entity_id_unique IF NOT EXISTS "
    "FOR (entity:Entity) REQUIRE entity.id IS UNIQUE;\n"
)
# never by its number: some readers put \uXXXX in its place before they look for quotes
_ESCAPES: Final = str.maketrans(
    {"\\": "\\\\", "'": "\\'", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
)


def entity_statement(fields: dict[str, JSON]) -> str:
    """Give the line that makes an entity, or brings it up to date."""
    return (
        f"MERGE (entity:Entity {{id: {literal(fields['id'])}}}) SET entity += {literal(fields)};\n"
    )


def relation_statement(fields: dict[str, JSON]) -> str:
    """Give the line that makes a relation between two entities that are there."""
    kept = {name: value for name, value in fields.items() if name not in {"source", "target"}}
    return (
        f"MATCH (source:Entity {{id: {literal(fields['source'])}}}), "
        f"(target:Entity {{id: {literal(fields['target'])}}}) "
        f"MERGE (source)-[relation:RELATES_TO {{id: {literal(fields['id'])}}}]->(target) "
        f"SET relation += {literal(kept)};\n"
    )


def literal(value: object) -> str:
    """Write a value as Cypher does; no text ends its quotes."""
    match value:
        case None:
            return "null"
        case bool():
            return str(value).lower()
        case int() | float():
            return repr(value)
        case list():
            members = cast("list[object]", value)
            return "[" + ", ".join(map(literal, members)) + "]"
        case dict():
            fields = cast("dict[str, object]", value)
            pairs = (f"{name}: {literal(one)}" for name, one in fields.items())
            return "{" + ", ".join(pairs) + "}"
        case _:
            return "'" + str(value).translate(_ESCAPES).replace("\\u", "\\' + 'u") + "'"
