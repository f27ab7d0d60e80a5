"""Objects inside an address: JSON, Python's way to print them, or `name[key]=value`."""

import ast
import re
from collections.abc import Callable
from typing import Final, cast

import msgspec

from app.routes.pages import Asked
from app.services.errors import InvalidRequestError

DEEP: Final = re.compile(r"(\w+)\[([^]]+)\]")
LONGEST: Final = 10_000


def object_in(request: Asked, name: str) -> dict[str, object] | None:
    """Read the object with this name, None when there is none.

    Raises InvalidRequestError for what is no object: what narrows a delete is never ignored.
    """
    query = request.query_params
    given = query.get(name)
    if given:
        return _read(given, name)
    found = ((DEEP.fullmatch(key), query[key]) for key in query)
    return {match[2]: value for match, value in found if match and match[1] == name} or None


def _read(given: str, name: str) -> dict[str, object]:
    if len(given) <= LONGEST:
        for reader in READERS:
            value = _tried(reader, given)
            if isinstance(value, dict):
                return cast("dict[str, object]", value)
    raise InvalidRequestError(f"{name} must be a JSON object", name)


def _tried(reader: Callable[[str], object], given: str) -> object:
    try:
        return reader(given)
    except (msgspec.DecodeError, ValueError, SyntaxError, RecursionError, MemoryError, TypeError):
        return None


READERS: Final[tuple[Callable[[str], object], ...]] = (msgspec.json.decode, ast.literal_eval)
