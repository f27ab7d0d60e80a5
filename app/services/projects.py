"""The first start: an organization, a project, a member and an OWNER key of it."""

from datetime import UTC, datetime
from typing import Final, Literal

from msgspec import Struct

from app.services.keys import KeyRequest, create_key, digest
from graph import api_keys
from graph.session import Graph, Tx

FIRST: Final = KeyRequest(email="owner@localhost", project="default", role="OWNER")


class FirstStart(Struct, frozen=True, kw_only=True):
    """How the key of this home and the database fit together.

    `made`: the database was new and has the key now. `known`: the key opens a project. `unknown`:
    the database does not know the home's key. `elsewhere`: the database has keys, the home none.
    """

    outcome: Literal["made", "known", "unknown", "elsewhere"]
    secret: str | None


class Projects:
    """Tenancy, as far as it is there before anybody asks for it."""

    def __init__(self, graph: Graph) -> None:
        """Take the database."""
        self._graph = graph

    async def first_start(self, kept: str | None, proposed: str) -> FirstStart:
        """Make the first key when the database has none, out of the one that the home kept.

        So a home whose database was wiped goes on with its key; a new home gets the proposed one.
        Keys are never added to a database that has some: whoever set it up decides who gets one.
        """
        secret = kept or proposed
        if await self._graph.write(_create_first, secret):
            return FirstStart(outcome="made", secret=secret)
        if kept is None:
            return FirstStart(outcome="elsewhere", secret=None)
        access = await self._graph.read(api_keys.find_access, digest(kept))
        return FirstStart(outcome="known" if access else "unknown", secret=kept)


async def _create_first(tx: Tx, secret: str) -> bool:
    if await api_keys.count_alone(tx):
        return False
    await create_key(tx, FIRST, secret, at=datetime.now(UTC))
    return True
