"""Lemmas of words that the treebanks know, put over the ones that the pipeline guesses."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final, Self

import msgspec
from spacy.language import Language
from spacy.symbols import PROPN
from spacy.tokens import Doc
from spacy.vocab import Vocab

NAME: Final = "known_lemmas"
_FILE: Final = "lemmas.json"


class KnownLemmas:
    """A part of a pipeline that stands behind the tagger and the lemmatizer.

    The table goes from part of speech and form to lemma.
    """

    def __init__(self, vocab: Vocab) -> None:
        """Begin with an empty table; spaCy has a number for each string."""
        self._strings = vocab.strings
        self._table: Mapping[str, Mapping[str, str]] = {}
        self._lemmas: dict[tuple[int, int], int] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Set the lemma of each known word, in small letters if need be; others keep theirs."""
        for token in doc:
            known = self._lemmas.get((token.pos, token.orth))
            if known is None and token.pos != PROPN:
                known = self._lemmas.get((token.pos, token.lower))
            if known is not None:
                token.lemma = known
        return doc

    def learn(self, table: Mapping[str, Mapping[str, str]]) -> None:
        """Take this table instead of the one there was."""
        add = self._strings.add
        self._table = table
        self._lemmas = {
            (add(pos), add(form)): add(lemma)
            for pos, lemmas in table.items()
            for form, lemma in lemmas.items()
        }

    def to_disk(self, folder: Path, exclude: tuple[str, ...] = ()) -> None:
        """Write the table; there is nothing to exclude."""
        del exclude
        folder.mkdir(exist_ok=True)
        (folder / _FILE).write_bytes(msgspec.json.encode(self._table, order="sorted") + b"\n")

    def from_disk(self, folder: Path, exclude: tuple[str, ...] = ()) -> Self:
        """Read the table that `to_disk` wrote."""
        del exclude
        content = (folder / _FILE).read_bytes()
        self.learn(msgspec.json.decode(content, type=dict[str, dict[str, str]]))
        return self


def known_lemmas(nlp: Language, name: str) -> KnownLemmas:
    """Make the part with an empty table, for spaCy to fill from its folder."""
    del name
    return KnownLemmas(nlp.vocab)
