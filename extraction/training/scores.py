"""Measures a pipeline on the test sets, from plain text on."""

from collections.abc import Iterable
from itertools import takewhile
from pathlib import Path
from random import Random
from typing import Final

from msgspec import json, structs
from spacy.language import Language
from spacy.scorer import get_ner_prf
from spacy.tokens import Doc
from spacy.training import Example

from extraction.training.corpus import doc_of, sentences_of
from extraction.training.noise import noisy
from extraction.training.treebanks import Name, Sentence, chunks, read_iob2

Score = dict[str, float]

_NAME_FIGURES: Final = {"names_p": "ents_p", "names_r": "ents_r", "names_f": "ents_f"}
_FIGURES: Final = {
    "uas": "dep_uas",
    "las": "dep_las",
    "pos": "pos_acc",
    "tag": "tag_acc",
    "morph": "morph_acc",
    "lemma": "lemma_acc",
    "sentences_f": "sents_f",
    **_NAME_FIGURES,
}
_SEED: Final = 5
_LENGTH: Final = 8
_UNER_TYPES: Final = {"PER": "person", "ORG": "organization", "LOC": "place"}


def encoded(scores: dict[str, Score]) -> bytes:
    """Give the scores as JSON for people to read."""
    return json.format(json.encode(scores)) + b"\n"


def measure(nlp: Language, folder: Path) -> dict[str, Score]:
    """Score each test set, in per cent; none of these files is trained on."""
    ewt, gum = sentences_of(folder, "ewt_test"), sentences_of(folder, "gum_test")
    random = Random(_SEED)  # noqa: S311 the same chat each time, no secret
    return {
        "ewt_test": score(nlp, ewt),
        "gum_test": score(nlp, gum),
        "both_tests": score(nlp, [*ewt, *gum]),
        "both_tests_as_chat": score(nlp, [noisy(sentence, random) for sentence in [*ewt, *gum]]),
        "gum_conversation_eval": score(nlp, sentences_of(folder, "gum_conversation_eval")),
        "uner_ewt_test": score_uner(nlp, ewt, folder / "uner_ewt_test.iob2.gz"),
    }


def score(nlp: Language, sentences: Iterable[Sentence]) -> Score:
    """Score one set, read in runs of eight sentences."""
    gold = [doc_of(nlp.vocab, chunk) for chunk in chunks(sentences, (_LENGTH,))]
    figures = nlp.evaluate([Example(nlp.make_doc(doc.text), doc) for doc in gold])
    has_names = any(doc.ents for doc in gold)
    wanted = _FIGURES if has_names else _FIGURES.keys() - _NAME_FIGURES.keys()
    return {name: _per_cent(figures[_FIGURES[name]]) for name in _FIGURES if name in wanted}


def score_uner(nlp: Language, sentences: list[Sentence], path: Path) -> Score:
    """Score persons, organizations and places against Universal NER on the same sentences."""
    labels = dict(read_iob2(path))
    marked = [
        structs.replace(sentence, names=_names(labels[sentence.sentence_id]))
        for sentence in sentences
    ]
    gold = [doc_of(nlp.vocab, chunk) for chunk in chunks(marked, (_LENGTH,))]
    read = [_without_other_types(doc) for doc in nlp.pipe([doc.text for doc in gold])]
    figures = get_ner_prf([Example(*pair) for pair in zip(read, gold, strict=True)])
    return {name: _per_cent(figures[key]) for name, key in _NAME_FIGURES.items()}


def _names(labels: list[str]) -> tuple[Name, ...]:
    starts = [place for place, label in enumerate(labels) if label.startswith("B-")]
    return tuple(
        Name(start=start, end=_end(labels, start), type=_UNER_TYPES.get(labels[start][2:]))
        for start in starts
    )


def _end(labels: list[str], start: int) -> int:
    inside = takewhile(lambda label: label.startswith("I-"), labels[start + 1 :])
    return start + 1 + sum(1 for _ in inside)


def _without_other_types(doc: Doc) -> Doc:
    doc.set_ents([name for name in doc.ents if name.label_ in _UNER_TYPES.values()])
    return doc


def _per_cent(figure: float | None) -> float:
    return round(100 * (figure or 0.0), 2)
