"""`keys create | list | revoke` of the command line."""

import argparse
import asyncio
import sys
from collections.abc import Awaitable, Callable
from typing import Final, TypeVar

from app.database import address
from app.services.errors import SetupError
from app.services.health import MIGRATIONS
from app.services.keys import KeyRequest, Keys
from app.settings import Settings
from graph import migrate
from graph.model import ApiKey
from graph.session import Graph, connected

T = TypeVar("T")
ROW: Final = "{:36}  {:9}  {:6}  {:5}  {:8}  {:32}  {:24}  {}\n"
TITLES: Final = ("id", "begins", "role", "bound", "operator", "created", "project", "e-mail")
NOT_MIGRATED: Final = "The database is not migrated: run `python -m app migrate`."


def add(add_parser: Callable[..., argparse.ArgumentParser]) -> None:
    """Describe the commands."""
    keys = add_parser("keys", help="make, list and revoke API keys")
    actions = keys.add_subparsers(required=True, metavar="action")
    making = actions.add_parser("create", help="make a key and print it, this once")
    making.add_argument("--email", required=True, help="the member, made if there is none")
    making.add_argument("--project", required=True, help="a project's name, made if need be")
    making.add_argument("--role", choices=["OWNER", "READER"], default="OWNER")
    making.add_argument("--only", action="store_true", help="for this project and no other")
    making.add_argument("--operator", action="store_true", help="may read /health/integrity")
    making.set_defaults(command=create)
    listing = actions.add_parser("list", help="list all keys, by how they begin")
    listing.set_defaults(command=show)
    revoking = actions.add_parser("revoke", help="make a key useless, at once")
    revoking.add_argument("id", help="the id that `keys list` shows")
    revoking.set_defaults(command=revoke)


def create(settings: Settings, given: argparse.Namespace) -> None:
    """Print a new key and nothing else."""
    request = KeyRequest(
        email=given.email,
        project=given.project,
        role=given.role,
        is_bound=given.only,
        is_operator=given.operator,
    )
    secret = asyncio.run(_with_keys(settings, lambda keys: keys.create(request)))
    sys.stdout.write(f"{secret}\n")


def show(settings: Settings, _given: argparse.Namespace) -> None:
    """Print a line a key."""
    found = asyncio.run(_with_keys(settings, lambda keys: keys.list()))
    sys.stdout.write(ROW.format(*TITLES))
    for key in found:
        sys.stdout.write(_row(key))


def revoke(settings: Settings, given: argparse.Namespace) -> None:
    """Revoke a key by its id."""
    asyncio.run(_with_keys(settings, lambda keys: keys.revoke(given.id)))
    sys.stdout.write(f"{given.id} is revoked.\n")


def _row(key: ApiKey) -> str:
    marks = ("yes" if key.is_bound else "", "yes" if key.is_operator else "")
    return ROW.format(key.id, key.prefix, key.role, *marks, key.created_at, key.project, key.email)


async def _with_keys(settings: Settings, ask: Callable[[Keys], Awaitable[T]]) -> T:
    where = address(settings)
    async with connected(where.uri, where.user, where.password) as driver:
        graph = Graph(driver)
        if not await graph.read(migrate.is_current, MIGRATIONS):
            raise SetupError(NOT_MIGRATED)
        return await ask(Keys(graph))
