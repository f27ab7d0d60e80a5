"""Named points at which a test kills the process; without a setting they do nothing.

`RELATA_FAIL_POINT=after_lease` kills at the first pass, `after_lease:3` at the third.
"""

import os
import signal
from collections import Counter
from typing import Final, Literal

FailPoint = Literal["after_accept", "after_lease", "after_extract", "inside_commit", "after_commit"]
VARIABLE: Final = "RELATA_FAIL_POINT"
_passes: Counter[str] = Counter()


def reach(point: FailPoint) -> None:
    """Kill this process, as the kernel or a power cut would, when this is the pass asked for."""
    name, _, count = os.environ.get(VARIABLE, "").partition(":")
    if name != point:
        return
    _passes[point] += 1
    if _passes[point] >= int(count or 1):
        os.kill(os.getpid(), signal.SIGKILL)
