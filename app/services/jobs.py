"""What workers make of memories when they are asked to: exports and profiles."""

from datetime import UTC, datetime
from time import perf_counter
from typing import Final

import msgspec
from msgspec import Struct

from app.services.choices import Choice
from app.services.filling import filled, unfilled
from app.services.knowledge import Knowledge, find, notes, readable
from app.services.scoping import scope_key
from extraction.composer import Composer, Filled
from extraction.model import Usage
from graph import exports, profiles
from graph.lanes import Task
from graph.model import Condition, Filter
from graph.session import Graph
from graph.works import Made, Outcome, Work

EXPORT: Final = "EXPORT"
PROFILE: Final = "PROFILE"
OFFLINE: Final = Usage(extractor="offline")


class ExportRequest(Struct, frozen=True, kw_only=True):
    """What the event of an export keeps: all else goes with the export."""

    export_id: str


class ProfileRequest(Struct, frozen=True, kw_only=True):
    """What the event of a profile keeps: whose it is, and the settings of that moment."""

    user_id: str
    schema: dict[str, object]
    instructions: str | None = None


class Report(Struct, frozen=True, kw_only=True):
    """What the event's results tell of the work: no words of anybody."""

    id: str
    memories: int
    total: int
    unfilled: tuple[str, ...] = ()
    is_skipped: bool = False


class Jobs:
    """Does what a job asked for."""

    kinds: Final = frozenset({EXPORT, PROFILE})

    def __init__(self, graph: Graph, composer: Composer | None) -> None:
        """Take the database, and the model when there is one."""
        self._graph = graph
        self._composer = composer

    async def work(self, task: Task) -> bool:
        """Make it and write it down; False when the lease was lost, nothing written.

        Raises ExtractionError, ConflictError when a memory went meanwhile, NotFoundError when
        nobody wants it any more.
        """
        if task.event.kind == EXPORT:
            return await self._export(task)
        return await self._profile(task)

    async def _export(self, task: Task) -> bool:
        began, project_id = perf_counter(), task.project_id
        request = msgspec.json.decode(task.event.request, type=ExportRequest)
        export = await self._graph.read(exports.get, project_id, request.export_id)
        choice = msgspec.json.decode(export.filter, type=Choice)
        knowledge = await self._known(project_id, choice.tree())
        schema = msgspec.json.decode(export.schema, type=dict[str, object])
        form = await self._filled(schema, knowledge, export.instructions)
        work = _work(task, knowledge, form, began=began)
        return await self._graph.write(exports.save, export.id, _made(knowledge, form), work)

    async def _profile(self, task: Task) -> bool:
        began, project_id = perf_counter(), task.project_id
        request = msgspec.json.decode(task.event.request, type=ProfileRequest)
        whose = Condition(field="user_id", operator="eq", value=request.user_id)
        knowledge = await self._known(project_id, whose)
        if not knowledge.memory_ids:
            nothing = Filled(fields={}, usage=OFFLINE)
            skipped = _work(task, knowledge, nothing, began=began, is_skipped=True)
            return await self._graph.write(profiles.skip, skipped)
        form = await self._filled(request.schema, knowledge, request.instructions)
        return await self._graph.write(
            profiles.save,
            scope_key(project_id, "user", request.user_id),
            _made(knowledge, form),
            done=_work(task, knowledge, form, began=began),
            at=datetime.now(UTC),
        )

    async def _known(self, project_id: str, tree: Filter) -> Knowledge:
        knowledge = await self._graph.read(find, project_id, tree)
        return knowledge if self._composer is None else readable(knowledge)

    async def _filled(
        self, schema: dict[str, object], knowledge: Knowledge, instructions: str | None
    ) -> Filled:
        """Ask the model, once, or look for what relations and metadata say."""
        if self._composer is None:
            return Filled(fields=filled(schema, knowledge.known), usage=OFFLINE)
        return await self._composer.fill(schema, notes(knowledge, instructions))


def _made(knowledge: Knowledge, form: Filled) -> Made:
    return Made(
        fields=msgspec.json.encode(form.fields).decode(),
        unfilled=tuple(unfilled(form.fields)),
        extractor=form.usage.extractor,
        memories=len(knowledge.memory_ids),
        total=knowledge.total,
    )


def _work(
    task: Task, knowledge: Knowledge, form: Filled, *, began: float, is_skipped: bool = False
) -> Work:
    report = Report(
        id=task.event.id,
        memories=len(knowledge.memory_ids),
        total=knowledge.total,
        unfilled=tuple(unfilled(form.fields)),
        is_skipped=is_skipped,
    )
    usage = form.usage
    return Work(
        project_id=task.project_id,
        event_id=task.event.id,
        lane_key=task.lane_key,
        token=task.token,
        memory_ids=knowledge.memory_ids,
        outcome=Outcome(
            results=msgspec.json.encode([report]).decode(),
            extractor=usage.extractor,
            model_calls=usage.calls,
            tokens_in=usage.tokens_in,
            tokens_out=usage.tokens_out,
            milliseconds=int((perf_counter() - began) * 1000),
        ),
    )
