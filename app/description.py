"""What /schema says, as clients' generators and testers understand it."""

from typing import Any, cast

from litestar import Request
from litestar.openapi.plugins import JsonRenderPlugin


class Description(JsonRenderPlugin):
    """Gives the description of the service as JSON."""

    def render(self, request: Request[Any, Any, Any], openapi_schema: dict[str, Any]) -> bytes:
        """Give the document."""
        return super().render(request, told(openapi_schema))


def told(value: Any) -> Any:
    """Give the description with `anyOf` for Litestar's `oneOf`.

    A whole number is a number too, and a page of memories is also memories with relations: a value
    that fits two of several types fits none of them, strictly speaking.
    """
    match value:
        case dict():
            pairs = cast("dict[str, Any]", value).items()
            return {"anyOf" if name == "oneOf" else name: told(inner) for name, inner in pairs}
        case list():
            return [told(inner) for inner in cast("list[Any]", value)]
        case _:
            return value
