"""Turns text into parsed sentences: the only module of the rules that knows spaCy."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from extraction.words import Sentence, Word

_BREAK: Final = re.compile(
    r"(?<=[.!?\N{HORIZONTAL ELLIPSIS}])[\"')\]\N{RIGHT DOUBLE QUOTATION MARK}]*\s+(?=\S)"
    r"|\s*\n+\s*|\s*[\U0001F300-\U0001FAFF\u2600-\u27BF]+\uFE0F?\s*"
)
_ABBREVIATION: Final = re.compile(
    r"(?:\b(?:mr|mrs|ms|dr|prof|st|mt|jr|sr|vs|etc|approx|no|e\.g|i\.e|a\.m|p\.m)|\b[A-Z])\.$",
    re.IGNORECASE,
)


class Reader:
    """Parses turns with a loaded pipeline."""

    def __init__(self, pipeline: Language) -> None:
        """Take the pipeline as `parsing.load` gives it."""
        self._pipeline = pipeline

    def read(self, texts: Sequence[str]) -> list[list[Sentence]]:
        """Give the sentences of each text, in order."""
        pieces = [
            (turn, start, text[start:end])
            for turn, text in enumerate(texts)
            for start, end in _segments(text)
        ]
        sentences: list[list[Sentence]] = [[] for _ in texts]
        docs = self._pipeline.pipe((piece for _, _, piece in pieces), batch_size=128)
        for (turn, offset, _), doc in zip(pieces, docs, strict=True):
            sentences[turn].extend(_sentences(doc, turn, offset))
        return sentences


def _segments(text: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches between breaks that no parser should read across."""
    start = 0
    for match in _BREAK.finditer(text):
        if _ABBREVIATION.search(text[start : match.start()]):
            continue
        if text[start : match.start()].strip():
            yield start, match.start()
        start = match.end()
    if text[start:].strip():
        yield start, len(text)


def _sentences(doc: Doc, turn: int, offset: int) -> Iterator[Sentence]:
    if "-" in doc.text:
        _hyphenated(doc)
    for span in doc.sents:
        tokens = [token for token in span if not token.is_space]
        if not any(token.is_alpha or token.like_num for token in tokens):
            continue
        words = _words(tokens, offset)
        root = next((word for word in words if word.head is None), words[0])
        yield Sentence(turn=turn, words=words, root=root)


def _words(tokens: list[Token], offset: int) -> list[Word]:
    words = {token.i: _word(token, offset, place) for place, token in enumerate(tokens)}
    for token in tokens:
        word = words[token.i]
        if token.head.i != token.i and token.head.i in words:
            word.head = words[token.head.i]
            word.head.children.append(word)
    return list(words.values())


def _hyphenated(doc: Doc) -> None:
    """Make one token of the parts of a hyphenated word, such as "sister-in-law"."""
    spans: list[Span] = []
    start = 0
    for place, token in enumerate(doc):
        if token.whitespace_ or not _is_part(token) or place == len(doc) - 1:
            last = place + 1 if _is_part(token) else place
            text = doc[start:last].text if last - start > 1 else ""
            if "-" in text.strip("-") and any(part.isalpha() for part in text.split("-")):
                spans.append(doc[start:last])
            start = place + 1
    if spans:
        with doc.retokenize() as retokenizer:
            for span in spans:
                lemma = span[:-1].text.lower() + span[-1].lemma_.lower()
                retokenizer.merge(span, attrs={"LEMMA": lemma})


def _is_part(token: Token) -> bool:
    return token.text.isalnum() or token.text == "-"


def _word(token: Token, offset: int, place: int) -> Word:
    start = offset + token.idx
    return Word(
        place=place,
        text=token.text,
        lemma=token.lemma_.lower(),
        pos=token.pos_,
        tag=token.tag_,
        dep="root" if token.head.i == token.i else token.dep_,
        morph=str(token.morph),
        start=start,
        end=start + len(token.text),
        name_type=token.ent_type_,
        space=token.whitespace_,
        children=[],
    )
