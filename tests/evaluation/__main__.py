"""`make evaluate`: labels, then the gold set and LoCoMo through the REST API of a service.

The data lie in the folder `RELATA_SHARED` (default `../shared`). `RELATA_URL` and `RELATA_KEY`
choose a service that runs already; without them one is started in a folder of its own.
"""

import argparse
import logging
import os
import sys
from pathlib import Path

from tests.evaluation import gold, labels, locomo, pairs
from tests.evaluation.service import Service
from tests.live import running_service

OUT = Path("artefacts/evaluation")
PARTS = ["labels", "pairs", "gold", "locomo"]


def main() -> int:
    """Run the parts named on the command line, all of them by default."""
    # wordllama turns all logging on when it is imported
    logging.getLogger("httpx").setLevel(logging.WARNING)
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []])
    parts = parser.parse_args().parts or PARTS
    OUT.mkdir(parents=True, exist_ok=True)
    if "labels" in parts:
        labels.run(OUT)
    return 0 if parts == ["labels"] else asked(parts)


def asked(parts: list[str]) -> int:
    """Run the parts that need the shared data."""
    shared = Path(os.environ.get("RELATA_SHARED", "../shared"))
    if not shared.is_dir():
        print(f"The evaluation data are not in {shared}: set RELATA_SHARED to their folder.")
        return 1
    if "pairs" in parts:
        pairs.run(shared / "gold")
    if not {"gold", "locomo"} & set(parts):
        return 0
    if "RELATA_URL" in os.environ:
        run(Service(os.environ["RELATA_URL"], os.environ["RELATA_KEY"]), shared, parts)
        return 0
    with running_service() as live:
        run(Service(live.url, live.key), shared, parts)
    return 0


def run(service: Service, shared: Path, parts: list[str]) -> None:
    """Run the parts one after the other."""
    if "gold" in parts:
        gold.run(service, shared / "gold", OUT)
    if "locomo" in parts:
        locomo.run(service, shared / "locomo", OUT)


if __name__ == "__main__":
    sys.exit(main())
