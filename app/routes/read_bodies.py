"""What every generation of clients may send with a list or a search."""

from datetime import UTC, datetime, time
from typing import Final

from msgspec import Struct

from app.routes.clocks import NOON, at
from app.services.errors import InvalidRequestError
from app.services.filters import Siblings, is_positively_scoped, narrowed, parsed
from graph.model import Access, Filter, ScopeIds, Visibility

V1_1: Final = "v1.1"
NO_SCOPE: Final = "One of the filters: app_id, user_id, agent_id, run_id is required!"
IDS_IN_FILTERS: Final = "user_id, agent_id, app_id and run_id belong into filters here"


class ReadBody(Struct, frozen=True, kw_only=True):
    """What a read is narrowed by, and what it should show beside the memories.

    `as_of` asks what was true at a time, `known_at` what was known at one: a date or an instant.
    A date means its noon in UTC for `as_of` and its end for `known_at`.
    """

    filters: dict[str, object] | None = None
    user_id: str | None = None
    agent_id: str | None = None
    app_id: str | None = None
    run_id: str | None = None
    categories: list[str] | str | None = None
    metadata: dict[str, object] | None = None
    start_date: str | None = None
    end_date: str | None = None
    keywords: str | None = None
    show_expired: bool | None = None
    latest_only: bool | None = None
    include_merged: bool | None = None
    include_ended: bool | None = None
    as_of: str | None = None
    known_at: str | None = None
    enable_graph: bool | None = None
    explain: bool | None = None
    output_format: str | None = None
    fields: list[str] | str | None = None

    @property
    def ids(self) -> ScopeIds:
        """The ids beside `filters`; empty ones name nothing."""
        return ScopeIds(
            user_id=self.user_id or None,
            agent_id=self.agent_id or None,
            app_id=self.app_id or None,
            run_id=self.run_id or None,
        )

    @property
    def wants_object(self) -> bool:
        """Whether an answer that is an array by default must be an object."""
        return self.output_format == V1_1 or self.enable_graph is True

    @property
    def shown_fields(self) -> frozenset[str]:
        """The keys to show; none means all."""
        given = self.fields.split(",") if isinstance(self.fields, str) else self.fields or []
        return frozenset(name.strip() for name in given if name.strip())

    def walks(self, access: Access, *, is_envelope: bool) -> bool:
        """Whether relations are to be shown (contract 2.16)."""
        if self.enable_graph is not None:
            return self.enable_graph
        return is_envelope and access.project.enable_graph

    def visibility(self, access: Access, *, missing: str = NO_SCOPE) -> Visibility:
        """Give what may be seen; raises InvalidRequestError, without a scope with these words."""
        tree = narrowed(parsed(self.filters), self._siblings())
        if not is_positively_scoped(tree):
            raise InvalidRequestError(missing, "filters")
        return self._visibility(access, tree)

    def strict_visibility(self, access: Access) -> Visibility:
        """Give what may be seen where ids are taken inside `filters` only."""
        if self.ids.named:
            raise InvalidRequestError(IDS_IN_FILTERS, f"{self.ids.named[0][0]}_id")
        return self.visibility(access)

    def _siblings(self) -> Siblings:
        return Siblings(
            ids=self.ids,
            categories=self.categories,
            metadata=self.metadata,
            start_date=self.start_date,
            end_date=self.end_date,
            keywords=self.keywords,
        )

    def _visibility(self, access: Access, tree: Filter) -> Visibility:
        return Visibility(
            project_id=access.project.id,
            filter=tree,
            now=datetime.now(UTC),
            as_of=at(self.as_of, "as_of", NOON),
            known_at=at(self.known_at, "known_at", time.max),
            show_expired=bool(self.show_expired),
            latest_only=bool(self.latest_only),
            include_merged=bool(self.include_merged),
            include_ended=bool(self.include_ended),
        )
