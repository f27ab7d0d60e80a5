"""Pure: schemas that callers bring, refused at the door in words that name what is wrong."""

from typing import Final, cast

import msgspec

from app.services.errors import InvalidRequestError
from app.services.limits import check_json, check_text
from extraction.schemas import Schema, properties, tree

LONGEST: Final = 50_000
LONGEST_INSTRUCTIONS: Final = 20_000
NO_SCHEMA: Final = "Schema is required and must be a valid object"


def form_of(given: object) -> Schema:
    """Read the JSON Schema of an object, also as text; raises InvalidRequestError."""
    value = _decoded(given) if isinstance(given, str) else given
    if not isinstance(value, dict) or not value:
        raise InvalidRequestError(NO_SCHEMA, "schema")
    schema = cast("Schema", value)
    check_json(schema, "schema")
    if len(msgspec.json.encode(schema)) > LONGEST:
        raise InvalidRequestError(f"{NO_SCHEMA} of at most {LONGEST} bytes", "schema")
    try:
        return tree(schema)
    except ValueError as error:
        raise InvalidRequestError(f"{NO_SCHEMA}: {error}", "schema") from error


def profile_form_of(given: object) -> Schema:
    """Read the schema of a profile, whose every property says what it is for."""
    schema = form_of(given)
    for name, wanted in properties(schema).items():
        if not isinstance(wanted.get("description"), str):
            raise InvalidRequestError(f"schema: the property {name} needs a description", "schema")
    return schema


def instructions_of(given: str | None, field: str) -> str | None:
    """Read what a model is to be told, the empty text as nothing; raises InvalidRequestError."""
    if not given:
        return None
    check_text(given, field)
    if len(given) > LONGEST_INSTRUCTIONS:
        raise InvalidRequestError(
            f"{field} may have at most {LONGEST_INSTRUCTIONS} characters", field
        )
    return given


def _decoded(text: str) -> object:
    try:
        return msgspec.json.decode(text)
    except (msgspec.DecodeError, RecursionError):
        return None
