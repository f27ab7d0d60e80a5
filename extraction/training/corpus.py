"""Turns treebank sentences into spaCy examples."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Final

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.training import Example
from spacy.util import registry
from spacy.vocab import Vocab

from extraction.training.copies import copies
from extraction.training.guesses import guessed, known_of
from extraction.training.names import named
from extraction.training.treebanks import Sentence, chunks, read_treebank

_LENGTHS: Final = (8, 8, 3, 1, 1)
_SEED: Final = 20261121


def sentences_of(folder: Path, name: str) -> list[Sentence]:
    """Read the sentences of one treebank file; those of GUM get names."""
    read = read_treebank(folder / f"{name}.conllu.gz")
    return [named(sentence) for sentence in read] if name.startswith("gum") else list(read)


def doc_of(vocab: Vocab, chunk: Sequence[Sentence]) -> Doc:
    """Carry the gold annotation of a run of sentences."""
    words = [word for sentence in chunk for word in sentence.words]
    offsets = [offset for offset, sentence in _placed(chunk) for _ in sentence.words]
    heads = [word.head + offset for word, offset in zip(words, offsets, strict=True)]
    spaces = [word.is_spaced for word in words]
    for offset, sentence in _placed(chunk):
        spaces[offset + len(sentence.words) - 1] = True
    doc = Doc(
        vocab,
        words=[word.form for word in words],
        spaces=spaces,
        tags=[word.tag for word in words],
        pos=[word.pos for word in words],
        morphs=[word.morph for word in words],
        lemmas=[word.lemma for word in words],
        heads=heads,
        deps=[word.dep for word in words],
    )
    _mark_names(doc, chunk)
    return doc


def example_of(nlp: Language, chunk: Sequence[Sentence]) -> Example:
    """Pair the gold annotation with the words that the tokenizer makes of the plain text."""
    reference = doc_of(nlp.vocab, chunk)
    return Example(nlp.make_doc(reference.text), reference)


@registry.readers("relata.treebanks.v1")
def treebanks(folder: str, names: list[str]) -> Callable[[Language], Iterator[Example]]:
    """Make a reader for spaCy's training that yields the treebanks as they are."""

    def examples(nlp: Language) -> Iterator[Example]:
        for name in names:
            for chunk in chunks(sentences_of(Path(folder), name), _LENGTHS):
                yield example_of(nlp, chunk)

    return examples


@registry.readers("relata.treebanks_and_copies.v1")
def treebanks_and_copies(
    folder: str, marked: str, unmarked: str
) -> Callable[[Language], Iterator[Example]]:
    """Make a reader that adds copies to both treebanks, and to the unmarked one known names.

    Each part of the pipeline reads all examples before it is trained, so they are made once.
    """
    made: list[Example] = []

    def examples(nlp: Language) -> Iterator[Example]:
        if not made:
            made.extend(example_of(nlp, chunk) for chunk in _with_copies(folder, marked, unmarked))
        return iter(made)

    return examples


def _with_copies(folder: str, marked: str, unmarked: str) -> Iterator[list[Sentence]]:
    random = Random(_SEED)  # noqa: S311 the same copies in each training, no secret
    with_names = sentences_of(Path(folder), marked)
    known = known_of(with_names)
    guesses = [guessed(sentence, known) for sentence in sentences_of(Path(folder), unmarked)]
    for sentences in (with_names, guesses):
        yield from chunks(sentences, _LENGTHS)
        yield from copies(sentences, random)


def _placed(chunk: Sequence[Sentence]) -> Iterator[tuple[int, Sentence]]:
    offset = 0
    for sentence in chunk:
        yield offset, sentence
        offset += len(sentence.words)


def _mark_names(doc: Doc, chunk: Sequence[Sentence]) -> None:
    """Set the names; where a corpus has none the words stay unmarked, which is not "no name"."""
    if any(sentence.names is None for sentence in chunk):
        return
    found = [
        (Span(doc, offset + name.start, offset + name.end, name.type or ""), name.type)
        for offset, sentence in _placed(chunk)
        for name in sentence.names or ()
    ]
    unknown = [span for span, kind in found if kind is None]
    doc.set_ents([span for span, kind in found if kind], missing=unknown, default="outside")
