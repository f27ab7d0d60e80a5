"""The history of a memory on the wire."""

import msgspec
from msgspec import Struct

from app.routes.instants import shown
from graph.changes import PastChange


class HistoryMessage(Struct, frozen=True, kw_only=True):
    """A message that a change came from; without words once they were erased."""

    role: str
    content: str | None


class HistoryItem(Struct, frozen=True, kw_only=True):
    """One ADD, UPDATE or DELETE of a memory."""

    id: str
    memory_id: str
    input: list[HistoryMessage]
    old_memory: str | None
    new_memory: str | None
    event: str
    user_id: str | None
    agent_id: str | None
    app_id: str | None
    run_id: str | None
    session_id: str | None
    metadata: dict[str, object] | None
    categories: list[str] | None
    actor_id: str | None
    role: str | None
    is_deleted: bool
    created_at: str
    updated_at: str

    @classmethod
    def from_change(cls, past: PastChange) -> "HistoryItem":
        """Show a change with what the memory was like after it."""
        change, snapshot = past.change, snapshot_of(past.change.snapshot)
        return cls(
            id=change.id,
            memory_id=change.memory_id,
            input=[HistoryMessage(role=one.role, content=one.text) for one in past.heard],
            old_memory=change.old_text,
            new_memory=change.new_text,
            event=change.op,
            user_id=snapshot.user_id,
            agent_id=snapshot.agent_id,
            app_id=snapshot.app_id,
            run_id=snapshot.run_id,
            session_id=snapshot.run_id,
            metadata=snapshot.metadata,
            categories=snapshot.categories,
            actor_id=snapshot.actor_id,
            role=snapshot.role,
            is_deleted=change.op == "DELETE",
            created_at=shown(change.created_at),
            updated_at=shown(change.created_at),
        )


class Kept(Struct, frozen=True, kw_only=True):
    """What a change keeps of its memory beside the text."""

    user_id: str | None = None
    agent_id: str | None = None
    app_id: str | None = None
    run_id: str | None = None
    metadata: dict[str, object] | None = None
    categories: list[str] | None = None
    actor_id: str | None = None
    role: str | None = None


snapshot_of = msgspec.json.Decoder(Kept).decode
