"""What the reads of the graph are narrowed by, out of the address: ids, filters, the clocks."""

from datetime import UTC, datetime
from typing import Annotated, Final, TypeAlias

import msgspec
from litestar.di import NamedDependency, Provide
from litestar.params import QueryParameter, SkipValidation
from msgspec import Struct

from app.routes.clocks import Clocks, clocks_of
from app.routes.read_bodies import NO_SCOPE
from app.services.errors import InvalidRequestError
from app.services.filters import Siblings, is_positively_scoped, narrowed, parsed
from graph.model import Access, ScopeIds, Visibility

MOST_PREDICATES: Final = 50

# what a visibility holds is no input any more: it was read already
Seen: TypeAlias = NamedDependency[SkipValidation[Visibility]]
Id = Annotated[str | None, QueryParameter(description="`*` for any")]
Filters = Annotated[
    str | None, QueryParameter(description="The filter language of searches, as JSON")
]
WholeProject = Annotated[bool, QueryParameter(description="See the project without a scope")]
IncludeEnded = Annotated[bool, QueryParameter(description="Show relations that are over, too")]
ShowExpired = Annotated[bool, QueryParameter(description="Count expired memories as evidence")]
Predicates = Annotated[
    str | None, QueryParameter(description="Only these predicates, with commas between them")
]


class Narrowing(Struct, frozen=True, kw_only=True):
    """What is asked for beside ids and clocks."""

    filters: str | None = None
    whole_project: bool = False
    include_ended: bool = False
    show_expired: bool = False


def ids_of(
    user_id: Id = None, agent_id: Id = None, app_id: Id = None, run_id: Id = None
) -> ScopeIds:
    """Provide the ids of the address."""
    return ScopeIds(
        user_id=user_id or None,
        agent_id=agent_id or None,
        app_id=app_id or None,
        run_id=run_id or None,
    )


def narrowing_of(
    filters: Filters = None,
    whole_project: WholeProject = False,
    include_ended: IncludeEnded = False,
    show_expired: ShowExpired = False,
) -> Narrowing:
    """Provide what the address asks for."""
    return Narrowing(
        filters=filters,
        whole_project=whole_project,
        include_ended=include_ended,
        show_expired=show_expired,
    )


def visibility_of(
    access: NamedDependency[Access],
    ids: NamedDependency[ScopeIds],
    narrowing: NamedDependency[Narrowing],
    clocks: NamedDependency[Clocks],
) -> Visibility:
    """Provide what a list may show; raises InvalidRequestError without a scope."""
    seen = visibility_of_one(access, ids, narrowing, clocks)
    if not narrowing.whole_project and not is_positively_scoped(seen.filter):
        raise InvalidRequestError(NO_SCOPE, "filters")
    return seen


def visibility_of_one(
    access: NamedDependency[Access],
    ids: NamedDependency[ScopeIds],
    narrowing: NamedDependency[Narrowing],
    clocks: NamedDependency[Clocks],
) -> Visibility:
    """Provide what may be seen around an id, which without a scope is the project's."""
    return Visibility(
        project_id=access.project.id,
        filter=narrowed(parsed(_filters(narrowing.filters)), Siblings(ids=ids)),
        now=datetime.now(UTC),
        as_of=clocks.as_of,
        known_at=clocks.known_at,
        show_expired=narrowing.show_expired,
        include_ended=narrowing.include_ended,
    )


def predicates_of(given: str | None) -> list[str]:
    """Read a list of predicates; raises InvalidRequestError for too many."""
    names = [name.strip() for name in (given or "").split(",") if name.strip()]
    if len(names) > MOST_PREDICATES:
        raise InvalidRequestError(f"At most {MOST_PREDICATES} predicates", "predicates")
    return names


def _filters(text: str | None) -> object:
    if not text:
        return None
    try:
        return msgspec.json.decode(text.encode(), type=dict[str, object])
    except (msgspec.DecodeError, RecursionError, UnicodeEncodeError) as error:
        raise InvalidRequestError(f"filters is no JSON object: {error}", "filters") from error


SIGHT: Final = {
    "ids": Provide(ids_of, sync_to_thread=False),
    "narrowing": Provide(narrowing_of, sync_to_thread=False),
    "clocks": Provide(clocks_of, sync_to_thread=False),
    "visibility": Provide(visibility_of, sync_to_thread=False),
}
OF_ONE: Final = Provide(visibility_of_one, sync_to_thread=False)
