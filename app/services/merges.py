"""The review queue: what may be one entity, merged, kept apart, or taken apart again."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final
from uuid import uuid4

from msgspec import Struct

from app.services.errors import InvalidRequestError
from app.services.merging import Joining, absorption, moves, restoration, value_keys
from app.services.registry import built_in
from app.services.resolution import VALUES
from graph import absorptions, merges, restorations
from graph.errors import ConflictError, NotFoundError
from graph.merges import End, Merge, MergeState, Page
from graph.model import Access, All, Condition, Field, ScopeIds, ScopeKind, Visibility
from graph.plan import ProposalRow
from graph.session import Graph, Tx

BY_HAND: Final = "by hand"
_FIELDS: Final[dict[ScopeKind, Field]] = {
    "user": "user_id",
    "agent": "agent_id",
    "app": "app_id",
    "run": "run_id",
}


class MergeConflictError(ConflictError):
    """The merge is not in a state in which that can be done."""


class Pair(Struct, frozen=True, kw_only=True):
    """Two entities to merge by hand; the first one stays."""

    kept_id: str
    absorbed_id: str


class Merges:
    """Decides which entities are one."""

    def __init__(self, graph: Graph) -> None:
        """Take the database."""
        self._graph = graph

    async def list(
        self,
        access: Access,
        ids: ScopeIds,
        *,
        state: MergeState | None = None,
        skip: int = 0,
        limit: int = 100,
    ) -> Page:
        """Give a page of pairs that memories of these ids mention, the newest first."""
        parts = (Condition(field=_FIELDS[kind], operator="eq", value=v) for kind, v in ids.named)
        seen = Visibility(
            project_id=access.project.id, filter=All(parts=tuple(parts)), now=datetime.now(UTC)
        )
        return await self._graph.read(merges.find, seen, state=state, skip=skip, limit=limit)

    async def get(self, access: Access, merge_id: str) -> Merge:
        """Give one; raises NotFoundError."""
        return await self._graph.read(merges.get, access.project.id, merge_id)

    async def merge(self, access: Access, pair: Pair) -> Merge:
        """Merge two entities by hand; raises NotFoundError, ConflictError, InvalidRequestError."""
        return await self._graph.write(_merge, access.project.id, pair)

    async def accept(self, access: Access, merge_id: str, kept_id: str | None = None) -> Merge:
        """Make one of two; without `kept_id` the older and better known one stays."""
        return await self._graph.write(_accept, access.project.id, merge_id, kept_id)

    async def reject(self, access: Access, merge_id: str) -> Merge:
        """Keep two apart for good: they are not proposed again."""
        return await self._graph.write(_reject, access.project.id, merge_id)

    async def undo(self, access: Access, merge_id: str) -> Merge:
        """Take apart what was merged; gives the merge as it was before it was accepted."""
        return await self._graph.write(_undo, access.project.id, merge_id)


async def _merge(tx: Tx, project_id: str, pair: Pair) -> Merge:
    asked = (pair.kept_id, pair.absorbed_id)
    found = await merges.ends(tx, project_id, asked)
    for entity_id in asked:
        if entity_id not in found:
            raise NotFoundError("entity", entity_id)
    kept, absorbed = (found[entity_id] for entity_id in asked)
    _check(kept, absorbed)
    await merges.lock(tx, [kept.owner_key], pair.kept_id)
    ids = {"entity_id": kept.id, "other_id": absorbed.id}
    if await merges.between(tx, project_id, **ids) is None:
        row = ProposalRow(
            id=str(uuid4()),
            one_id=absorbed.id,
            other_id=kept.id,
            score=1.0,
            method=BY_HAND,
            created_at=datetime.now(UTC),
        )
        await merges.create(tx, project_id, [row])
    known = await merges.between(tx, project_id, **ids)
    if known is None:
        # one of them went while the lane was not ours yet
        raise NotFoundError("entity", absorbed.id)
    return await _accept(tx, project_id, known.id, kept.id)


async def _accept(tx: Tx, project_id: str, merge_id: str, kept_id: str | None) -> Merge:
    found = await _locked(tx, project_id, merge_id)
    if found.state == "accepted":
        raise MergeConflictError("The merge was accepted before.")
    kept, absorbed = _sides(found, kept_id)
    _check(kept, absorbed)
    await absorptions.write(
        tx, await _absorption(tx, project_id, merge_id, kept=kept, absorbed=absorbed)
    )
    return await merges.get(tx, project_id, merge_id)


async def _absorption(
    tx: Tx, project_id: str, merge_id: str, *, kept: End, absorbed: End
) -> absorptions.Absorption:
    scene = await absorptions.scene(tx, project_id, absorbed.id)
    if max(len(scene.relations), scene.mentions) > absorptions.MOST_EDGES:
        raise InvalidRequestError(
            f"An entity with more than {absorptions.MOST_EDGES} mentions or relations can't be "
            "merged into another one: merge the other one into it.",
            "kept_id",
        )
    keys = value_keys(kept, scene)
    joining = Joining(
        project_id=project_id,
        merge_id=merge_id,
        kept=kept,
        absorbed=absorbed,
        at=datetime.now(UTC),
        scene=scene,
        registry=built_in(),
        twins=await absorptions.twins(tx, project_id, list(keys.values())),
    )
    pairs = [row.pair for row in moves(joining) if row.slot is None]
    partners = await absorptions.partners(tx, project_id, pairs)
    said = _distinct([one.memory_ids for one in (*scene.relations, *partners)])
    return absorption(joining, partners, await absorptions.attesting(tx, project_id, said))


async def _reject(tx: Tx, project_id: str, merge_id: str) -> Merge:
    found = await _locked(tx, project_id, merge_id)
    if found.state == "accepted":
        raise MergeConflictError("The merge was accepted: undo it first.")
    await merges.decide(tx, project_id, merge_id, state="rejected", at=datetime.now(UTC))
    return await merges.get(tx, project_id, merge_id)


async def _undo(tx: Tx, project_id: str, merge_id: str) -> Merge:
    found = await _locked(tx, project_id, merge_id)
    if found.state != "accepted":
        raise MergeConflictError("The merge was not accepted: there is nothing to undo.")
    past = await restorations.past(tx, project_id, merge_id)
    if not past.is_kept or any(was.is_buried for was in past.relations):
        raise MergeConflictError("A later merge builds on this one: undo that first.")
    present = await restorations.present(tx, project_id, past.relations)
    said = _distinct([one.memory_ids for one in (*past.relations, *present)])
    memories = await absorptions.attesting(tx, project_id, said)
    done = restoration(past, present, memories, project_id=project_id, merge_id=merge_id)
    await restorations.write(tx, done)
    if found.method == BY_HAND:
        # nobody had proposed it: nothing of it is left
        return found
    return await merges.get(tx, project_id, merge_id)


async def _locked(tx: Tx, project_id: str, merge_id: str) -> Merge:
    """Lock the owner's lane, then look: what is read under the lock stays as it is."""
    found = await merges.get(tx, project_id, merge_id)
    await merges.lock(tx, [found.owner_key], merge_id)
    return await merges.get(tx, project_id, merge_id)


def _sides(found: Merge, kept_id: str | None) -> tuple[End, End]:
    """Give which one stays and which one goes; raises InvalidRequestError."""
    ends = (found.one, found.other)
    if kept_id is None:
        kept = min(ends, key=_rank)
        return kept, (found.other if kept is found.one else found.one)
    by_id = {end.id: end for end in ends}
    if kept_id not in by_id:
        raise InvalidRequestError("kept_id must be one of the two entities", "kept_id")
    return by_id[kept_id], next(end for end in ends if end.id != kept_id)


def _rank(end: End) -> tuple[bool, bool, int, str, str]:
    """Prefer the owner, then what has a type, then what is mentioned more, then the older one."""
    return (not end.is_self, end.type == "concept", -end.mentions, end.created_at, end.id)


def _check(kept: End, absorbed: End) -> None:
    if kept.id == absorbed.id:
        raise InvalidRequestError("An entity can't be merged with itself.", "absorbed_id")
    if kept.owner_key != absorbed.owner_key:
        raise InvalidRequestError("Entities of two owners can't be merged.", "absorbed_id")
    if absorbed.is_self:
        raise InvalidRequestError("The owner's own entity has to stay.", "kept_id")
    if VALUES & {kept.type, absorbed.type}:
        raise InvalidRequestError("Values and dates are never merged.", "absorbed_id")


def _distinct(lists: Sequence[Sequence[str]]) -> list[str]:
    return sorted({one for many in lists for one in many})
