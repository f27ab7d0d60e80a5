"""A live service and a real Chromium, shared by the tests of the page."""

import re
import shutil
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import httpx
import pytest
from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    Page,
    Request,
    expect,
    sync_playwright,
)

from tests.live import Live

ARTEFACTS = Path("artefacts/browser")
# how long a busy machine may take to show what it will show
PATIENCE = 20_000
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
expect.set_options(timeout=PATIENCE)
REFUSED = re.compile(r"status of (400|401|503)")
TEXTS = [
    "Hi, I'm Wilma. I live in Bergen and I work at Tidewater Labs.",
    "My brother Anton lives in Porto. He has a dog called <b>Biscuit</b>.",
    "Anton works at Iberia Maps. My boss is Petra Novak.",
]


@pytest.fixture(scope="session")
def user(live: Live) -> str:
    """A user with a small graph, one part of it hostile to careless pages."""
    name = f"wilma-{uuid4()}"
    body = {
        "messages": [{"role": "user", "content": text} for text in TEXTS],
        "user_id": name,
        "enable_graph": True,
        "async_mode": False,
    }
    headers = {"Authorization": f"Token {live.key}"}
    answer = httpx.post(f"{live.url}/v3/memories/add/", json=body, headers=headers, timeout=60)
    answer.raise_for_status()
    return name


# No longer than its module: while it runs, its event loop is in the way of all async tests.
@pytest.fixture(scope="module")
def browser() -> Generator[Browser]:
    path = shutil.which("chromium")
    assert path, "Chromium is missing: `apt-get install chromium`"
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield running
        running.close()


@pytest.fixture
def page(browser: Browser, live: Live) -> Generator[Page]:
    """An empty page that fails its test for console errors and requests to anywhere else."""
    with watched(browser, live) as page:
        yield page


@pytest.fixture
def signed_in(browser: Browser, live: Live) -> Generator[Page]:
    """A page as `page` is, with the key in its session."""
    with watched(browser, live) as page:
        page.add_init_script(f"sessionStorage.setItem('relata-key', '{live.key}')")
        yield page


def shot(page: Page, name: str) -> None:
    """Keep what the page looks like."""
    ARTEFACTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=ARTEFACTS / f"{name}.png")


@contextmanager
def watched(browser: Browser, live: Live) -> Generator[Page]:
    """Open a page, close it, and fail for what it said on the console or asked elsewhere."""
    complaints: list[str] = []

    def heard(message: ConsoleMessage) -> None:
        # The browser itself reports a refusal, and a service that is too busy for a moment,
        # whatever the page does about it.
        if message.type in {"error", "warning"} and not REFUSED.search(message.text):
            complaints.append(message.text)

    def asked(request: Request) -> None:
        if not request.url.startswith((live.url, "data:", "blob:")):
            complaints.append(request.url)

    context = browser.new_context(base_url=live.url, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.on("console", heard)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", asked)
    yield page
    context.close()

    assert [] == complaints
