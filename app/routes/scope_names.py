"""The kind and the name of a scope out of the path, where a name may contain anything."""

import re
from typing import Annotated, Final, TypeAlias
from urllib.parse import unquote

from litestar.params import PathParameter

from app.routes.pages import Asked
from app.services.errors import InvalidRequestError
from app.services.scopes import KINDS
from graph.model import ScopeKind

LONGEST_NUMBER: Final = 18
# what follows the kind is the name, slashes and all; the last slash is the path's own
NAME: Final = re.compile(r"/+(?:v2/+entities|v1/+memories)/+[^/]+/(.+?)/?")

KindInPath: TypeAlias = Annotated[str, PathParameter(schema_extra={"enum": list(KINDS)})]
NumberInPath: TypeAlias = Annotated[
    str, PathParameter(schema_extra={"pattern": f"^[0-9]{{1,{LONGEST_NUMBER}}}$"})
]


def kind_of(given: str) -> ScopeKind:
    """Read the kind; raises InvalidRequestError in the words that clients know."""
    if given not in KINDS:
        raise InvalidRequestError("Invalid entity type", "entity_type")
    return given


def name_of(request: Asked) -> str:
    """Read the name from the path as it was sent: `a%2Fb` is a name, and so is `a/b`."""
    match = NAME.fullmatch(request.scope["raw_path"].decode("latin-1").partition("?")[0])
    if match is None:
        raise InvalidRequestError("A name is needed", "entity_name")
    return unquote(match[1])


def number_of(given: str) -> int:
    """Read mem0's integer id; raises InvalidRequestError in the words that clients know."""
    if not given.isdecimal() or len(given) > LONGEST_NUMBER:
        raise InvalidRequestError("Invalid entity ID. Must be an integer.", "entity_id")
    return int(given)
