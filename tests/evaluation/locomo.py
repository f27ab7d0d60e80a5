"""The LoCoMo conversations, asked the way locomo/README.md says."""

import gzip
import json
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from tests.evaluation.service import JSON, Service

TOP_K = 20
OPTIONS = {
    "with the graph": {"enable_graph": True},
    "without the graph": {"enable_graph": False},
}


def run(service: Service, folder: Path, out: Path) -> None:
    """Add every conversation, ask every question with and without the graph, print figures."""
    paths = sorted(folder.glob("*.json.gz"))
    conversations = [json.loads(gzip.decompress(path.read_bytes())) for path in paths]
    for conversation in conversations:
        add(service, conversation)
    for title, options in OPTIONS.items():
        predictions = out / f"locomo-{title.replace(' ', '-')}.jsonl"
        rows = [row for each in conversations for row in answers(service, each, options)]
        predictions.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf8")
        covered = [len(set(turns)) for row in rows for turns in row["covers"][:10]]
        print(f"\n{title}: mean turns covered by a result {sum(covered) / len(covered):.2f}")
        print(f"search p50 {1000 * median(row['seconds'] for row in rows):.1f} ms", flush=True)
        subprocess.run([sys.executable, folder / "score.py", predictions, *paths], check=True)


def add(service: Service, conversation: JSON) -> None:
    """Add a conversation session by session to an empty user and print how long it took."""
    service.forget(conversation["id"])
    started = time.perf_counter()
    for session in conversation["sessions"]:
        messages = [message(turn) for turn in session["turns"]]
        service.add(conversation["id"], messages, instant(session["date_time"]).timestamp())
    turns = sum(len(session["turns"]) for session in conversation["sessions"])
    seconds = time.perf_counter() - started
    print(f"{conversation['id']}: {turns} messages in {seconds:.1f} s", flush=True)


def message(turn: JSON) -> JSON:
    """Give a turn as a message with its speaker's name and the turn's id."""
    shown = f" [image: {turn['caption']}]" if turn.get("caption") else ""
    content = turn["text"] + shown
    return {"role": "user", "name": turn["speaker"], "id": turn["id"], "content": content}


def instant(text: str) -> datetime:
    """Read a session's date, for example `1:56 pm on 8 May, 2023`."""
    return datetime.strptime(text, "%I:%M %p on %d %B, %Y").replace(tzinfo=UTC)


def answers(service: Service, conversation: JSON, options: JSON) -> list[JSON]:
    """Give for every question which turns each result covers."""
    rows: list[JSON] = []
    for index, question in enumerate(conversation["questions"]):
        started = time.perf_counter()
        found = service.search(
            conversation["id"], question["question"], TOP_K, explain=True, **options
        )
        seconds = time.perf_counter() - started
        covers = [[source["external_id"] for source in row["sources"]] for row in found]
        rows.append(
            {
                "conversation": conversation["id"],
                "question": index,
                "covers": covers,
                "seconds": seconds,
            }
        )
    return rows
