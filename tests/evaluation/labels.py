"""How often categories and memory types are right without a model, on examples of our own.

    python -m tests.evaluation labels

Neither a service nor the shared data are needed. The held-back third of the examples was never
looked at while the word lists and rules were written.
"""

import asyncio
import json
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

from app.services.categories import catalogue
from extraction.labelling import Labeller
from extraction.memory_types import memory_type
from extraction.model import Turn
from extraction.static_embedder import StaticEmbedder
from tests.evaluation.service import JSON

EXAMPLES = Path(__file__).parent / "own" / "labels"
ENOUGH = {"categories": 0.70, "custom_categories": None, "memory_types": 0.80}
A_HUNDRED = 100
ROUNDS = 5


def run(out: Path) -> None:
    """Print the figures of each set and write down what was wrong."""
    labeller = Labeller(StaticEmbedder())
    choose = _chooser(labeller)
    answers: dict[str, Callable[[JSON], str | None]] = {
        "categories": choose,
        "custom_categories": choose,
        "memory_types": _type_of,
    }
    wrong: list[str] = []
    for name, answer in answers.items():
        rows = [json.loads(line) for line in (EXAMPLES / f"{name}.jsonl").read_text().splitlines()]
        pairs = [(row, answer(row)) for row in rows]
        print(f"{name}: {_figures(pairs, name)}")
        wrong += _wrong(pairs, name)
    print(f"100 facts cost {_milliseconds(labeller):.1f} ms, vectors not counted", flush=True)
    (out / "labels-errors.tsv").write_text("\n".join(wrong) + "\n", "utf8")


def _chooser(labeller: Labeller) -> Callable[[JSON], str | None]:
    embedder = StaticEmbedder()

    def choose(row: JSON) -> str | None:
        return asyncio.run(_category(row, labeller, embedder))

    return choose


async def _category(row: JSON, labeller: Labeller, embedder: StaticEmbedder) -> str | None:
    vectors = await embedder.embed([row["text"]])
    categories = catalogue(row.get("custom_categories"))
    (found,) = await labeller.labelled([row["text"]], vectors, categories)
    return found[0] if found else None


def _type_of(row: JSON) -> str:
    at = datetime.now(UTC)
    turns = [
        Turn(role=said["role"], text=said["content"], sent_at=at, speaker=said["role"])
        for said in row["messages"]
    ]
    return memory_type(turns)


def _figures(pairs: Sequence[tuple[JSON, str | None]], name: str) -> str:
    """Give the share that is right, of all, of those looked at and of those held back."""
    parts = {
        "all": pairs,
        "tuned on": [pair for pair in pairs if not pair[0]["held"]],
        "held back": [pair for pair in pairs if pair[0]["held"]],
    }
    told = [f"{title} {_share(part):.2f} of {len(part)}" for title, part in parts.items()]
    asked = f" (asked for: {ENOUGH[name]:.2f})" if ENOUGH[name] else ""
    return ", ".join(told) + asked


def _share(pairs: Sequence[tuple[JSON, str | None]]) -> float:
    return sum(_expected(row) == given for row, given in pairs) / len(pairs)


def _expected(row: JSON) -> str | None:
    return row["category"] if "category" in row else row["memory_type"]


def _wrong(pairs: Sequence[tuple[JSON, str | None]], name: str) -> Iterator[str]:
    """Tell what went wrong, but for what is held back."""
    for row, given in pairs:
        if not row["held"] and _expected(row) != given:
            said = row.get("text") or row["messages"][-1]["content"]
            yield f"{name}\t{_expected(row)}\t{given}\t{said}"


def _milliseconds(labeller: Labeller) -> float:
    """Give the best of some rounds over a hundred statements."""
    rows = (EXAMPLES / "categories.jsonl").read_text().splitlines()[:A_HUNDRED]
    texts = [json.loads(row)["text"] for row in rows]
    vectors = asyncio.run(StaticEmbedder().embed(texts))
    seconds: list[float] = []
    for _ in range(ROUNDS):
        began = perf_counter()
        asyncio.run(labeller.labelled(texts, vectors, catalogue(None)))
        seconds.append(perf_counter() - began)
    return 1000 * min(seconds)
