"""Jobs that make profiles: one event a user, left to the workers."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final, Literal
from uuid import UUID, uuid4, uuid5

import msgspec
from msgspec import Struct

from app.services.additions import request_hash
from app.services.errors import InvalidRequestError
from app.services.forms import profile_form_of
from app.services.jobs import PROFILE, ProfileRequest
from app.services.profile_settings import ProfileSettings, profile_settings_of
from app.services.scoping import owner, scope_key
from app.signals import Signals
from graph import events, profiles, scopes
from graph.events import EventRow
from graph.model import Access, ScopeIds
from graph.profiles import Awaited, Job, JobRow
from graph.session import Graph, Tx

Operation = Literal["trigger", "sample"]

SAMPLE: Final = 3
LARGEST_SAMPLE: Final = 10
JOBS: Final = UUID("5b0ec7a4-6a52-4f0d-9c55-c0a5d1f8e110")
NOT_ENABLED: Final = "Profiles are not enabled and configured for this project"


class JobRequest(Struct, frozen=True, kw_only=True):
    """Whose profiles to make: one user's, or those of some of the users."""

    operation: Operation
    user_id: str | None = None
    limit: int | None = None


class TakenJob(Struct, frozen=True, kw_only=True):
    """A job, and whether its key brought the same one before."""

    job: Job
    is_replayed: bool


class ProfileJobs:
    """Starts jobs and tells how far they are."""

    def __init__(self, graph: Graph, signals: Signals) -> None:
        """Take the database and the way to the workers."""
        self._graph = graph
        self._signals = signals

    async def start(
        self, access: Access, request: JobRequest, *, idempotency_key: str | None = None
    ) -> TakenJob:
        """Leave profiles to the workers.

        Raises InvalidRequestError, also when profiles are not enabled and configured,
        NotFoundError for an unknown user, KeyReusedError when the key came with another request.
        """
        project_id = access.project.id
        settings = _configured(profile_settings_of(access.project))
        user_ids = await self._graph.read(_chosen, project_id, request)
        rows = [_event_row(project_id, user_id, settings) for user_id in user_ids]
        job = JobRow(
            id=_job_id(project_id, idempotency_key),
            operation=request.operation,
            event_ids=tuple(row.id for row in rows),
            request_hash=request_hash(request),
            created_at=datetime.now(UTC),
        )
        is_new = await self._graph.write(_start, project_id, job, rows)
        self._signals.wake_workers()
        return TakenJob(job=await self.get(access, job.id), is_replayed=not is_new)

    async def get(self, access: Access, job_id: str) -> Job:
        """Give a job with how far it is; raises NotFoundError."""
        return await self._graph.read(profiles.get_job, access.project.id, job_id.casefold())


def _configured(settings: ProfileSettings) -> ProfileSettings:
    if not settings.enabled or settings.schema is None:
        raise InvalidRequestError(NOT_ENABLED)
    return settings


def _job_id(project_id: str, key: str | None) -> str:
    """Give the id that the same key has in the same project."""
    return str(uuid4() if key is None else uuid5(JOBS, f"{project_id}\x1f{key}"))


def _event_row(project_id: str, user_id: str, settings: ProfileSettings) -> EventRow:
    """Queue it behind what the user said before."""
    request = ProfileRequest(
        user_id=user_id,
        schema=profile_form_of(settings.schema),
        instructions=settings.custom_instructions,
    )
    return EventRow(
        id=str(uuid4()),
        project_id=project_id,
        owner_key=owner(project_id, ScopeIds(user_id=user_id)).key,
        kind=PROFILE,
        request=msgspec.json.encode(request).decode(),
        request_hash=request_hash(request),
        accepted_at=datetime.now(UTC),
        user_id=user_id,
    )


async def _chosen(tx: Tx, project_id: str, request: JobRequest) -> list[str]:
    if request.operation == "sample":
        limit = SAMPLE if request.limit is None else request.limit
        if not 1 <= limit <= LARGEST_SAMPLE:
            raise InvalidRequestError(f"limit must be from 1 to {LARGEST_SAMPLE}", "limit")
        page = await scopes.find(tx, project_id, ("user",), limit=limit)
        return [scope.external_id for scope in page.scopes]
    if not request.user_id:
        raise InvalidRequestError("entity_id is required", "entity_id")
    found = await scopes.get(tx, project_id, "user", request.user_id)
    return [found.external_id]


async def _start(tx: Tx, project_id: str, job: JobRow, rows: Sequence[EventRow]) -> bool:
    if not await profiles.create_job(tx, project_id, job):
        return False
    for row in sorted(rows, key=lambda row: row.owner_key):
        await events.create(tx, row, [])
    awaited = [
        Awaited(key=scope_key(project_id, "user", row.user_id or ""), event_id=row.id)
        for row in rows
    ]
    await profiles.wait_for(tx, project_id, awaited, job.created_at)
    return True
