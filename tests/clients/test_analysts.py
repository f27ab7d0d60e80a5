"""The notebook of docs/analysts.md is run as it stands there, against the live service."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Final

import httpx

from tests.clients.conftest import ROOT
from tests.live import Live

BLOCK: Final = re.compile(r"```python\n(.*?)```", re.DOTALL)
ADDRESS: Final = "http://127.0.0.1:8000"
SECONDS: Final = 120


def test_the_notebook_gives_a_frame_and_a_graph(live: Live, tmp_path: Path):
    said = {"messages": "Priya works at Halden Optics.", "user_id": "notebook", "async_mode": False}
    headers = {"Authorization": f"Token {live.key}"}
    added = httpx.post(f"{live.url}/v3/memories/add/", json=said, headers=headers, timeout=60)
    (text,) = BLOCK.findall((ROOT / "docs" / "analysts.md").read_text())
    done = subprocess.run(
        [sys.executable, "-c", text.replace(ADDRESS, live.url)],
        env={"PATH": os.environ["PATH"], "HOME": str(tmp_path), "KEY": live.key},
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )

    assert 200 == added.status_code
    assert (0, "") == (done.returncode, done.stderr)
    assert "works_at" in done.stdout
    assert "Halden Optics" in done.stdout
