"""Telling webhooks what happened: at least once, each memory's changes in their order."""

import asyncio
from collections.abc import Callable
from time import time
from typing import Final
from uuid import uuid4

import httpx
import msgspec
from msgspec import Struct

from app.services.addresses import Address, is_public, looked_up
from app.services.signing import signed
from graph import outbox
from graph.outbox import Leased
from graph.session import Graph

SECONDS_TO_ANSWER: Final = 10.0
LEASE_SECONDS: Final = 30.0
# seconds until the next try; after the last one it is given up
PAUSES: Final = (5, 30, 120, 600, 1800, 3600, 7200, 14400)
PRIVATE: Final = "the address is private: RELATA_PRIVATE_WEBHOOKS=true allows that"
CATEGORIZE: Final = "memory_categorize"
EVENTS: Final = {"memory_add": "ADD", "memory_update": "UPDATE", "memory_delete": "DELETE"}


class Details(Struct, frozen=True, kw_only=True):
    """What happened to which memory, as mem0 tells it."""

    id: str
    data: dict[str, str]
    event: str


class Categorized(Struct, frozen=True, kw_only=True):
    """What a memory is about, as mem0 tells it."""

    event: str = "CATEGORIZE"
    memory_id: str
    categories: list[str]


class Told(Struct, frozen=True, kw_only=True):
    """The body of a call."""

    event_details: Details | Categorized


class Deliveries:
    """Sends what waits in the outbox."""

    def __init__(
        self,
        graph: Graph,
        client: httpx.AsyncClient,
        *,
        may_be_private: bool,
        now: Callable[[], float] = time,
    ) -> None:
        """Take the database and a client that follows no redirects and no proxy settings."""
        self._now = now
        self._graph = graph
        self._client = client
        self._may_be_private = may_be_private
        self._token = str(uuid4())

    async def lease(self, limit: int) -> list[Leased]:
        """Take at most so many deliveries that are due, for half a minute."""
        # one query a second of each idle worker: what a broken connection takes comes due again
        return await self._graph.write_alone(
            outbox.lease,
            token=self._token,
            now_ms=self._milliseconds(),
            until_ms=self._milliseconds(LEASE_SECONDS),
            limit=limit,
        )

    async def deliver(self, delivery: Leased) -> None:
        """Tell it, and write down how that went."""
        error = await self._tell(delivery)
        if error is None:
            await self._graph.write(
                outbox.end, delivery, token=self._token, now_ms=self._milliseconds()
            )
        elif delivery.attempts > len(PAUSES):
            await self._graph.write(
                outbox.bury, delivery, token=self._token, now_ms=self._milliseconds(), error=error
            )
        else:
            due_ms = self._milliseconds(PAUSES[delivery.attempts - 1])
            await self._graph.write(
                outbox.put_off, delivery, token=self._token, due_ms=due_ms, error=error
            )

    def _milliseconds(self, later: float = 0.0) -> int:
        return int((self._now() + later) * 1000)

    async def _tell(self, delivery: Leased) -> str | None:
        """Give why it could not be told, None when it was or there is nothing to tell."""
        if delivery.url is None or delivery.secret is None or delivery.text is None:
            return None
        try:
            async with asyncio.timeout(SECONDS_TO_ANSWER):
                return await self._called(httpx.URL(delivery.url), delivery)
        except TimeoutError:
            return f"no answer within {SECONDS_TO_ANSWER:.0f} seconds"
        except (httpx.HTTPError, httpx.InvalidURL, OSError, UnicodeError) as error:
            return f"{type(error).__name__}: {error}"

    async def _called(self, url: httpx.URL, delivery: Leased) -> str | None:
        addresses = await looked_up(url.host, url.port or (443 if url.scheme == "https" else 80))
        if not self._may_be_private and not all(map(is_public, addresses)):
            return PRIVATE
        request = self._request(url, addresses[0], delivery)
        answer = await self._client.send(request, stream=True)
        await answer.aclose()
        return None if answer.is_success else f"HTTP {answer.status_code}"

    def _request(self, url: httpx.URL, address: Address, delivery: Leased) -> httpx.Request:
        """Call the address that was looked at: the name may lead elsewhere by now."""
        body = _body(delivery)
        headers = signed(
            delivery.secret or "", message_id=delivery.id, timestamp=int(self._now()), body=body
        )
        return self._client.build_request(
            "POST",
            url.copy_with(host=str(address)),
            content=body,
            headers={
                "Host": url.netloc.decode(),
                "Content-Type": "application/json",
                "User-Agent": "relata",
                **headers,
            },
            extensions={"sni_hostname": url.host},
        )


def _body(delivery: Leased) -> bytes:
    return msgspec.json.encode(Told(event_details=_details(delivery)))


def _details(delivery: Leased) -> Details | Categorized:
    if delivery.event_type == CATEGORIZE:
        return Categorized(memory_id=delivery.memory_id, categories=delivery.categories or [])
    return Details(
        id=delivery.memory_id,
        data={"memory": delivery.text or ""},
        event=EVENTS[delivery.event_type],
    )
