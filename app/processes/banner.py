"""What `serve` says when it is ready: where it is, where the key is, and a line to try."""

import os
import shlex
from typing import Final

from app.processes import homes
from app.services.projects import FIRST, FirstStart
from app.settings import Settings

EVERYWHERE: Final = {"0.0.0.0": "127.0.0.1", "::": "[::1]", "": "127.0.0.1"}  # noqa: S104 - read, not bound
BODY: Final = (
    '{"messages": "I work at Orbit Labs and I live in Oslo.", "user_id": "ada", '
    '"enable_graph": true, "async_mode": false}'
)


def url(settings: Settings) -> str:
    """Give the address under which this machine reaches the service."""
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    return f"http://{EVERYWHERE.get(settings.host, host)}:{settings.port}"


def who(settings: Settings) -> str:
    """Name a running service to a second one."""
    return f"process {os.getpid()} at {url(settings)}"


def ready(settings: Settings, first: FirstStart) -> str:
    """Say everything a newcomer needs, once everything answers."""
    lines = [f"Relata is ready: {url(settings)}", *_about_key(settings, first)]
    if first.outcome in {"made", "known"}:
        lines += ["Try it:", f"  {_curl(settings)}"]
    return "\n".join([*lines, "Ctrl-C stops it."])


def _about_key(settings: Settings, first: FirstStart) -> list[str]:
    file = settings.home_path / homes.KEY
    another = (
        "Make one: .venv/bin/python -m app keys create "
        f"--email {FIRST.email} --project {FIRST.project} --role OWNER > {_quoted(settings)}"
    )
    match first.outcome:
        case "made":
            shown = f"Your first API key, shown this once: {first.secret}"
            return [shown, f"It is kept in {file}"]
        case "known":
            return [f"Your first API key is in {file}"]
        case "unknown":
            return [f"The key in {file} is unknown to this database.", another]
        case "elsewhere":
            return [f"This database has keys already, {file} does not exist.", another]


def _curl(settings: Settings) -> str:
    key = f'"Authorization: Token $(cat {_quoted(settings)})"'
    return f"curl -s {url(settings)}/v3/memories/add/ -H {key} -d {shlex.quote(BODY)}"


def _quoted(settings: Settings) -> str:
    return shlex.quote(str(settings.home_path / homes.KEY))
