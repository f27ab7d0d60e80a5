"""What the page costs: until it is painted, and the main thread's time for each frame.

`make bench` runs it after the rest, on a service of its own.
"""

import json
import random
import shutil
from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import Final

from playwright.sync_api import CDPSession, Page, Route, sync_playwright

from tests.live import Live, running_service

FLAGS: Final = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
NODES: Final = 2_000
LINKS: Final = 5_000
MOVES: Final = 90
TYPES: Final = ["person", "organization", "place", "event", "product", "activity", "concept"]
PAINTED: Final = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0"
SETTLED: Final = "#graph[data-settled=true]"
# a frame of the graph begins with an empty canvas
COUNTED: Final = """() => {
  const clear = CanvasRenderingContext2D.prototype.clearRect;
  window.frames_painted = 0;
  CanvasRenderingContext2D.prototype.clearRect = function (...box) {
    window.frames_painted += 1;
    return clear.apply(this, box);
  };
}"""


def main() -> None:
    """Start a service and measure there."""
    with running_service() as live:
        figures(live)


def figures(live: Live) -> None:
    """Print one block: first paint, and pan and zoom over a large graph."""
    with _page(live) as page:
        page.goto("/")
        page.wait_for_selector("form")
        print(f"\npage: sign-in painted after {_paint(page):.0f} ms")
        page.evaluate("key => sessionStorage.setItem('relata-key', key)", live.key)
        page.reload()
        page.wait_for_selector("h1")
        print(f"page: overview painted after {_paint(page):.0f} ms")
        page.route("**/v1/graph/?**", _drawn)
        page.goto("/#/graph?scope=user:bench-0")
        page.wait_for_selector(SETTLED, timeout=120_000)
        page.evaluate(COUNTED)
        print(f"page: {NODES:,} nodes and {LINKS:,} relations, canvas without a GPU")
        for title, move in (("pan", _pan), ("zoom", _zoom)):
            milliseconds, frames = _measured(page, move)
            print(f"page: {title:5} {milliseconds:5.1f} ms of main thread a frame, {frames} frames")


@contextmanager
def _page(live: Live) -> Generator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        yield browser.new_page(base_url=live.url, viewport={"width": 1440, "height": 900})
        browser.close()


def _paint(page: Page) -> float:
    page.wait_for_load_state("networkidle")
    return page.evaluate(PAINTED)


def _measured(page: Page, move: Callable[[Page, int], None]) -> tuple[float, int]:
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")
    page.evaluate("window.frames_painted = 0")
    before = _busy(session)
    for step in range(MOVES):
        move(page, step)
    page.wait_for_timeout(100)
    frames = page.evaluate("window.frames_painted")
    return (_busy(session) - before) * 1000 / frames, frames


def _busy(session: CDPSession) -> float:
    metrics = session.send("Performance.getMetrics")["metrics"]
    return next(one["value"] for one in metrics if one["name"] == "TaskDuration")


def _pan(page: Page, step: int) -> None:
    # beside the nodes, which would be dragged
    if step == 0:
        page.mouse.move(490, 120)
        page.mouse.down()
    page.mouse.move(490 + 6 * step, 120 + 3 * (step % 40))
    page.wait_for_timeout(16)
    if step == MOVES - 1:
        page.mouse.up()


def _zoom(page: Page, step: int) -> None:
    page.mouse.wheel(0, -40 if step < MOVES / 2 else 40)
    page.wait_for_timeout(16)


def _drawn(route: Route) -> None:
    """Answer with a graph of the size that is asked for: hubs, and many small entities."""
    chance = random.Random(7)
    names = [f"Entity {number}" for number in range(NODES)]
    kinds = [chance.choice(TYPES) for _ in names]
    relations = [_relation(number, names, kinds, chance) for number in range(LINKS)]
    nodes = [
        {"id": f"n{at}", "name": name, "type": kinds[at], "hidden": 0, "is_self": False}
        for at, name in enumerate(names)
    ]
    body = {"nodes": nodes, "relations": relations, "is_complete": True}
    route.fulfill(content_type="application/json", body=json.dumps(body))


def _relation(
    number: int, names: list[str], kinds: list[str], chance: random.Random
) -> dict[str, object]:
    source = number % NODES
    target = int(NODES * chance.random() ** 2) % NODES
    target = (target + 1) % NODES if target == source else target
    return {
        "id": f"r{number}",
        "source_id": f"n{source}",
        "source": names[source],
        "source_type": kinds[source],
        "target_id": f"n{target}",
        "target": names[target],
        "target_type": kinds[target],
        "relationship": f"predicate_{number % 30}",
        "valid_from": f"20{10 + number % 16}-0{1 + number % 9}-01",
        "valid_to": None if number % 9 else "2025-06-01",
        "current": bool(number % 9),
        "recorded_at": "2026-01-01T00:00:00Z",
        "memory_ids": [],
        "fact": "",
    }


if __name__ == "__main__":
    main()
