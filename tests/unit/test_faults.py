import signal
import subprocess
import sys

import pytest

from app.faults import VARIABLE

PASSES = """
from app import faults
for number in range(1, 5):
    print(number, flush=True)
    faults.reach("after_lease")
    faults.reach("after_commit")
"""


@pytest.mark.parametrize(
    ("setting", "last"),
    [("after_lease", "1"), ("after_lease:3", "3"), ("after_commit:4", "4")],
)
def test_the_process_dies_at_the_pass_asked_for(setting: str, last: str):
    process = _run(setting)

    assert (-signal.SIGKILL, last) == (process.returncode, process.stdout.split()[-1])


@pytest.mark.parametrize("setting", ["", "after_extract", "after_lease:9", "nonsense"])
def test_without_a_matching_setting_nothing_happens(setting: str):
    process = _run(setting)

    assert (0, "4") == (process.returncode, process.stdout.split()[-1])


def _run(setting: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-c", PASSES],
        env={VARIABLE: setting},
        capture_output=True,
        text=True,
        check=False,
    )
