"""What the models make of a script: its findings, and vectors for all that will be searched."""

from collections.abc import Iterator, Mapping, Sequence
from math import isfinite
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from app.services.additions import Addition
from app.services.conversations import Script
from app.services.models import Models
from app.services.notes import verbatim
from extraction.extractor import Extractor
from extraction.labelling import Labeller
from extraction.memory_types import memory_type
from extraction.model import Fact, Findings, Usage

NO_EXTRACTOR: Final = "verbatim"


class Understanding(Struct, frozen=True, kw_only=True):
    """The findings, and a vector for each fact's and source message's text."""

    findings: Findings
    vectors: dict[str, list[float] | None]


async def understood(script: Script, addition: Addition, models: Models) -> Understanding:
    """Extract, embed all at once, then say what each fact is about; raises ExtractionError."""
    findings = await _findings(script, addition, models.extractor)
    texts = list(dict.fromkeys(_texts(findings, script)))
    embedded = await models.embedder.embed(texts) if texts else []
    dimensions = models.embedder.dimensions
    vectors = {
        text: _storable(vector, dimensions) for text, vector in zip(texts, embedded, strict=True)
    }
    facts = await _labelled(findings.facts, script, vectors=vectors, labeller=models.labeller)
    return Understanding(findings=replace(findings, facts=facts), vectors=vectors)


async def _labelled(
    facts: Sequence[Fact],
    script: Script,
    *,
    vectors: Mapping[str, list[float] | None],
    labeller: Labeller,
) -> tuple[Fact, ...]:
    """Choose categories for the facts for which the extractor has not chosen any."""
    left = list(dict.fromkeys(fact.text for fact in facts if fact.categories is None))
    chosen = await labeller.labelled(
        left, [vectors[text] for text in left], script.conversation.categories
    )
    found = dict(zip(left, chosen, strict=True))
    return tuple(
        fact if fact.categories is not None else replace(fact, categories=found[fact.text])
        for fact in facts
    )


async def _findings(script: Script, addition: Addition, extractor: Extractor) -> Findings:
    """Without inference and graph nothing is asked of the extractor."""
    if not addition.infer and addition.enable_graph is False:
        return verbatim(_unread(script), script)
    found = await extractor.extract(script.conversation)
    found = replace(found, facts=tuple(fact for fact in found.facts if fact.spans))
    if not addition.reads_time:
        found = replace(found, facts=tuple(map(_timeless, found.facts)))
    if addition.enable_graph is False:
        facts = tuple(replace(fact, links=(), appearances=()) for fact in found.facts)
        found = replace(found, facts=facts)
    return found if addition.infer else verbatim(found, script)


def _unread(script: Script) -> Findings:
    turns, wants_type = script.conversation.turns, script.conversation.wants_type
    return Findings(
        usage=Usage(extractor=NO_EXTRACTOR),
        memory_type=memory_type(turns) if wants_type else None,
    )


def _timeless(fact: Fact) -> Fact:
    """Leave out when it was so: only the order in which things were said counts."""
    links = tuple(replace(link, valid_from=None, valid_to=None) for link in fact.links)
    return replace(fact, links=links, valid_from=None, valid_to=None)


def _texts(findings: Findings, script: Script) -> Iterator[str]:
    for fact in findings.facts:
        yield fact.text
        yield from (script.messages[span.turn].text or "" for span in fact.spans)


def _storable(vector: Sequence[float] | None, dimensions: int) -> list[float] | None:
    """Refuse what the index would keep and never find: other lengths, zeros, what is no number."""
    if vector is None or len(vector) != dimensions or not any(vector):
        return None
    return list(vector) if all(map(isfinite, vector)) else None
