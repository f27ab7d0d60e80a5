"""The schema of the graph as it is now, for programs and for people."""

from collections.abc import Sequence
from html import escape
from typing import Annotated, Final, Literal

from litestar import MediaType, Response, get
from litestar.di import NamedDependency
from litestar.params import QueryParameter
from msgspec import Struct

from app.routes.documentation import ERRORS
from app.services.catalogues import Catalogue, Catalogues, ReadyQuery
from graph.catalogues import PredicateUse, TypeCount
from graph.model import Access
from graph.vocabulary import TypeMeaning

Form = Annotated[
    Literal["json", "html"],
    QueryParameter(description="`html` is a page without scripts, for people"),
]
STYLE: Final = (
    "body{font:16px/1.5 system-ui;margin:2rem auto;max-width:70rem;padding:0 1rem;"
    "color-scheme:light dark}table{border-collapse:collapse;width:100%}"
    "td,th{border-bottom:1px solid #8884;padding:.3rem .6rem;text-align:left;vertical-align:top}"
    "pre{background:#8882;overflow:auto;padding:.8rem}"
)


class PropertyOut(Struct, frozen=True, kw_only=True):
    """A property and what it means."""

    name: str
    meaning: str


class LabelOut(Struct, frozen=True, kw_only=True):
    """A label of nodes."""

    label: str
    meaning: str
    count: int
    properties: list[PropertyOut]


class TypeOut(Struct, frozen=True, kw_only=True):
    """A type of relationships in Neo4j; what a relation says is its predicate."""

    type: str
    source: str
    target: str
    meaning: str
    properties: list[PropertyOut]


class CatalogueOut(Struct, frozen=True, kw_only=True):
    """What can be asked for with `POST /v1/graph/query`, counted in the whole project."""

    labels: list[LabelOut]
    types: list[TypeOut]
    entity_types: Sequence[TypeCount]
    predicates: Sequence[PredicateUse]
    queries: Sequence[ReadyQuery]

    @classmethod
    def from_catalogue(cls, found: Catalogue) -> "CatalogueOut":
        """Show a catalogue."""
        return cls(
            labels=[
                LabelOut(
                    label=one.meaning.name,
                    meaning=one.meaning.meaning,
                    count=one.count,
                    properties=_properties(one.meaning.properties),
                )
                for one in found.labels
            ],
            types=[_type(one) for one in found.types],
            entity_types=found.entity_types,
            predicates=found.predicates,
            queries=found.queries,
        )


@get(
    "/schema",
    status_code=200,
    responses=ERRORS,
    summary="See what can be asked for",
    tags=["graph"],
)
async def describe_graph(
    access: NamedDependency[Access],
    catalogues: NamedDependency[Catalogues],
    format: Form = "json",  # noqa: A002 - its name in the address
) -> Response[CatalogueOut | str]:
    """Describe the project's graph as it is: labels, predicates, properties, ready queries."""
    found = CatalogueOut.from_catalogue(await catalogues.get(access.project.id))
    if format == "html":
        policy = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'"}
        return Response(page_of(found), media_type=MediaType.HTML, headers=policy)
    return Response(found, media_type=MediaType.JSON)


def page_of(found: CatalogueOut) -> str:
    """Write a page; whatever came from outside is text in it."""
    parts = [
        (
            f"<!doctype html><html lang=en><meta charset=utf-8><title>Schema</title>"
            f"<style>{STYLE}</style><h1>The graph of this project</h1>"
        ),
        _table(
            "Predicates",
            ("predicate", "relations", "current", "from", "to", "examples"),
            [
                (
                    one.predicate,
                    one.count,
                    one.current,
                    ", ".join(one.source_types),
                    ", ".join(one.target_types),
                    "; ".join(one.examples),
                )
                for one in found.predicates
            ],
        ),
        _table(
            "Entities", ("type", "number"), [(one.name, one.count) for one in found.entity_types]
        ),
    ]
    for label in found.labels:
        title = f"{label.label}: {label.meaning} ({label.count})"
        parts.append(_table(title, ("property", "meaning"), _pairs(label.properties)))
    for type_ in found.types:
        title = f"({type_.source})-[{type_.type}]->({type_.target}): {type_.meaning}"
        parts.append(_table(title, ("property", "meaning"), _pairs(type_.properties)))
    parts += [
        f"<h2>{escape(one.name)}</h2><p>{escape(one.description)}</p><pre>{escape(one.query)}</pre>"
        for one in found.queries
    ]
    return "\n".join(parts) + "\n</html>\n"


def _pairs(properties: Sequence[PropertyOut]) -> list[tuple[object, ...]]:
    return [(one.name, one.meaning) for one in properties]


def _table(title: str, titles: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    head = "".join(f"<th scope=col>{escape(name)}</th>" for name in titles)
    lines = "".join(
        "<tr>" + "".join(f"<td>{escape(str(cell))}</td>" for cell in row) + "</tr>" for row in rows
    )
    body = f"<table><tr>{head}</tr>{lines}</table>" if rows else ""
    return f"<h2>{escape(title)}</h2>{body}"


def _type(one: TypeMeaning) -> TypeOut:
    return TypeOut(
        type=one.name,
        source=one.source,
        target=one.target,
        meaning=one.meaning,
        properties=_properties(one.properties),
    )


def _properties(meanings: dict[str, str]) -> list[PropertyOut]:
    return [PropertyOut(name=name, meaning=meaning) for name, meaning in meanings.items()]


HANDLERS = [describe_graph]
