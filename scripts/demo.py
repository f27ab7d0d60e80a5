"""Sends a conversation to Relata and prints what became of it, each thing with its evidence.

Uses the service of the settings when it runs, else starts one in a folder that goes away.
"""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import httpx
import msgspec
from msgspec import Struct

from app import settings

USER: Final = "demo"
BEST: Final = 4
SECONDS_TO_START: Final = 300
QUESTION: Final = "Where does Nora's brother work?"
CONVERSATION: Final = (
    ("user", "Hi, I'm Nora. I live in Trondheim and work at Fjord Robotics as an engineer."),
    ("assistant", "Nice to meet you, Nora! What do you do outside of work?"),
    ("user", "I play the cello, and I have a dog called Pixel."),
    ("user", "My brother Jonas works at the Harbour Museum in Bergen."),
    ("assistant", "Do you visit him often?"),
    ("user", "Every summer. He is married to Leila. By the way, I moved to Oslo on 3 March 2025."),
)


class Source(Struct, frozen=True, kw_only=True):
    """Which characters of which message a memory states."""

    index: int
    start: int
    end: int


class Memory(Struct, frozen=True, kw_only=True):
    """A fact."""

    id: str
    memory: str
    sources: Sequence[Source] = ()


class Relation(Struct, frozen=True, kw_only=True):
    """Two things and what joins them."""

    source: str
    relationship: str
    target: str
    memory_ids: Sequence[str]
    valid_from: str | None
    valid_to: str | None


class Answer(Struct, frozen=True, kw_only=True):
    """What lists and searches answer."""

    results: Sequence[Memory]
    relations: Sequence[Relation]


def main() -> None:
    """Send, ask, print."""
    with service() as client:
        client.delete(f"/v2/entities/user/{USER}/")
        messages = [{"role": role, "content": text} for role, text in CONVERSATION]
        added = {"user_id": USER, "messages": messages, "enable_graph": True, "async_mode": False}
        client.post("/v1/memories/", json=added).raise_for_status()
        scope = {"filters": {"user_id": USER}, "enable_graph": True, "explain": True}
        listed = asked(client, "/v2/memories/", scope | {"include_ended": True})
        found = asked(client, "/v2/memories/search/", scope | {"query": QUESTION, "top_k": BEST})
    say("What was said", [f"{role}: {text}" for role, text in CONVERSATION])
    say("Facts, and the words they come from", [fact(memory) for memory in listed.results])
    say("Relations, and the facts that attest them", relations(listed.relations, listed))
    best = relations(found.relations[:BEST], listed)
    say(f"Asked: {QUESTION}", [memory.memory for memory in found.results] + best)


def asked(client: httpx.Client, path: str, body: Mapping[str, object]) -> Answer:
    """Post a question."""
    answer = client.post(path, json=body).raise_for_status()
    return msgspec.json.decode(answer.content, type=Answer)


def fact(memory: Memory) -> str:
    """Give a fact with the words of its messages."""
    words = [CONVERSATION[one.index][1][one.start : one.end] for one in memory.sources]
    return memory.memory + "".join(f"\n      “{quoted}”" for quoted in words)


def relations(chosen: Sequence[Relation], listed: Answer) -> list[str]:
    """Give relations, each with the listed facts that attest it."""
    facts = {memory.id: memory.memory for memory in listed.results}
    return [
        f"({one.source}) -[{one.relationship}]-> ({one.target}){interval(one)}"
        + "".join(f"\n      {facts[key]}" for key in one.memory_ids if key in facts)
        for one in chosen
    ]


def interval(relation: Relation) -> str:
    """Give since when and until when, as far as it is known."""
    since = f" since {relation.valid_from}" if relation.valid_from else ""
    return since + (f" until {relation.valid_to}" if relation.valid_to else "")


def say(title: str, lines: Sequence[str]) -> None:
    """Print a heading and its lines."""
    sys.stdout.write(f"\n{title}\n" + "".join(f"  - {line}\n" for line in lines))


@contextmanager
def service() -> Generator[httpx.Client]:
    """Give a client of the running service, or of one that ends with the block."""
    chosen = settings.read()
    url = f"http://{chosen.host}:{chosen.port}"
    if is_ready(url) and (chosen.home_path / "api_key").is_file():
        yield connected(url, chosen.home_path)
        return
    folder = tempfile.TemporaryDirectory(prefix="relata-demo-")
    with folder as home, own_service(Path(home)) as client:
        yield client


@contextmanager
def own_service(home: Path) -> Generator[httpx.Client]:
    """Run a service in the folder until the block ends."""
    say("Relata is not running here: a service of its own is started for this", [])
    port = free_port()
    environment = os.environ | {"RELATA_HOME": str(home), "RELATA_PORT": str(port)}
    command = [sys.executable, "-m", "app", "serve"]
    with (home / "serve.log").open("wb") as log:
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)  # noqa: S603 - own words
    url = f"http://127.0.0.1:{port}"
    try:
        await_ready(process, url, home)
        yield connected(url, home)
    finally:
        process.send_signal(signal.SIGINT)
        process.wait()


def await_ready(process: "subprocess.Popen[bytes]", url: str, home: Path) -> None:
    """Wait until the service answers; exits with its last words when it does not."""
    until = time.monotonic() + SECONDS_TO_START
    while not is_ready(url):
        if process.poll() is not None or time.monotonic() > until:
            sys.exit("Relata did not start:\n" + (home / "serve.log").read_text())
        time.sleep(0.2)


def connected(url: str, home: Path) -> httpx.Client:
    """Give a client that shows the home's first key."""
    key = (home / "api_key").read_text().strip()
    return httpx.Client(base_url=url, headers={"Authorization": f"Token {key}"}, timeout=60)


def is_ready(url: str) -> bool:
    """Tell whether a service answers there."""
    try:
        return httpx.get(f"{url}/health/ready", timeout=5).is_success
    except httpx.TransportError:
        return False


def free_port() -> int:
    """Give a loopback port that nobody listens on right now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


if __name__ == "__main__":
    main()
