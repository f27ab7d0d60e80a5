"""The gold conversations, asked the way gold/README.md says."""

import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from tests.evaluation.service import JSON, Service


def run(service: Service, folder: Path, out: Path, name: str = "dev.jsonl") -> None:
    """Predict every conversation of the file, then print its scorer's figures."""
    rows = [json.loads(line) for line in (folder / name).read_text("utf8").splitlines()]
    predictions = out / f"gold-{name}"
    lines = [json.dumps(predicted(service, row), ensure_ascii=False) for row in rows]
    predictions.write_text("\n".join(lines) + "\n", "utf8")
    errors = out / "gold-errors.tsv"
    command = [sys.executable, folder / "score.py", "conversations", folder / name, predictions]
    subprocess.run([*command, "--by-category", "--errors", errors], check=True)


def predicted(service: Service, row: JSON) -> JSON:
    """Add one conversation to an empty user and ask for all that came of it."""
    user, at = row["user_id"], datetime.fromisoformat(row["timestamp"]).replace(tzinfo=UTC)
    service.forget(user)
    service.add(user, row["messages"], at.timestamp())
    facts, relations = service.relations(user)
    results = [
        [found["memory"] for found in service.search(user, query["q"], 10, enable_graph=True)]
        for query in row["queries"]
    ]
    triples = [triple(relation, at) for relation in relations]
    return {"id": row["id"], "triples": triples, "facts": facts, "results": results}


def triple(relation: JSON, at: datetime) -> JSON:
    """Give a relation as the scorer reads it; current is judged at the conversation's time."""
    return {
        "s": relation["source"],
        "p": relation["relationship"],
        "o": relation["target"],
        "valid_from": relation["valid_from"],
        "valid_to": relation["valid_to"],
        "current": not has_ended(relation["valid_to"], at),
    }


def has_ended(valid_to: str | None, at: datetime) -> bool:
    """Tell whether a partial date, exclusive, lies before the instant."""
    if valid_to is None:
        return False
    first = valid_to + {4: "-01-01", 7: "-01"}.get(len(valid_to), "")
    end = datetime.fromisoformat(first)
    return (end if end.tzinfo else end.replace(tzinfo=UTC)) <= at
