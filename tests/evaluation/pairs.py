"""Pairs of mentions: are they one entity? The gold pairs and our own, the functions alone.

python -m tests.evaluation.pairs [FILE.jsonl …] [--show]
"""

import argparse
import json
import os
from collections import Counter
from pathlib import Path
from typing import Any, Final

from msgspec import Struct

from app.services.comparison import Named, Verdict, compared

JSON = dict[str, Any]
OWN: Final = tuple(
    Path(__file__).parent / "own" / name for name in ("pairs.jsonl", "more_pairs.jsonl")
)
NEVER: Final = ("identifier", "homonym", "family")


class Figures(Struct, frozen=True, kw_only=True):
    """What came out; `unsure` pairs count as not the same."""

    precision: float
    recall: float
    f1: float
    wrong: Counter[str]
    apart: Counter[str]
    unsure: int

    def __str__(self) -> str:
        """Say it on one line."""
        never = sum(self.wrong[kind] for kind in NEVER)
        return (
            f"pairs P {self.precision:.3f} R {self.recall:.3f} F1 {self.f1:.3f} | merged wrongly "
            f"{dict(self.wrong)} (identifier, homonym, family: {never}) | left apart "
            f"{dict(self.apart)} | unsure {self.unsure}"
        )


def run(folder: Path) -> None:
    """Print the figures of the gold pairs in the folder and of our own."""
    for file in (folder / "pairs_dev.jsonl", *OWN):
        print(f"{file.name}: {figures(read(file))}")


def read(file: Path) -> list[tuple[JSON, Verdict]]:
    """Judge every pair of a file."""
    rows = [json.loads(line) for line in file.read_text("utf8").splitlines()]
    return [(row, compared(Named(**row["a"]), Named(**row["b"]))) for row in rows]


def figures(judged: list[tuple[JSON, Verdict]]) -> Figures:
    """Count what was merged wrongly and what was left apart, by kind."""
    merged = [row for row, verdict in judged if verdict.outcome == "same"]
    right = sum(row["same"] for row in merged)
    wanted = sum(row["same"] for row, _ in judged)
    precision, recall = right / max(len(merged), 1), right / max(wanted, 1)
    left = [row for row, verdict in judged if row["same"] and verdict.outcome != "same"]
    return Figures(
        precision=precision,
        recall=recall,
        f1=2 * precision * recall / max(precision + recall, 1e-9),
        wrong=Counter(row["kind"] for row in merged if not row["same"]),
        apart=Counter(row["kind"] for row in left),
        unsure=sum(verdict.outcome == "unsure" for _, verdict in judged),
    )


def main() -> None:
    """Judge the files named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--show", action="store_true")
    arguments = parser.parse_args()
    shared = Path(os.environ.get("RELATA_SHARED", "../shared")) / "gold" / "pairs_dev.jsonl"
    for file in arguments.files or [shared, *OWN]:
        judged = read(file)
        print(f"{file.name}: {figures(judged)}")
        for row, verdict in judged if arguments.show else ():
            if row["same"] != (verdict.outcome == "same"):
                print(f"  {row['id']} {row['kind']} {verdict} {row['a']} {row['b']}")


if __name__ == "__main__":
    main()
