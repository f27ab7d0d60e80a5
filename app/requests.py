"""Requests whose JSON bodies are read strictly: `"true"` is no boolean there, and 0 none either."""

import re
from typing import Any, Final

import msgspec
from litestar import Request
from litestar.exceptions import ValidationException

from graph.model import Access

_PLACE: Final = re.compile(r" - at `\$\.?(?P<field>[\w.]*)")


class StrictRequest(Request[Any, Access, Any]):
    """Reads a body as the type that the handler takes.

    Litestar reads addresses and bodies alike, where `true` in an address has to be a string.
    """

    async def json(self) -> Any:
        """Give the body as the handler's type; raises ValidationException."""
        wanted = self.route_handler.parsed_data_field
        try:
            kind = Any if wanted is None else wanted.annotation
            return msgspec.json.decode(await self.body() or b"null", type=kind)
        except msgspec.ValidationError as error:
            found = _PLACE.search(str(error))
            words, name = str(error).split(" - at ")[0], found["field"] if found else ""
            raise ValidationException(extra=[{"message": words, "key": name or "data"}]) from error
