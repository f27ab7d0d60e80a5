"""Grows a parsed sentence out of a few words, without a pipeline."""

from typing import Final

from extraction.words import Sentence, Word

_POS: Final = {
    "NN": "NOUN", "NNS": "NOUN", "NNP": "PROPN", "VBZ": "VERB", "VBD": "VERB", "VBP": "VERB",
    "VB": "VERB", "IN": "ADP", "DT": "DET", "PRP": "PRON", "PRP$": "PRON", "CC": "CCONJ",
    "RB": "ADV", "JJ": "ADJ", "CD": "NUM",
}  # fmt: skip


def grown(text: str) -> Sentence:
    """Read `Dora/NNP/nsubj<works works/VBZ/root`, the head given by its text."""
    cells = [cell.split("/") for cell in text.split()]
    words = [_word(place, cell) for place, cell in enumerate(cells)]
    for word, cell in zip(words, cells, strict=True):
        dep, _, head = cell[2].partition("<")
        word.dep = dep
        if head:
            word.head = next(one for one in words if one.text == head)
            word.head.children.append(word)
    root = next(word for word in words if word.head is None)
    return Sentence(turn=0, words=words, root=root)


def drawn(sentence: Sentence) -> str:
    """Write the links of a sentence as `grown` reads them, without the tags."""
    return " ".join(
        f"{word.text}/{word.dep}" + (f"<{word.head.text}" if word.head else "")
        for word in sentence.words
    )


def _word(place: int, cell: list[str]) -> Word:
    text, tag = cell[0], cell[1]
    return Word(
        place=place,
        text=text,
        lemma=text.lower(),
        pos=_POS.get(tag, "PUNCT"),
        tag=tag,
        dep="",
        morph="",
        start=place * 10,
        end=place * 10 + len(text),
        children=[],
    )
