"""`make bench`: adds and searches per second with percentiles, printed side by side.

A service is started in a folder of its own. Figures of one run on one machine compare with each
other, not with another machine's.
"""

import argparse
import sys
import time
from collections.abc import Callable
from functools import partial
from typing import Final

from tests.benchmarks.load import Client, measured
from tests.benchmarks.sentences import question, sentence
from tests.live import running_service

OWNERS = 20
BATCH = 100


def main() -> int:
    """Fill the service to each size and measure there."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", nargs="*", type=int, default=[1_000, 10_000])
    parser.add_argument("--clients", nargs="*", type=int, default=[1, 16])
    parser.add_argument("--calls", type=int, default=300)
    parser.add_argument("--warm-up", type=int, default=1_000)
    asked = parser.parse_args()
    began = time.perf_counter()
    with running_service() as live:
        print(f"start to ready {time.perf_counter() - began:.1f} s")
        client = partial(Client, live.url, live.key)
        filled = 0
        for size in sorted(asked.sizes):
            fill(client(), filled, size)
            filled = size
            for clients in asked.clients:
                figures(client, size, clients=clients, calls=asked.calls, warm_up=asked.warm_up)
    return 0


def fill(client: Client, start: int, end: int) -> None:
    """Store sentences as they are until there are `end` of them, then wait until all are in."""
    began = time.perf_counter()
    for first in range(start, end, BATCH):
        rows = [sentence(number) for number in range(first, min(first + BATCH, end))]
        add(client, first // BATCH, rows, infer=False, async_mode=False)
    seconds = time.perf_counter() - began
    print(f"\n{end:,} memories: stored {(end - start) / seconds:.0f}/s in adds of {BATCH}")


def figures(client: partial[Client], size: int, *, clients: int, calls: int, warm_up: int) -> None:
    """Print one block: searches, lists and adds at this size with this many clients.

    Java compiles what runs often while it runs, so reads are measured after so many of them; the
    median of the very first ones stands behind. Adds are not warmed up so long: they would grow
    what is measured.
    """
    for title, call in {**READS, **ADDS}.items():
        first = measured(client, clients, max(clients, calls // 10), call)
        if title in READS:
            measured(client, clients, warm_up, call)
        found = measured(client, clients, calls, call)
        line = f"{size:7,} memories {clients:3} clients   {title:20} {found}"
        print(f"{line}   first ones {first.p50:.1f} ms", flush=True)
        settle(client())


def search(client: Client, number: int, **options: object) -> object:
    """Search one owner's memories."""
    filters = {"user_id": f"bench-{number % OWNERS}"}
    body = {"query": question(number), "filters": filters, "top_k": 10, **options}
    return client.post("/v3/memories/search/", body)


def listed(client: Client, number: int, **options: object) -> object:
    """List a page of 100 with the count of all."""
    body = {"filters": {"user_id": f"bench-{number % OWNERS}"}, **options}
    return client.post("/v3/memories/?page=1&page_size=100", body)


def add(client: Client, owner: int, texts: list[str], **options: object) -> object:
    """Add texts as one user's messages."""
    messages = [{"role": "user", "content": text} for text in texts]
    body = {"messages": messages, "user_id": f"bench-{owner % OWNERS}", **options}
    return client.post("/v3/memories/add/", body)


def settle(client: Client) -> None:
    """Wait until nothing is queued, so that one figure does not pay for another."""
    while any(
        client.get(f"/v1/events/?status={state}")["count"] for state in ("PENDING", "RUNNING")
    ):
        time.sleep(0.2)


READS: Final[dict[str, Callable[[Client, int], object]]] = {
    "search": lambda one, n: search(one, n, enable_graph=False),
    "search with graph": lambda one, n: search(one, n, enable_graph=True),
    "list 100 with count": lambda one, n: listed(one, n, enable_graph=False),
    "list with graph": lambda one, n: listed(one, n, enable_graph=True),
}
ADDS: Final[dict[str, Callable[[Client, int], object]]] = {
    "add, queued": lambda one, n: add(one, 10_000 + n, [sentence(n)], async_mode=True),
    "add, finished": lambda one, n: add(one, 20_000 + n, [sentence(n)], async_mode=False),
}

if __name__ == "__main__":
    sys.exit(main())
