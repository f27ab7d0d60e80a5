"""Runs the offline extractor alone over annotated conversations and prints the figures.

    python -m tests.evaluation.extraction [FILE.jsonl …] [--by-category] [--show ID] [--errors FILE]

Without files: the gold set of `RELATA_SHARED` (default ../shared), then tests/evaluation/own.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from extraction.frames import predicates
from extraction.model import Conversation, Findings, Link, Moment, Turn
from extraction.parsing import load
from extraction.spacy_extractor import SpacyExtractor

_SHARED = Path(os.environ.get("RELATA_SHARED", "../shared"))
_OWN = Path(__file__).parent / "own"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--by-category", action="store_true")
    parser.add_argument("--show", nargs="*", default=[])
    parser.add_argument("--errors")
    arguments = parser.parse_args()
    extractor = SpacyExtractor(load())
    files = arguments.files or [_SHARED / "gold" / "dev.jsonl", *sorted(_OWN.glob("*.jsonl"))]
    for file in files:
        print(f"== {file}")
        evaluate(extractor, file, arguments)


def evaluate(extractor: SpacyExtractor, file: Path, arguments: argparse.Namespace) -> None:
    rows = [json.loads(line) for line in file.read_text("utf-8").splitlines() if line.strip()]
    conversations = [conversation_of(row) for row in rows]
    extractor.findings(conversations[0])
    started = time.process_time()
    findings = [extractor.findings(one) for one in conversations]
    seconds = time.process_time() - started
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as predictions:
        for row, found in zip(rows, findings, strict=True):
            prediction = prediction_of(row, found)
            predictions.write(json.dumps(prediction, ensure_ascii=False) + "\n")
            if row["id"] in arguments.show:
                show(row, prediction)
        predictions.flush()
        score(file, predictions.name, arguments)
    messages = sum(len(row["messages"]) for row in rows)
    print(f"speed {messages / seconds:.0f} messages/s on one core")


def score(file: Path, predictions: str, arguments: argparse.Namespace) -> None:
    command = [sys.executable, str(_SHARED / "gold" / "score.py"), "conversations", str(file)]
    options = ["--by-category"] if arguments.by_category else []
    if arguments.errors:
        options += ["--errors", f"{arguments.errors}-{file.stem}.tsv"]
    subprocess.run([*command, predictions, *options], check=True)


def conversation_of(row: dict[str, Any]) -> Conversation:
    sent_at = datetime.fromisoformat(row["timestamp"]).replace(tzinfo=UTC)
    user = row["user_id"]
    turns = [
        Turn(
            role=message["role"],
            text=message["content"],
            sent_at=sent_at,
            speaker=message.get("name") or (user if message["role"] == "user" else "assistant"),
            is_self=message["role"] == "user" and message.get("name", user) == user,
        )
        for message in row["messages"]
    ]
    return Conversation(turns=tuple(turns), self_name=user)


def prediction_of(row: dict[str, Any], findings: Findings) -> dict[str, Any]:
    triples = list(
        superseded(
            triples_of(findings, datetime.fromisoformat(row["timestamp"]).replace(tzinfo=UTC))
        )
    )
    return {
        "id": row["id"],
        "triples": triples,
        "facts": [fact.text for fact in findings.facts],
        "results": [],
    }


def triples_of(findings: Findings, now: datetime) -> Iterator[dict[str, Any]]:
    links = [link for fact in findings.facts for link in fact.links]
    retracted = {
        (link.subject, link.predicate, link.object) for link in links if link.state == "retracted"
    }
    for link in links:
        if (link.subject, link.predicate, link.object) in retracted:
            continue
        yield {
            "s": findings.mentions[link.subject].name,
            "p": link.predicate,
            "o": findings.mentions[link.object].name,
            "valid_from": written(link.valid_from),
            "valid_to": written(link.valid_to),
            "current": is_current(link, now),
        }


def is_current(link: Link, now: datetime) -> bool:
    return link.state == "current" and (link.valid_to is None or link.valid_to.at > now)


def superseded(triples: Iterator[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Keep one triple of each name; a later value of a single-valued predicate ends the earlier."""
    unique: dict[tuple[str, str, str], dict[str, Any]] = {}
    for triple in triples:
        ends = triple["s"], triple["o"]
        is_symmetric = predicates()[triple["p"]].inverse == "symmetric"
        key = (triple["p"], *(sorted(ends) if is_symmetric else ends))
        if key in unique:
            old = unique.pop(key)
            triple["valid_from"] = triple["valid_from"] or old["valid_from"]
            triple["valid_to"] = triple["valid_to"] or old["valid_to"]
        unique[key] = triple
    open_values: dict[tuple[str, str], dict[str, Any]] = {}
    for triple in unique.values():
        slot = (triple["s"], triple["p"])
        if predicates()[triple["p"]].cardinality == "one" and triple["current"]:
            if slot in open_values:
                open_values[slot]["current"] = False
            open_values[slot] = triple
    return iter(unique.values())


def written(moment: Moment | None) -> str | None:
    if moment is None:
        return None
    return moment.at.date().isoformat()[: {"year": 4, "month": 7}.get(moment.precision, 10)]


def show(row: dict[str, Any], prediction: dict[str, Any]) -> None:
    print("---", row["id"])
    for message in row["messages"]:
        print("  ", message["role"], "|", message["content"])
    for triple in prediction["triples"]:
        print("  T", *(value for value in triple.values() if value is not None))
    for fact in prediction["facts"]:
        print("  *", fact)


if __name__ == "__main__":
    main()
