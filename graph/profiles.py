"""Profiles: one a user, made by jobs of one event a user."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final, LiteralString

from msgspec import Struct

from graph import works
from graph.errors import KeyReusedError, NotFoundError
from graph.model import Instant, State
from graph.session import Tx
from graph.works import Made, Work

AWAIT: Final[LiteralString] = """
CYPHER 25
UNWIND $rows AS row
MERGE (profile:Profile {key: row.key})
ON CREATE SET
  profile.id = row.event_id,
  profile.project_id = $project_id,
  profile.created_at = $at,
  profile.generation_count = 0
SET profile.event_id = row.event_id
"""

GET: Final[LiteralString] = """
CYPHER 25
MATCH (profile:Profile {key: $scope_key})
WHERE profile.project_id = $project_id
MATCH (event:Event {id: profile.event_id})
RETURN collect(profile {
  .fields, .unfilled, .extractor, .memories, .total, .generation_count,
  updated_at: toString(profile.updated_at), state: event.state, error: event.error
}) AS profiles
"""

SAVE: Final[LiteralString] = """
CYPHER 25
// one of its memories may have been deleted meanwhile, and the profile with it
MERGE (profile:Profile {key: $scope_key})
ON CREATE SET
  profile.id = $event_id,
  profile.project_id = $project_id,
  profile.created_at = $at,
  profile.generation_count = 0,
  profile.event_id = $event_id
SET profile += $made
SET
  profile.updated_at = $at,
  profile.generation_count = profile.generation_count + 1
WITH profile
CALL (profile) {
  MATCH (profile)-[drawn:DRAWN_FROM]->()
  DELETE drawn
}
CALL (profile) {
  UNWIND $memory_ids AS memory_id
  MATCH (memory:Memory {id: memory_id})
  CREATE (profile)-[:DRAWN_FROM {project_id: $project_id}]->(memory)
}
"""

CREATE_JOB: Final[LiteralString] = """
CYPHER 25
MERGE (job:ProfileJob {id: $job.id})
ON CREATE SET job += $job, job.project_id = $project_id
RETURN job.request_hash AS request_hash, job.event_ids = $job.event_ids AS is_new
"""

GET_JOB: Final[LiteralString] = """
CYPHER 25
MATCH (job:ProfileJob {id: $job_id})
WHERE job.project_id = $project_id
RETURN collect(job {
  .id, .operation, .event_ids,
  events: COLLECT {
    UNWIND job.event_ids AS event_id
    MATCH (event:Event {id: event_id})
    RETURN event {.id, .state, .user_id, is_skipped: coalesce(event.is_skipped, false)}
  }
}) AS jobs
"""

SKIP: Final[LiteralString] = """
CYPHER 25
MATCH (event:Event {id: $event_id})
WHERE event.project_id = $project_id
SET event.is_skipped = true
"""


class Awaited(Struct, frozen=True, kw_only=True):
    """A user's profile that an event is to make; the key is the user's scope's."""

    key: str
    event_id: str


class Profile(Struct, frozen=True, kw_only=True):
    """A profile with the state of the event that makes it next; `fields` is JSON."""

    state: State
    generation_count: int
    error: str | None = None
    fields: str | None = None
    unfilled: list[str] | None = None
    extractor: str | None = None
    memories: int | None = None
    total: int | None = None
    updated_at: Instant | None = None


class JobRow(Struct, frozen=True, kw_only=True):
    """A job to keep; the same request under the same id is the same job."""

    id: str
    operation: str
    event_ids: tuple[str, ...]
    request_hash: str
    created_at: datetime


class JobEvent(Struct, frozen=True, kw_only=True):
    """How far a job is with one user; without the name when that user was deleted."""

    id: str
    state: State
    is_skipped: bool
    user_id: str | None = None


class Job(Struct, frozen=True, kw_only=True):
    """A job with its events."""

    id: str
    operation: str
    event_ids: list[str]
    events: list[JobEvent]


class Kept(Struct, frozen=True, kw_only=True):
    """What the job's id stands for, and whether it does since now."""

    request_hash: str
    is_new: bool


async def create_job(tx: Tx, project_id: str, row: JobRow) -> bool:
    """Keep a job; False when its id came before. Raises KeyReusedError for another request."""
    kept = await tx.first(CREATE_JOB, Kept, project_id=project_id, job=row)
    if kept is None or kept.request_hash != row.request_hash:
        raise KeyReusedError
    return kept.is_new


async def get_job(tx: Tx, project_id: str, job_id: str) -> Job:
    """Give a job; raises NotFoundError."""
    found = await tx.all(GET_JOB, Job, project_id=project_id, job_id=job_id)
    if not found:
        raise NotFoundError("profile job", job_id)
    return found[0]


async def wait_for(tx: Tx, project_id: str, rows: Sequence[Awaited], at: datetime) -> None:
    """Say which events are to make the profiles next."""
    await tx.run(AWAIT, project_id=project_id, rows=list(rows), at=at)


async def find(tx: Tx, project_id: str, scope_key: str) -> list[Profile]:
    """Give a user's profile in a list, or an empty list."""
    return await tx.all(GET, Profile, project_id=project_id, scope_key=scope_key)


async def save(tx: Tx, scope_key: str, made: Made, *, done: Work, at: datetime) -> bool:
    """Keep a profile and end its event; False when that is not leased any more.

    Raises StalePlanError as `works.begin`.
    """
    if not await works.begin(tx, done):
        return False
    await tx.run(
        SAVE,
        project_id=done.project_id,
        scope_key=scope_key,
        event_id=done.event_id,
        made=made,
        memory_ids=done.memory_ids,
        at=at,
    )
    await works.end(tx, done)
    return True


async def skip(tx: Tx, done: Work) -> bool:
    """End an event for which there is nothing to make a profile of; False as `save`."""
    if not await works.begin(tx, done):
        return False
    await tx.run(SKIP, project_id=done.project_id, event_id=done.event_id)
    await works.end(tx, done)
    return True
