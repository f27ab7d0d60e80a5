"""Learns which word forms always have the same lemma."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Final

from extraction.training.treebanks import Sentence

_SHARE: Final = 0.99
_WITHOUT_LEMMAS: Final = {"NUM", "PUNCT", "SYM", "X"}


def lemma_table(sentences: Iterable[Sentence]) -> dict[str, dict[str, str]]:
    """Map part of speech and form, in small letters where that says enough, to the lemma."""
    counts: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for sentence in sentences:
        for word in sentence.words:
            for form in {word.form, _inside_a_sentence(word.form, word.pos)}:
                counts[word.pos, form][word.lemma] += 1
    clear = {key: lemmas.most_common(1)[0][0] for key, lemmas in counts.items() if _clear(lemmas)}
    table: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for (pos, form), lemma in clear.items():
        small = _inside_a_sentence(form, pos)
        if pos not in _WITHOUT_LEMMAS and (form == small or clear.get((pos, small)) != lemma):
            table[pos][form] = lemma
    return dict(table)


def _clear(lemmas: Counter[str]) -> bool:
    return lemmas.most_common(1)[0][1] >= _SHARE * lemmas.total()


def _inside_a_sentence(form: str, pos: str) -> str:
    return form if pos == "PROPN" else form.lower()
