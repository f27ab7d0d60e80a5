"""`serve`: one command that starts Neo4j, API and workers, watches them and stops them all."""

import signal
import time
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager, suppress
from typing import Final, NoReturn

import httpx

from app.dashboard import scripts
from app.processes import banner, homes, preparation
from app.processes.children import Child
from app.processes.neo4j_keeper import Keeper, kept_neo4j
from app.processes.sockets import bound
from app.services.errors import SetupError
from app.services.projects import FirstStart
from app.settings import Settings
from graph.errors import LocalServerError

SECONDS_TO_BE_READY: Final = 120
PAUSE: Final = 0.1
HOPELESS_DEATHS: Final = 3
Say = Callable[[str], None]


def run(settings: Settings, say: Say) -> None:
    """Serve until Ctrl-C or SIGTERM; raises what keeps the service from starting."""
    for stop in (signal.SIGINT, signal.SIGTERM):
        signal.signal(stop, signal.default_int_handler)
    home = homes.made(settings.home_path)
    with (
        suppress(KeyboardInterrupt),
        homes.held(home, banner.who(settings)),
        bound(settings) as listening,
        kept_neo4j(settings) as neo4j,
        children_of(settings, listening.fileno()) as children,
    ):
        first = _started(settings, neo4j, say)
        for child in children:
            child.begin()
        wait_until_ready(settings, children)
        say(banner.ready(settings, first))
        watch(neo4j, children)


def _started(settings: Settings, neo4j: Keeper, say: Say) -> FirstStart:
    """Start Neo4j and bring it up to date; meanwhile the children load their models."""
    is_local = settings.neo4j_uri is None
    say(f"Starting Neo4j in {settings.home_path}" if is_local else "Starting")
    neo4j.start()
    first = preparation.started(settings)
    _complete_page(say)
    return first


def watch(neo4j: Keeper, children: Sequence[Child]) -> NoReturn:
    """Start again what dies, until a signal interrupts."""
    while True:
        time.sleep(PAUSE)
        neo4j.watch()
        for child in children:
            child.watch()


def _complete_page(say: Say) -> None:
    try:
        scripts.complete()
    except LocalServerError as error:
        say(f"The page at / draws no graph until its script can be fetched: {error}")


@contextmanager
def children_of(settings: Settings, descriptor: int) -> Generator[list[Child]]:
    """Run the processes of the settings; in the end first the API's, then the workers."""
    api: list[Child] = []
    workers: list[Child] = []
    try:
        words = ["api", "--descriptor", str(descriptor)]
        api.extend(Child(words, [descriptor]) for _ in range(settings.processes))
        workers.extend(Child(["worker"]) for _ in range(settings.workers))
        yield [*api, *workers]
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        end(api)
        end(workers)


def end(children: Sequence[Child]) -> None:
    """Stop some processes together."""
    for child in children:
        child.stop()
    for child in children:
        child.wait()


def wait_until_ready(settings: Settings, children: Sequence[Child]) -> None:
    """Wait until the API answers and the workers listen; raises SetupError when they don't."""
    until = time.monotonic() + SECONDS_TO_BE_READY
    # one client: each would read the certificates of the whole web
    with httpx.Client(base_url=banner.url(settings), timeout=5, trust_env=False) as client:
        while not (_answers(client) and _work(settings, children)):
            for child in children:
                child.watch()
                if child.deaths >= HOPELESS_DEATHS:
                    raise SetupError(f"The {child.name} process dies at its start; see above why.")
            if time.monotonic() > until:
                raise SetupError(f"The service is not ready after {SECONDS_TO_BE_READY} seconds.")
            time.sleep(PAUSE)


def _answers(client: httpx.Client) -> bool:
    try:
        found = client.get("/health/ready")
    except httpx.TransportError:
        return False
    return found.is_success


def _work(settings: Settings, children: Sequence[Child]) -> bool:
    folder = settings.home_path / homes.MAILBOXES
    workers = [child for child in children if child.name == "worker"]
    return all(any(folder.glob(f"worker-{child.pid}-*")) for child in workers)
