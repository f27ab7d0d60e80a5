"""Profiles of users: their settings, and the jobs that make them."""

from collections.abc import Mapping
from typing import Annotated, Final, Literal

import msgspec
from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from msgspec import UNSET, Struct, UnsetType, field

from app.routes.added import IdempotencyKey
from app.routes.documentation import ERRORS, PROFILE_JOB, PROFILE_SETTINGS, WRITE_ERRORS
from app.routes.instants import shown
from app.services.errors import InvalidRequestError
from app.services.profile_jobs import LARGEST_SAMPLE, JobRequest, ProfileJobs
from app.services.profile_settings import ProfileChanges, ProfileSettings, profile_settings_of
from app.services.profiles import Profiles, SeenProfile, Status
from graph.model import Access
from graph.profiles import Job

JOBS: Final = "/v2/profiles/jobs/"
ENDED: Final = frozenset({"SUCCEEDED", "FAILED"})
CAPABILITIES: Final[Mapping[str, object]] = {
    "entity_types": ["user"],
    "automatic": False,
    "sample_limit": LARGEST_SAMPLE,
}


class UserSettings(Struct, frozen=True, kw_only=True):
    """The form of users' profiles, and what a model is told about it."""

    schema: dict[str, object] | None
    custom_instructions: str | None


class EntitySettings(Struct, frozen=True, kw_only=True):
    """The settings of each kind that has profiles: users."""

    user: UserSettings


class ProfileSettingsOut(Struct, frozen=True, kw_only=True):
    """The settings of profiles."""

    enabled: bool
    entities: EntitySettings
    capabilities: dict[str, object]

    @classmethod
    def from_settings(cls, settings: ProfileSettings) -> "ProfileSettingsOut":
        """Show settings."""
        own = UserSettings(schema=settings.schema, custom_instructions=settings.custom_instructions)
        return cls(
            enabled=settings.enabled,
            entities=EntitySettings(user=own),
            capabilities=dict(CAPABILITIES),
        )


class UserSettingsBody(Struct, frozen=True, kw_only=True):
    """What to change for users; null clears."""

    schema: dict[str, object] | UnsetType | None = UNSET
    custom_instructions: str | UnsetType | None = UNSET


class EntitySettingsBody(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What to change; users alone have profiles."""

    user: UserSettingsBody = field(default_factory=UserSettingsBody)


class ProfileSettingsBody(Struct, frozen=True, kw_only=True):
    """What to change; what is absent stays."""

    enabled: bool | UnsetType = UNSET
    entities: EntitySettingsBody = field(default_factory=EntitySettingsBody)
    schema: object = UNSET
    custom_instructions: object = UNSET

    def changes(self) -> ProfileChanges:
        """Give the change; raises InvalidRequestError for what stands beside `entities`."""
        for name in ("schema", "custom_instructions"):
            if getattr(self, name) is not UNSET:
                raise InvalidRequestError(f"Unsupported settings: {name}", name)
        own = self.entities.user
        return ProfileChanges(
            enabled=self.enabled, schema=own.schema, custom_instructions=own.custom_instructions
        )


class ProfileJobBody(Struct, frozen=True, kw_only=True):
    """Whose profiles to make: one user's (`trigger`), or some users' (`sample`)."""

    operation: Literal["trigger", "sample"]
    entity_type: Literal["user"] = "user"
    entity_id: str | None = None
    limit: int | None = None


class ProfileJobOut(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A job that was taken up; `replayed` says that its key brought it before."""

    job_id: str
    status: str
    status_url: str
    operation: str
    entity_type: str
    entity_count_reserved: int
    event_id: str | None
    replayed: bool
    sampled: int | UnsetType = UNSET
    entity_ids: list[str] | UnsetType = UNSET


class JobStatus(Struct, frozen=True, kw_only=True):
    """How far a job is: `skipped` are users of whom nothing is known."""

    id: str
    operation: str
    entity_type: str
    status: str
    total: int | None
    enumeration_complete: bool
    completed: int
    succeeded: int
    failed: int
    skipped: int

    @classmethod
    def from_job(cls, job: Job) -> "JobStatus":
        """Count what became of the job's events."""
        failed = sum(event.state == "FAILED" for event in job.events)
        skipped = sum(event.is_skipped for event in job.events)
        succeeded = sum(event.state == "SUCCEEDED" for event in job.events) - skipped
        return cls(
            id=job.id,
            operation=job.operation,
            entity_type="user",
            status=status_of(job),
            total=len(job.event_ids),
            enumeration_complete=True,
            completed=succeeded + failed + skipped,
            succeeded=succeeded,
            failed=failed,
            skipped=skipped,
        )


class JobStatusOut(Struct, frozen=True, kw_only=True):
    """A job under its name."""

    job: JobStatus


class ProfileOut(Struct, frozen=True, kw_only=True):
    """A user's profile; `unfilled` names the fields about which nothing is known."""

    profile: dict[str, object]
    status: Status
    entity_type: str
    entity_id: str
    updated_at: str | None
    generation_count: int
    error: str | None
    unfilled: list[str]
    extractor: str | None

    @classmethod
    def from_seen(cls, seen: SeenProfile, user_id: str) -> "ProfileOut":
        """Show a profile."""
        return cls(
            profile={} if seen.fields is None else decoded(seen.fields),
            status=seen.status,
            entity_type="user",
            entity_id=user_id,
            updated_at=None if seen.updated_at is None else shown(seen.updated_at),
            generation_count=seen.generation_count,
            error=seen.error,
            unfilled=list(seen.unfilled),
            extractor=seen.extractor,
        )


@get(
    "/v2/profiles/settings",
    status_code=200,
    responses=ERRORS,
    summary="Show the settings of profiles",
    tags=["profiles"],
)
async def get_profile_settings(access: NamedDependency[Access]) -> ProfileSettingsOut:
    """Show whether profiles are made in this project, and in which form."""
    return ProfileSettingsOut.from_settings(profile_settings_of(access.project))


@post(
    "/v2/profiles/settings",
    status_code=200,
    responses=WRITE_ERRORS,
    summary="Change the settings of profiles",
    tags=["profiles"],
)
async def update_profile_settings(
    data: Annotated[ProfileSettingsBody, PROFILE_SETTINGS],
    access: NamedDependency[Access],
    profiles: NamedDependency[Profiles],
) -> ProfileSettingsOut:
    """Change what is given; null clears. Every property of the schema needs a description."""
    settings = await profiles.update_settings(access, data.changes())
    return ProfileSettingsOut.from_settings(settings)


@post(
    "/v2/profiles/jobs",
    status_code=200,
    responses=WRITE_ERRORS,
    summary="Make profiles",
    tags=["profiles"],
)
async def start_profile_job(
    data: Annotated[ProfileJobBody, PROFILE_JOB],
    access: NamedDependency[Access],
    profile_jobs: NamedDependency[ProfileJobs],
    idempotency_key: IdempotencyKey = None,
) -> ProfileJobOut:
    """Leave the profile of a user, or of some of the users, to the workers."""
    request = JobRequest(operation=data.operation, user_id=data.entity_id, limit=data.limit)
    taken = await profile_jobs.start(access, request, idempotency_key=idempotency_key)
    return job_out(taken.job, is_replayed=taken.is_replayed)


@get(
    "/v2/profiles/jobs/{job_id:str}",
    status_code=200,
    responses=ERRORS,
    summary="Show how far a job is",
    tags=["profiles"],
)
async def get_profile_job(
    job_id: FromPath[str],
    access: NamedDependency[Access],
    profile_jobs: NamedDependency[ProfileJobs],
) -> JobStatusOut:
    """Show how many of the job's profiles are made."""
    return JobStatusOut(job=JobStatus.from_job(await profile_jobs.get(access, job_id)))


def job_out(job: Job, *, is_replayed: bool) -> ProfileJobOut:
    """Show a job that was taken up."""
    is_sample = job.operation == "sample"
    return ProfileJobOut(
        job_id=job.id,
        status=status_of(job),
        status_url=f"{JOBS}{job.id}/",
        operation=job.operation,
        entity_type="user",
        entity_count_reserved=len(job.event_ids),
        event_id=next(iter(job.event_ids), None),
        replayed=is_replayed,
        sampled=len(job.event_ids) if is_sample else UNSET,
        entity_ids=[event.user_id for event in job.events if event.user_id] if is_sample else UNSET,
    )


def status_of(job: Job) -> str:
    """Say how far a job is in a word: it has succeeded when not all of its users failed."""
    states = [event.state for event in job.events]
    if any(state == "RUNNING" for state in states):
        return "running"
    if not all(state in ENDED for state in states):
        return "pending"
    return "failed" if states and all(state == "FAILED" for state in states) else "succeeded"


decoded = msgspec.json.Decoder(dict[str, object]).decode
HANDLERS = [
    get_profile_settings,
    update_profile_settings,
    start_profile_job,
    get_profile_job,
]
