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
# what belongs to a scope is behind its name, as it was sent: `a%2Fprofile` is a name
PROFILE: Final = re.compile(r"/+v2/+entities/+user/(.+?)/+profile/?")
EXPORT: Final = re.compile(r"/+v1/+entities/+[^/]+/(.+?)/+export/?")


def kind_of(given: str) -> ScopeKind:
    """Read the kind; raises InvalidRequestError in the words that clients know."""
    if given not in KINDS:
        raise InvalidRequestError("Invalid entity type", "entity_type")
    return given


def name_of(request: Asked) -> str:
    """Read the name from the path as it was sent: `a%2Fb` is a name, and so is `a/b`."""
    name = _behind(NAME, request)
    if name is None:
        raise InvalidRequestError("A name is needed", "entity_name")
    return name


def profile_name_of(request: Asked) -> str | None:
    """Read the name of the user whose profile a path leads to, None when it leads elsewhere."""
    return _behind(PROFILE, request)


def export_name_of(request: Asked) -> str | None:
    """Read the name of the scope that a path wants exported, None when it leads elsewhere."""
    return _behind(EXPORT, request)


def number_of(given: str) -> int:
    """Read mem0's integer id; raises InvalidRequestError in the words that clients know."""
    if not given.isdecimal() or len(given) > LONGEST_NUMBER:
        raise InvalidRequestError("Invalid entity ID. Must be an integer.", "entity_id")
    return int(given)


def _behind(path: re.Pattern[str], request: Asked) -> str | None:
    match = path.fullmatch(request.scope["raw_path"].decode("latin-1").partition("?")[0])
    return None if match is None else unquote(match[1])
