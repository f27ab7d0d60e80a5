"""Wake-up hints between the processes of one machine; a lost one costs time and nothing else.

Every process listens on a loopback UDP port and leaves a file `<kind>-<pid>-<port>` in the run
folder. A hint carries no state: who gets one looks into Neo4j. On several machines there are no
hints between them, and polling does the same slower.
"""

import asyncio
import os
from collections import defaultdict
from collections.abc import Generator, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final, Literal

LOOPBACK: Final = "127.0.0.1"
# asyncio sends no empty datagrams
WAKE: Final = b"wake"
Kind = Literal["api", "worker"]


class Signals(asyncio.DatagramProtocol):
    """The mailbox of one process and the way to those of the others."""

    def __init__(self, folder: Path, kind: Kind) -> None:
        """Take the run folder and what this process is to the others."""
        self._folder = folder
        self._kind = kind
        self._file: Path | None = None
        self._transport: asyncio.DatagramTransport | None = None
        self._woken = asyncio.Event()
        self._waiting: defaultdict[str, set[asyncio.Event]] = defaultdict(set)

    async def open(self) -> None:
        """Bind a free port and say so in the folder; files of dead processes go."""
        self._folder.mkdir(parents=True, exist_ok=True)
        self._forget_dead()
        loop = asyncio.get_running_loop()
        self._transport, _ = await loop.create_datagram_endpoint(
            lambda: self, local_addr=(LOOPBACK, 0)
        )
        port = self._transport.get_extra_info("sockname")[1]
        self._file = self._folder / f"{self._kind}-{os.getpid()}-{port}"
        self._file.touch()

    def close(self) -> None:
        """Take the file away and free the port."""
        if self._file is not None:
            self._file.unlink(missing_ok=True)
        if self._transport is not None:
            self._transport.close()

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:  # noqa: ARG002 - asyncio's signature
        """Wake whoever waits for this event, and the worker."""
        self.nudge()
        for hint in self._waiting.get(data.decode(errors="replace"), ()):
            hint.set()

    def error_received(self, exc: Exception) -> None:
        """Ignore that a port is closed: its process has died."""

    def wake_workers(self) -> None:
        """Say that there is something to lease."""
        self._send("worker", WAKE)

    def tell_finished(self, event_id: str) -> None:
        """Say to those who wait for answers that an event has ended."""
        self._send("api", event_id.encode())

    def nudge(self) -> None:
        """Wake this process itself."""
        self._woken.set()

    async def woken(self, seconds: float) -> None:
        """Wait for any hint since the last call, at most so long."""
        await came(self._woken, seconds)
        self._woken.clear()

    @contextmanager
    def listening(self, event_id: str) -> Generator[asyncio.Event]:
        """Give what is set when a hint about this event comes, from now on."""
        hint = asyncio.Event()
        self._waiting[event_id].add(hint)
        try:
            yield hint
        finally:
            self._waiting[event_id].discard(hint)
            if not self._waiting[event_id]:
                del self._waiting[event_id]

    def _send(self, kind: Kind, words: bytes) -> None:
        if self._transport is not None and not self._transport.is_closing():
            for _, port, _ in self._mailboxes(kind):
                self._transport.sendto(words, (LOOPBACK, port))

    def _forget_dead(self) -> None:
        for kind in ("api", "worker"):
            for pid, _, file in self._mailboxes(kind):
                if not _is_alive(pid):
                    file.unlink(missing_ok=True)

    def _mailboxes(self, kind: str) -> Iterator[tuple[int, int, Path]]:
        for file in self._folder.glob(f"{kind}-*-*"):
            _, pid, port = file.name.split("-")
            if pid.isdecimal() and port.isdecimal():
                yield int(pid), int(port), file


async def came(hint: asyncio.Event, seconds: float) -> None:
    """Wait for a hint, at most so long."""
    with suppress(TimeoutError):
        await asyncio.wait_for(hint.wait(), seconds)


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
