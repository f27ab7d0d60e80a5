"""mem0's command line for Python (`mem0-cli`): runs what each line of the input says, as JSON.

The first line printed names every command that there is.
"""

# pyright: basic, reportMissingImports=false
# it is run where only mem0's command line is installed

import json
import sys
from collections.abc import Iterator

import typer
from mem0_cli.app import app
from mem0_cli.state import set_agent_mode
from typer.testing import CliRunner


def leaves(command: object, *path: str) -> Iterator[str]:
    inner = getattr(command, "commands", None)
    if inner is None:
        yield " ".join(path)
    for name, one in (inner or {}).items():
        yield from leaves(one, *path, name)


def ran(words: list[str]) -> dict[str, object]:
    set_agent_mode(False)
    done = CliRunner().invoke(app, words)
    return {"status": done.exit_code, "printed": done.stdout or done.stderr}


print(json.dumps(list(leaves(typer.main.get_command(app)))), flush=True)
for line in sys.stdin:
    print(json.dumps(ran(json.loads(line))), flush=True)
