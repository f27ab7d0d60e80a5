"""The command line, `python -m app`: results on stdout, errors on stderr with exit code 1."""

import argparse
import importlib
import logging
import sys
from collections.abc import Callable, Sequence
from typing import Any, Final, TypeAlias

import httpx
import msgspec

from app import key_commands
from app import settings as environment
from app.processes import banner, homes, lifelines
from app.services.errors import ServiceError
from app.settings import Settings
from extraction.errors import ExtractionError
from graph.errors import GraphError
from graph.local import instance

Command: TypeAlias = Callable[[Settings, argparse.Namespace], int | None]
AddParser: TypeAlias = Callable[..., argparse.ArgumentParser]
FAILED: Final = 1


def main(words: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code."""
    given = parser().parse_args(words)
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s %(message)s")
    try:
        return given.command(environment.read(), given) or 0
    except (ServiceError, GraphError, ExtractionError, msgspec.ValidationError) as error:
        print(error, file=sys.stderr)
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
    return FAILED


def parser() -> argparse.ArgumentParser:
    """Describe every command."""
    root = argparse.ArgumentParser(prog="python -m app", description="Relata: graph memory")
    commands = root.add_subparsers(required=True, metavar="command").add_parser
    _add(commands, "serve", serve, "start everything and stay until Ctrl-C")
    _add_child(commands, "worker", work, "read conversations until Ctrl-C")
    api = _add_child(commands, "api", answer, "answer requests on a socket of `serve`")
    api.add_argument("--descriptor", type=int, required=True)
    _add(commands, "migrate", bring_up_to_date, "bring the database up to date")
    neo4j = _add(commands, "neo4j", control_neo4j, "start, stop or show the Neo4j of this home")
    neo4j.add_argument("action", choices=["start", "stop", "status"])
    _add(commands, "status", show_status, "show what runs; exit code 0 when it is ready")
    key_commands.add(commands)
    importing = _add(commands, "import", import_project, "read a project that another one wrote")
    importing.add_argument("file", help="the export, a file of JSON lines")
    return root


def _add(add_parser: AddParser, name: str, run: Command, words: str) -> argparse.ArgumentParser:
    command = add_parser(name, help=words, description=words)
    command.set_defaults(command=run)
    return command


def _add_child(
    add_parser: AddParser, name: str, run: Command, words: str
) -> argparse.ArgumentParser:
    command = _add(add_parser, name, run, words)
    command.add_argument("--with-parent", action="store_true", help="end when stdin closes")
    return command


def _module(name: str) -> Any:
    """Import what one command needs and the others need not wait for: spaCy takes two seconds."""
    return importlib.import_module(f"app.processes.{name}")


def serve(settings: Settings, _given: argparse.Namespace) -> None:
    """Start everything and stay."""
    _module("supervisor").run(settings, say)


def answer(settings: Settings, given: argparse.Namespace) -> None:
    """Be an API process."""
    wait = _told_when(given)
    _module("server").run(settings, given.descriptor, wait)


def work(settings: Settings, given: argparse.Namespace) -> None:
    """Be a worker process."""
    wait = _told_when(given)
    _module("worker_process").run(settings, wait)


def _told_when(given: argparse.Namespace) -> Callable[[], object]:
    """Give what waits for the word of the parent, if one started this process."""
    if not given.with_parent:
        return bool
    lifelines.hold()
    return lifelines.wait


def bring_up_to_date(settings: Settings, _given: argparse.Namespace) -> None:
    """Apply new migrations and print their names."""
    for name in _module("preparation").migrated(settings):
        print(name)
    print("The database is up to date.")


def import_project(settings: Settings, given: argparse.Namespace) -> None:
    """Read a file that `GET /v1/graph/export?format=jsonl` gave; what is there stays."""
    _module("importing").run(settings, given.file)


def control_neo4j(settings: Settings, given: argparse.Namespace) -> int:
    """Start, stop or show the Neo4j of this home."""
    home = homes.made(settings.home_path)
    if given.action == "start":
        running = instance.start(home, settings.java)
        (home / homes.STOPPED).unlink(missing_ok=True)
        if (home / homes.STARTED).exists():  # a `serve` keeps it, and is to stop it too
            (home / homes.STARTED).write_text(str(running.pid))
        print(f"Neo4j runs at {running.uri} (process {running.pid})")
        return 0
    if given.action == "stop":
        (home / homes.STOPPED).touch()
        print("Neo4j is stopped." if instance.stop(home) else "No Neo4j was running.")
        return 0
    return _show_neo4j(settings)


def show_status(settings: Settings, _given: argparse.Namespace) -> int:
    """Show what runs; 0 when the service is ready."""
    neo4j = _show_neo4j(settings)
    print(f"Home: {settings.home_path}")
    try:
        found = httpx.get(f"{banner.url(settings)}/health/ready", timeout=5, trust_env=False)
    except httpx.TransportError:
        print(f"Service: nothing answers at {banner.url(settings)}")
        return FAILED
    is_ready = found.is_success
    print(f"Service: {'ready' if is_ready else 'not ready'} at {banner.url(settings)}")
    return neo4j if is_ready else FAILED


def _show_neo4j(settings: Settings) -> int:
    if settings.neo4j_uri:
        print(f"Neo4j: {settings.neo4j_uri}, not started by Relata")
        return 0
    running = instance.find(settings.home_path)
    print(f"Neo4j: {running.uri} (process {running.pid})" if running else "Neo4j: not running")
    return 0 if running else FAILED


def say(words: str) -> None:
    """Print at once, also into a pipe."""
    print(words, flush=True)
