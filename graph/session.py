"""The only user of the Neo4j driver: transactions in, structs out, errors translated."""

from collections.abc import AsyncGenerator, Awaitable, Callable, Generator
from contextlib import contextmanager
from datetime import datetime
from typing import Any, Concatenate, Final, LiteralString, ParamSpec, TypeVar
from uuid import UUID

import msgspec
from neo4j import (
    READ_ACCESS,
    WRITE_ACCESS,
    AsyncDriver,
    AsyncGraphDatabase,
    AsyncManagedTransaction,
    AsyncResult,
    AsyncSession,
    NotificationMinimumSeverity,
)
from neo4j.exceptions import (
    AuthError,
    ClientError,
    ConstraintError,
    DriverError,
    Neo4jError,
    TransientError,
)

from graph.errors import ConflictError, GraphError, RefusedError, UnavailableError

P = ParamSpec("P")
T = TypeVar("T")

OLDEST_SERVER: Final = (2026, 2)
SECONDS_TO_CONNECT: Final = 2.0
READ_TRIES: Final = 2
# one record of a caller's query may be megabytes
RECORDS_AHEAD: Final = 20
ALONE_TRIES: Final = 3

SERVER_VERSION: Final[LiteralString] = """
CYPHER 25
CALL dbms.components() YIELD name, versions
WHERE name = 'Neo4j Kernel'
RETURN versions[0] AS version
"""


class ServerVersion(msgspec.Struct, frozen=True):
    """What the server calls itself, for example `2026.08.1`."""

    version: str


class Tx:
    """One running transaction. Values go in as parameters and come out as structs."""

    def __init__(self, runner: AsyncManagedTransaction | AsyncSession) -> None:
        """Take what the driver calls a query runner."""
        self._runner = runner

    async def run(self, query: LiteralString, /, **parameters: object) -> None:
        """Run a query whose answer does not matter."""
        await (await self._result(query, parameters)).consume()

    async def first(self, query: LiteralString, kind: type[T], /, **parameters: object) -> T | None:
        """Give the first record as a struct of the kind, None when there is no record."""
        result = await self._result(query, parameters)
        record = await anext(aiter(result), None)
        await result.consume()
        if record is None:
            return None
        # `data` would copy every value in Python: 10 ms for the candidates of one search.
        found: dict[str, object] = {name: record[name] for name in record.keys()}  # noqa: SIM118 - a Record iterates over its values
        return msgspec.convert(found, kind)

    async def all(self, query: LiteralString, kind: type[T], /, **parameters: object) -> list[T]:
        """Give the list that the query returns as the one value of its one record.

        One record because the driver takes 0.1 ms for each (design.md 8).
        """
        result = await self._result(query, parameters)
        record = await anext(aiter(result), None)
        await result.consume()
        return [] if record is None else msgspec.convert(record.value(), list[kind])

    async def stream(
        self, query: LiteralString, kind: type[T], /, **parameters: object
    ) -> AsyncGenerator[T]:
        """Give the records one after the other, for answers that outgrow memory."""
        async for record in await self._result(query, parameters):
            yield msgspec.convert(record.data(), kind)

    async def _result(self, query: LiteralString, parameters: dict[str, object]) -> AsyncResult:
        plain: dict[str, Any] = {name: _plain(value) for name, value in parameters.items()}
        return await self._runner.run(query, plain)


class Graph:
    """The database as the services see it: units of work, read or write."""

    def __init__(self, driver: AsyncDriver, database: str = "neo4j") -> None:
        """Take an open driver; whoever made it closes it."""
        self._driver = driver
        self._database = database

    async def write(
        self, work: Callable[Concatenate[Tx, P], Awaitable[T]], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run the work in one transaction, again when the server asks for it.

        Raises ConflictError, RefusedError or UnavailableError.
        """

        async def unit(transaction: AsyncManagedTransaction) -> T:
            return await work(Tx(transaction), *args, **kwargs)

        with _translated():
            async with self._session(WRITE_ACCESS) as session:
                return await session.execute_write(unit)

    async def write_alone(
        self, work: Callable[Concatenate[Tx, P], Awaitable[T]], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run work each of whose queries commits by itself: that saves two round trips of three.

        The work must bear to be done twice: when the connection breaks, nobody knows whether it
        was done. Raises what `write` raises.
        """
        for left in reversed(range(ALONE_TRIES)):
            try:
                with _translated():
                    async with self._session(WRITE_ACCESS) as session:
                        return await work(Tx(session), *args, **kwargs)
            except UnavailableError:
                if not left:
                    raise
        raise UnavailableError

    async def read(
        self, work: Callable[Concatenate[Tx, P], Awaitable[T]], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run the work on a connection that refuses every write.

        Each query commits by itself, which saves half a millisecond a query; the price is that two
        queries of one read may see two states. Connections that died with a server that is back
        are replaced once.
        """
        for left in reversed(range(READ_TRIES)):
            try:
                with _translated():
                    async with self._session(READ_ACCESS) as session:
                        return await work(Tx(session), *args, **kwargs)
            except UnavailableError:
                if not left:
                    raise
        raise UnavailableError

    async def stream(
        self,
        work: Callable[Concatenate[Tx, P], AsyncGenerator[T]],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> AsyncGenerator[T]:
        """Give what the work gives, as the caller takes it, from a connection that only reads."""
        with _translated():
            async with self._session(READ_ACCESS) as session:
                async for one in work(Tx(session), *args, **kwargs):
                    yield one

    async def ask(
        self,
        work: Callable[Concatenate[AsyncSession, P], Awaitable[T]],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        """Run a caller's query (`graph/queries.py`): read only, few records ahead, never twice."""
        with _translated():
            async with self._driver.session(
                database=self._database,
                default_access_mode=READ_ACCESS,
                fetch_size=RECORDS_AHEAD,
            ) as session:
                return await work(session, *args, **kwargs)

    async def check(self) -> None:
        """Refuse a server that is away or older than `OLDEST_SERVER`."""
        found = await self.read(_server_version)
        parts = tuple(int(part) for part in found.split(".")[:2] if part.isdecimal())
        if parts < OLDEST_SERVER:
            year, month = OLDEST_SERVER
            raise RefusedError(
                f"Neo4j {found} is too old: Relata needs {year}.{month:02} or newer, "
                "because older servers can't filter inside a vector index"
            )

    def _session(self, access: str) -> AsyncSession:
        return self._driver.session(database=self._database, default_access_mode=access)


def connected(
    uri: str, user: str, password: str, *, seconds: float = SECONDS_TO_CONNECT
) -> AsyncDriver:
    """Give a driver that gives up after so many seconds, not after half a minute.

    It may be made outside a running loop.
    """
    return AsyncGraphDatabase.driver(
        uri,
        auth=(user, password),
        connection_timeout=seconds,
        connection_acquisition_timeout=seconds,
        max_transaction_retry_time=seconds,
        max_connection_pool_size=64,
        keep_alive=True,
        notifications_min_severity=NotificationMinimumSeverity.OFF,
        user_agent="relata",
    )


async def _server_version(tx: Tx) -> str:
    found = await tx.first(SERVER_VERSION, ServerVersion)
    return "0.0" if found is None else found.version


def _plain(value: object) -> object:
    """Structs become maps and UUIDs strings; aware datetimes stay for the driver."""
    if isinstance(value, msgspec.Struct | UUID | list | tuple | dict):
        return msgspec.to_builtins(value, builtin_types=(datetime,))
    return value


@contextmanager
def _translated() -> Generator[None]:
    try:
        yield
    except GraphError:
        raise
    except ConstraintError as error:
        raise ConflictError(error.message) from error
    except (TransientError, AuthError, DriverError, OSError) as error:
        raise UnavailableError(f"Neo4j can't be reached: {error}") from error
    except ClientError as error:
        raise RefusedError(error.message) from error
    except Neo4jError as error:
        raise UnavailableError(error.message) from error
