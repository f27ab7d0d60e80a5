"""Lists and deletes that are asked for in the address, as the first generation does."""

from typing import Final

import msgspec
from litestar.di import NamedDependency, Provide
from litestar.params import FromQuery
from msgspec import Struct

from app.routes.compat.objects import object_in
from app.routes.listings import ListBody
from app.routes.pages import Asked, LenientNumber, LenientSize
from graph.model import ScopeIds


class Narrowing(Struct, frozen=True, kw_only=True):
    """What a list is narrowed by beside the ids."""

    categories: list[str] | None
    keywords: str | None
    start_date: str | None
    end_date: str | None


class Showing(Struct, frozen=True, kw_only=True):
    """What a list is to show, and how."""

    fields: list[str] | None
    output_format: str | None
    enable_graph: bool | None
    show_expired: bool | None
    explain: bool | None


class Paging(Struct, frozen=True, kw_only=True):
    """How much of a list is wanted."""

    page: int | None
    page_size: int | None
    limit: int | None


def ids_of(
    user_id: FromQuery[str | None] = None,
    agent_id: FromQuery[str | None] = None,
    app_id: FromQuery[str | None] = None,
    run_id: FromQuery[str | None] = None,
) -> ScopeIds:
    """Provide the ids; empty ones name nothing."""
    return ScopeIds(
        user_id=user_id or None,
        agent_id=agent_id or None,
        app_id=app_id or None,
        run_id=run_id or None,
    )


def narrowing_of(
    categories: FromQuery[list[str] | None] = None,
    keywords: FromQuery[str | None] = None,
    start_date: FromQuery[str | None] = None,
    end_date: FromQuery[str | None] = None,
) -> Narrowing:
    """Provide what a list is narrowed by."""
    return Narrowing(
        categories=_split(categories),
        keywords=keywords or None,
        start_date=start_date or None,
        end_date=end_date or None,
    )


def showing_of(
    fields: FromQuery[list[str] | None] = None,
    output_format: FromQuery[str | None] = None,
    enable_graph: FromQuery[bool | None] = None,
    show_expired: FromQuery[bool | None] = None,
    explain: FromQuery[bool | None] = None,
) -> Showing:
    """Provide what a list is to show."""
    return Showing(
        fields=_split(fields),
        output_format=output_format,
        enable_graph=enable_graph,
        show_expired=show_expired,
        explain=explain,
    )


def paging_of(
    page: LenientNumber = None,
    page_size: LenientSize = None,
    limit: FromQuery[int | None] = None,
) -> Paging:
    """Provide how much of a list is wanted."""
    return Paging(page=page, page_size=page_size, limit=limit)


def body_of(
    request: Asked,
    ids: NamedDependency[ScopeIds],
    narrowing: NamedDependency[Narrowing],
    showing: NamedDependency[Showing],
    paging: NamedDependency[Paging],
) -> ListBody:
    """Provide the address as the body that later generations send."""
    given = {
        **msgspec.structs.asdict(ids),
        **msgspec.structs.asdict(narrowing),
        **msgspec.structs.asdict(showing),
        **msgspec.structs.asdict(paging),
    }
    return ListBody(**given, metadata=object_in(request, "metadata"))


def _split(given: list[str] | None) -> list[str] | None:
    """Read a list that is repeated, or joined by commas."""
    parts = [part.strip() for value in given or [] for part in value.split(",")]
    return [part for part in parts if part] or None


DEPENDENCIES: Final = {
    "ids": Provide(ids_of, sync_to_thread=False),
    "narrowing": Provide(narrowing_of, sync_to_thread=False),
    "showing": Provide(showing_of, sync_to_thread=False),
    "paging": Provide(paging_of, sync_to_thread=False),
    "asked": Provide(body_of, sync_to_thread=False),
}
