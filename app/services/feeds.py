"""What changed between two times, as a dashboard tells it: one thing after the other."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from app.services.relations import ShownRelation, shown
from graph import feeds
from graph.feeds import Changed, Feed, Turned, Window
from graph.model import OPEN, Instant, Relation, Visibility, instant
from graph.relations import told
from graph.session import Graph, Tx

Kind = Literal[
    "memory_added",
    "memory_updated",
    "memory_superseded",
    "memory_merged",
    "relation_added",
    "relation_ended",
    "relation_retired",
    "relation_superseded",
]


class Item(Struct, frozen=True, kw_only=True):
    """One thing that changed: a memory, or a relation by the memory that said so."""

    at: Instant
    kind: Kind
    memory_id: str
    text: str
    old_text: str | None = None
    relation: ShownRelation | None = None


class News(Struct, frozen=True, kw_only=True):
    """Items, the oldest first, and where the next page begins; None when there is none."""

    items: list[Item]
    next_at: Instant | None
    next_id: str | None


class Feeds:
    """Reads what changed."""

    def __init__(self, graph: Graph) -> None:
        """Take the database."""
        self._graph = graph

    async def find(self, visibility: Visibility, window: Window) -> News:
        """Give what changed of what may be seen; deleted memories can't be seen any more."""
        return await self._graph.read(_news, visibility, window)


async def _news(tx: Tx, visibility: Visibility, window: Window) -> News:
    everything = replace(visibility, include_ended=True, include_merged=True)
    feed = await feeds.find(tx, everything, window)
    ids = {one for change in feed.changes for one in (*change.relation_ids, *change.closes_ids)}
    turned = await feeds.find_turned(tx, everything, sorted(ids)) if ids else Turned()
    known = {one.id: one for one in told(turned)}
    is_last = feed.looked_at < window.limit
    return News(
        items=list(_items(feed, known, dict(turned.pairs), visibility)),
        next_at=None if is_last else feed.last_at,
        next_id=None if is_last else feed.last_id,
    )


def _items(
    feed: Feed, known: Mapping[str, Relation], pairs: Mapping[str, str], visibility: Visibility
) -> Iterator[Item]:
    replaced: dict[str, list[str]] = {}
    for old, new in pairs.items():
        replaced.setdefault(new, []).append(old)
    for change in feed.changes:
        yield _memory_item(change)
        added = [one for one in change.relation_ids if _is_first(known.get(one), change)]
        turns: list[tuple[Kind, Sequence[str]]] = [
            ("relation_added", added),
            ("relation_superseded", [old for new in added for old in replaced.get(new, [])]),
            ("relation_ended", change.closes_ids),
        ]
        for kind, ids in turns:
            for one in ids:
                if one in known:
                    yield _relation_item(change, kind, known[one], visibility)


def _is_first(relation: Relation | None, change: Changed) -> bool:
    """Tell whether the change's memory was the first to attest a relation."""
    return (
        relation is not None and change.op == "ADD" and relation.memory_ids[-1] == change.memory_id
    )


def _memory_item(change: Changed) -> Item:
    kinds: dict[str, Kind] = {"ADD": "memory_added", "UPDATE": "memory_updated"}
    kind = kinds.get(change.op, "memory_updated")
    if change.op == "ADD" and change.state == "merged":
        kind = "memory_merged"
    elif change.op == "ADD" and change.replaces:
        kind = "memory_superseded"
    return Item(
        at=change.at,
        kind=kind,
        memory_id=change.memory_id,
        text=change.text,
        old_text=change.old_text,
    )


def _relation_item(change: Changed, kind: Kind, relation: Relation, visibility: Visibility) -> Item:
    is_wrong = kind == "relation_ended" and instant(relation.retired_at) < OPEN
    return Item(
        at=change.at,
        kind="relation_retired" if is_wrong else kind,
        memory_id=change.memory_id,
        text=relation.fact,
        relation=shown(relation, visibility),
    )
