"""Ids out of the path."""

from typing import Annotated, TypeAlias
from uuid import UUID

from litestar.params import PathParameter

from app.services.errors import InvalidRequestError

UuidInPath: TypeAlias = Annotated[str, PathParameter(schema_extra={"format": "uuid"})]


def known_form(given: str, field: str) -> str:
    """Give a UUID in the form in which it is stored; raises InvalidRequestError for no UUID."""
    try:
        return str(UUID(given))
    except ValueError as error:
        raise InvalidRequestError(f"{field} should be a valid UUID", field) from error
