"""Profiles of users: a form that workers fill, shown as it stands, and its settings."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Literal

import msgspec
from msgspec import Struct

from app.services.profile_settings import (
    ProfileChanges,
    ProfileSettings,
    changed_profiles,
    profile_settings_of,
)
from app.services.scoping import scope_key
from graph import profiles, projects, scopes
from graph.model import Access, Instant
from graph.profiles import Profile
from graph.session import Graph, Tx

Status = Literal["succeeded", "pending", "failed", "not_enabled", "insufficient_data"]


class SeenProfile(Struct, frozen=True, kw_only=True):
    """A user's profile as it stands; `fields` is JSON."""

    status: Status
    generation_count: int = 0
    fields: str | None = None
    unfilled: tuple[str, ...] = ()
    extractor: str | None = None
    updated_at: Instant | None = None
    error: str | None = None


class Profiles:
    """Shows profiles and keeps their settings."""

    def __init__(self, graph: Graph) -> None:
        """Take the database."""
        self._graph = graph

    async def get(self, access: Access, user_id: str) -> SeenProfile:
        """Give a user's profile; raises NotFoundError for a user that is not there."""
        project = access.project
        found = await self._graph.read(_found, project.id, user_id)
        if not profile_settings_of(project).enabled:
            return SeenProfile(status="not_enabled")
        return _seen(found)

    async def update_settings(self, access: Access, changes: ProfileChanges) -> ProfileSettings:
        """Change the settings, for jobs from now on; raises InvalidRequestError."""
        return await self._graph.write(_update, access.project.id, changes, datetime.now(UTC))


def _seen(found: Sequence[Profile]) -> SeenProfile:
    """Say how a profile stands; one that was never asked for has nothing to show."""
    if not found:
        return SeenProfile(status="insufficient_data")
    profile = found[0]
    return SeenProfile(
        status=_status(profile),
        generation_count=profile.generation_count,
        fields=profile.fields,
        unfilled=tuple(profile.unfilled or ()),
        extractor=profile.extractor,
        updated_at=profile.updated_at,
        error=profile.error if profile.state == "FAILED" else None,
    )


def _status(profile: Profile) -> Status:
    match profile.state:
        case "PENDING" | "RUNNING":
            return "pending"
        case "FAILED":
            return "failed"
        case "SUCCEEDED":
            return "insufficient_data" if profile.fields is None else "succeeded"


async def _found(tx: Tx, project_id: str, user_id: str) -> list[Profile]:
    await scopes.get(tx, project_id, "user", user_id)
    return await profiles.find(tx, project_id, scope_key(project_id, "user", user_id))


async def _update(
    tx: Tx, project_id: str, changes: ProfileChanges, at: datetime
) -> ProfileSettings:
    settings = changed_profiles(await projects.lock(tx, project_id), changes)
    encoded = msgspec.json.encode(settings).decode()
    await projects.set_profiles(tx, project_id, encoded, at)
    return settings
