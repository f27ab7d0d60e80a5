"""Turns text into parsed sentences: the only module of the rules that knows spaCy."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace
from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from extraction.agreement import stems
from extraction.coordination import join_verbs
from extraction.frames import frames
from extraction.mending import mend
from extraction.preparing import Prepared, irregular_forms, prepared
from extraction.segments import segments
from extraction.words import Sentence, Word

_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_TEXTS_KEPT: Final = 1_000
_LONGEST_KEPT: Final = 1_000


class Reader:
    """Parses turns with a loaded pipeline."""

    def __init__(self, pipeline: Language) -> None:
        """Take the pipeline as `parsing.load` gives it."""
        self._pipeline = pipeline
        self._known: dict[str, list[Sentence]] = {}

    def read(self, texts: Sequence[str]) -> list[list[Sentence]]:
        """Give the sentences of each text, in order; what was read lately is not read again.

        A turn comes up to ten times more, as what was said before the next ones.
        """
        readable = [_SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text) for text in texts]
        known = [self._known.pop(text, None) for text in readable]
        new = iter(
            self._parsed([text for text, one in zip(readable, known, strict=True) if one is None])
        )
        found = [next(new) if one is None else one for one in known]
        self._remember(readable, found)
        return [
            [replace(sentence, turn=turn) for sentence in sentences]
            for turn, sentences in enumerate(found)
        ]

    def _remember(self, texts: Sequence[str], found: Sequence[list[Sentence]]) -> None:
        """Keep the last texts, the longest without use first to go."""
        self._known |= {
            text: sentences
            for text, sentences in zip(texts, found, strict=True)
            if len(text) <= _LONGEST_KEPT
        }
        for text in list(self._known)[: max(0, len(self._known) - _TEXTS_KEPT)]:
            del self._known[text]

    def _parsed(self, texts: Sequence[str]) -> list[list[Sentence]]:
        pieces = [
            (turn, start, text[start:end], is_one)
            for turn, text in enumerate(texts)
            for start, end, is_one in segments(text)
        ]
        sentences: list[list[Sentence]] = [[] for _ in texts]
        ready = [prepared(piece) for _, _, piece, _ in pieces]
        docs = self._pipeline.pipe(
            (self._doc(one.text, is_one=cut[3]) for one, cut in zip(ready, pieces, strict=True)),
            batch_size=128,
        )
        for (turn, offset, piece, _), one, doc in zip(pieces, ready, docs, strict=True):
            sentences[turn].extend(_sentences(doc, Source(turn, offset, piece, one)))
        return sentences

    def _doc(self, text: str, *, is_one: bool) -> Doc:
        """Tokenize; `is_one` forbids the parser to see more than one sentence."""
        doc = self._pipeline.make_doc(text)
        for token in doc[1:] if is_one else []:
            token.is_sent_start = False
        return doc


class Source(Struct, frozen=True):
    """Where a parsed stretch comes from: its turn, its first character there, its text."""

    turn: int
    offset: int
    text: str
    prepared: Prepared


def _sentences(doc: Doc, source: Source) -> Iterator[Sentence]:
    if "-" in doc.text:
        _hyphenated(doc)
    times = list(source.prepared.left_out)
    for span in doc.sents:
        tokens = [token for token in span if not token.is_space]
        if not any(token.is_alpha or token.like_num for token in tokens):
            continue
        words = _words(tokens, source)
        last = tokens[-1].i == doc[-1].i
        words, times = _with_times(words, times, source, is_last=last)
        root = next((word for word in words if word.head is None), words[0])
        sentence = Sentence(turn=source.turn, words=words, root=root)
        mend(sentence)
        join_verbs(sentence)
        yield sentence


def _words(tokens: list[Token], source: Source) -> list[Word]:
    words = {token.i: _word(token, source) for token in tokens}
    for token in tokens:
        word = words[token.i]
        if token.head.i != token.i and token.head.i in words:
            word.head = words[token.head.i]
            word.head.children.append(word)
    return _numbered(list(words.values()))


def _numbered(words: list[Word]) -> list[Word]:
    for place, word in enumerate(words):
        word.place = place
    return words


def _with_times(
    words: list[Word], times: list[tuple[int, int]], source: Source, *, is_last: bool
) -> tuple[list[Word], list[tuple[int, int]]]:
    """Put the times that were left out back in, under the verb before them; give what is over."""
    later: list[tuple[int, int]] = []
    for start, end in times:
        if source.offset + start > words[-1].end and not is_last:
            later.append((start, end))
            continue
        text = source.text[start:end].strip()
        first = source.offset + end - len(text)
        before = [word for word in words if word.end <= first]
        time = _time(text, first, _time_head(words, len(before)))
        if before:
            before[-1].space = before[-1].space or " "
        words = _numbered([*before, time, *words[len(before) :]])
    return words, later


def _time(text: str, start: int, head: Word) -> Word:
    time = Word(
        place=0, text=text, lemma=text.lower(), pos="NOUN", tag="NN", dep="obl:unmarked", morph="",
        start=start, end=start + len(text), name_type="date", head=head, children=[],
    )  # fmt: skip
    head.children.append(time)
    head.children.sort(key=lambda kid: kid.start)
    return time


def _time_head(words: list[Word], place: int) -> Word:
    verbs = [word for word in words if word.pos == "VERB" or word.kids("cop") or word.head is None]
    before = [word for word in verbs if word.place < place]
    return before[-1] if before else verbs[0]


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


def _lemma(token: Token) -> str:
    """Trust the tables of irregular verbs and of frames more than the trained lemmatizer."""
    word, lemma = token.lower_, token.lemma_.lower()
    if token.pos_ != "VERB":
        return lemma
    if word in irregular_forms():
        return irregular_forms()[word]
    options = stems(word)
    known = [option for option in [lemma, *options] if option in frames().verbs]
    return known[0] if known else lemma if lemma in options or not options else options[-1]


def _word(token: Token, source: Source) -> Word:
    start, end = source.prepared.span(token.idx, token.idx + len(token.text))
    return Word(
        place=token.i,
        text=token.text,
        lemma=_lemma(token),
        pos=token.pos_,
        tag=token.tag_,
        dep="root" if token.head.i == token.i else token.dep_,
        morph=str(token.morph),
        start=source.offset + start,
        end=source.offset + end,
        name_type=token.ent_type_,
        space=token.whitespace_,
        children=[],
    )
