"""A light HTTP client in as many threads as there are clients, and what it measures."""

import http.client
import json
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import urlsplit


@dataclass(frozen=True)
class Figures:
    """Requests per second over the whole run, and percentiles of one request in milliseconds."""

    per_second: float
    p50: float
    p95: float

    def __str__(self) -> str:
        return f"{self.per_second:8.1f}/s   p50 {self.p50:7.1f} ms   p95 {self.p95:7.1f} ms"


class Client:
    """One keep-alive connection; httpx alone would cost a millisecond a request."""

    def __init__(self, url: str, key: str) -> None:
        self._connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=120)
        self._headers = {"Authorization": f"Token {key}", "Content-Type": "application/json"}

    def post(self, path: str, body: object) -> dict:
        """Post JSON and give the answer; anything but 200 raises."""
        self._connection.request("POST", path, json.dumps(body), self._headers)
        return self._answer()

    def get(self, path: str) -> dict:
        """Get JSON; anything but 200 raises."""
        self._connection.request("GET", path, headers=self._headers)
        return self._answer()

    def _answer(self) -> dict:
        answer = self._connection.getresponse()
        content = answer.read()
        if answer.status != HTTPStatus.OK:
            raise RuntimeError(f"{answer.status}: {content[:300]!r}")
        return json.loads(content)


def measured(
    client: Callable[[], Client], clients: int, calls: int, call: Callable[[Client, int], object]
) -> Figures:
    """Make the calls, spread over the clients, and measure each; the first failure raises."""
    numbers = iter(range(calls))
    lock, seconds, failures = threading.Lock(), list[float](), list[BaseException]()

    def work() -> None:
        mine = client()
        try:
            for number in _taken(numbers, lock):
                started = time.perf_counter()
                call(mine, number)
                seconds.append(time.perf_counter() - started)
        except (OSError, RuntimeError, http.client.HTTPException) as error:
            failures.append(error)

    threads = [threading.Thread(target=work) for _ in range(clients)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    whole = time.perf_counter() - began
    if failures:
        raise failures[0]
    ordered = sorted(seconds)
    return Figures(calls / whole, 1000 * _part(ordered, 0.5), 1000 * _part(ordered, 0.95))


def _taken(numbers: Iterator[int], lock: threading.Lock) -> Iterator[int]:
    while True:
        with lock:
            number = next(numbers, None)
        if number is None:
            return
        yield number


def _part(ordered: list[float], share: float) -> float:
    return ordered[min(int(share * len(ordered)), len(ordered) - 1)]
