"""Pure: the parameters of a saved query, and the values that a caller gives for them."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Final, Literal, cast

from msgspec import UNSET, Struct, UnsetType

from app.services.errors import InvalidRequestError
from graph.model import JSON

MOST: Final = 20
LONGEST_LIST: Final = 1_000
_NAME: Final = re.compile(r"[A-Za-z_]\w{0,63}", re.ASCII)

Kind = Literal["string", "integer", "number", "boolean", "date", "list"]


class Parameter(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A value that a query asks for; without a default a run has to give it."""

    name: str
    type: Kind = "string"
    default: JSON | UnsetType = UNSET
    description: str = ""


def checked(parameters: Sequence[Parameter]) -> Sequence[Parameter]:
    """Give parameters whose names differ and whose defaults fit; raises InvalidRequestError."""
    if len(parameters) > MOST:
        raise InvalidRequestError(f"A query has at most {MOST} parameters", "parameters")
    names = [one.name for one in parameters]
    for one in parameters:
        if not _NAME.fullmatch(one.name) or names.count(one.name) > 1:
            raise InvalidRequestError(
                f"parameters: {one.name!r} is no name, or there twice", "parameters"
            )
        if not isinstance(one.default, UnsetType):
            _check(one, one.default)
    return parameters


def examples(parameters: Sequence[Parameter]) -> dict[str, object]:
    """Give a value for each, so that the query can be looked at."""
    return {
        one.name: EXAMPLES[one.type] if isinstance(one.default, UnsetType) else one.default
        for one in parameters
    }


def given(parameters: Sequence[Parameter], values: Mapping[str, object]) -> dict[str, object]:
    """Give the values with the defaults of those that are absent; raises InvalidRequestError."""
    unknown = set(values) - {one.name for one in parameters}
    if unknown:
        name = min(unknown)
        raise InvalidRequestError(f"This query has no parameter {name!r}", f"parameters.{name}")
    found: dict[str, object] = {}
    for one in parameters:
        value = values.get(one.name, one.default)
        if isinstance(value, UnsetType):
            raise InvalidRequestError(
                f"This query needs the parameter {one.name!r}: {one.type}",
                f"parameters.{one.name}",
            )
        _check(one, value)
        found[one.name] = value
    return found


def _check(parameter: Parameter, value: object) -> None:
    if not FITTING[parameter.type](value):
        raise InvalidRequestError(
            f"{parameter.name} should be of the type {parameter.type}",
            f"parameters.{parameter.name}",
        )


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_date(value: object) -> bool:
    if not isinstance(value, str):
        return False
    for read in (date.fromisoformat, datetime.fromisoformat):
        try:
            read(value)
        except ValueError:
            continue
        return True
    return False


def _is_list(value: object) -> bool:
    if not isinstance(value, list):
        return False
    members = cast("list[object]", value)
    scalars = all(isinstance(one, str | bool | int | float) for one in members)
    return scalars and len(members) <= LONGEST_LIST


EXAMPLES: Final[dict[Kind, JSON]] = {
    "string": "",
    "integer": 1,
    "number": 1.0,
    "boolean": True,
    "date": "2026-01-01",
    "list": [],
}
FITTING: Final[dict[Kind, Callable[[object], bool]]] = {
    "string": lambda value: isinstance(value, str),
    "integer": lambda value: _is_number(value) and isinstance(value, int),
    "number": _is_number,
    "boolean": lambda value: isinstance(value, bool),
    "date": _is_date,
    "list": _is_list,
}
