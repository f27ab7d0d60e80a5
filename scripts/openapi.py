"""Writes docs/openapi.json, the description of every route as the service gives it at /schema."""

from functools import cache
from pathlib import Path
from typing import Final

import msgspec
from litestar import Litestar

from app.description import told
from app.main import Parts, create_app
from app.signals import Signals
from extraction.static_embedder import StaticEmbedder
from graph.session import Graph, connected

FILE: Final = Path(__file__).parent.parent / "docs" / "openapi.json"
NOWHERE: Final = "bolt://127.0.0.1:1"


@cache
def unconnected_app() -> Litestar:
    """Put a service together that has no database: it can be looked at, and refuse."""
    graph = Graph(connected(NOWHERE, "nobody", ""))
    signals = Signals(Path("nowhere"), "api")
    return create_app(Parts(graph=graph, embedder=StaticEmbedder(), signals=signals))


def document() -> bytes:
    """Describe the service as indented JSON, the same every time."""
    schema = told(unconnected_app().openapi_schema.to_schema())
    for operations in schema["paths"].values():
        for operation in operations.values():
            # a set somewhere in Litestar gives them in any order
            operation.get("parameters", []).sort(key=_place)
    compact = msgspec.json.encode(schema, order="deterministic")
    return msgspec.json.format(compact, indent=2) + b"\n"


def _place(parameter: dict[str, str]) -> tuple[str, str]:
    return parameter["in"], parameter["name"]


if __name__ == "__main__":
    FILE.write_bytes(document())
