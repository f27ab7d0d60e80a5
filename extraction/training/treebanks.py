"""Reads gzipped CoNLL-U and IOB2 files into sentences."""

import gzip
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from pathlib import Path

from msgspec import Struct, structs


class Word(Struct, frozen=True, kw_only=True):
    """One token of a treebank. `head` counts from 0; the root is its own head."""

    form: str
    lemma: str
    pos: str
    tag: str
    morph: str
    head: int
    dep: str
    is_spaced: bool = True
    mentions: str = ""


class Name(Struct, frozen=True, kw_only=True):
    """Words [start, end) of a sentence name something of this type; none = nobody knows."""

    start: int
    end: int
    type: str | None


class Sentence(Struct, frozen=True, kw_only=True):
    """A sentence with its names; `names` is absent where the corpus marks none."""

    sentence_id: str
    document: str
    words: tuple[Word, ...]
    names: tuple[Name, ...] | None = None


def read_treebank(path: Path) -> Iterator[Sentence]:
    """Yield the sentences of a gzipped CoNLL-U file in order, without names."""
    document = ""
    for is_blank, block in groupby(_lines(path), key=lambda line: not line):
        rows = [] if is_blank else list(block)
        document = _comment(rows, "newdoc id") or document
        words = _words([row.split("\t") for row in rows if not row.startswith("#")])
        if words:
            yield Sentence(sentence_id=_comment(rows, "sent_id"), document=document, words=words)


def read_iob2(path: Path) -> Iterator[tuple[str, list[str]]]:
    """Yield the id and the IOB2 labels of each sentence of a gzipped Universal NER file."""
    for is_blank, block in groupby(_lines(path), key=lambda line: not line):
        if not is_blank:
            rows = list(block)
            labels = [row.split("\t")[2] for row in rows if not row.startswith("#")]
            yield _comment(rows, "sent_id"), labels


def reduced(sentence: Sentence, kept: list[int]) -> Sentence:
    """Keep these words alone; a word whose head is gone becomes a root."""
    now = {place: index for index, place in enumerate(kept)}
    words = [
        structs.replace(word, head=now.get(word.head, index))
        for index, word in enumerate(sentence.words[place] for place in kept)
    ]
    for index, (place, following) in enumerate(pairwise(kept)):
        if following != place + 1:
            words[index] = structs.replace(words[index], is_spaced=True)
    names = sentence.names and tuple(
        Name(start=now[name.start], end=now[name.end - 1] + 1, type=name.type)
        for name in sentence.names
        if name.start in now and name.end - 1 in now
    )
    return structs.replace(sentence, words=tuple(words), names=names)


def inserted(sentence: Sentence, word: Word, place: int, kind: str) -> Sentence:
    """Put in one word, a name of this type, whose head stands before it."""
    words = [
        structs.replace(other, head=other.head + (other.head >= place)) for other in sentence.words
    ]
    words[place - 1] = structs.replace(words[place - 1], is_spaced=True)
    names = sentence.names and tuple(
        structs.replace(
            name, start=name.start + (name.start >= place), end=name.end + (name.end > place)
        )
        for name in sentence.names
    )
    name = Name(start=place, end=place + 1, type=kind)
    together = names if names is None else (*names, name)
    return structs.replace(sentence, words=(*words[:place], word, *words[place:]), names=together)


def chunks(sentences: Iterable[Sentence], lengths: Sequence[int]) -> Iterator[list[Sentence]]:
    """Cut each document into runs of these many sentences, in turn."""
    turn = 0
    for _, group in groupby(sentences, key=lambda sentence: sentence.document):
        rest = list(group)
        while rest:
            length = lengths[turn % len(lengths)]
            yield rest[:length]
            rest, turn = rest[length:], turn + 1


def _lines(path: Path) -> Iterator[str]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            yield line.rstrip("\n")


def _comment(rows: list[str], key: str) -> str:
    start = f"# {key} = "
    return next((row.removeprefix(start) for row in rows if row.startswith(start)), "")


def _words(rows: list[list[str]]) -> tuple[Word, ...]:
    glued = _glued(rows)
    return tuple(_word(row, row[0] not in glued) for row in rows if row[0].isdecimal())


def _glued(rows: list[list[str]]) -> set[str]:
    """Numbers of the words that no space follows."""
    glued = {row[0] for row in rows if "SpaceAfter=No" in row[9] and "-" not in row[0]}
    for row in rows:
        if "-" in row[0]:
            first, last = map(int, row[0].split("-"))
            glued.update(map(str, range(first, last)))
            if "SpaceAfter=No" in row[9]:
                glued.add(str(last))
            else:
                glued.discard(str(last))
    return glued


def _word(row: list[str], is_spaced: bool) -> Word:
    number, form, lemma, pos, tag, morph, head, dep, _, notes = row
    parts = dict(part.split("=", 1) for part in notes.split("|") if "=" in part)
    return Word(
        form=form.replace(" ", ""),
        lemma=form if lemma == "_" else lemma,
        pos=pos,
        tag=tag,
        morph="" if morph == "_" else morph,
        head=int(number) - 1 if head == "0" else int(head) - 1,
        dep="ROOT" if head == "0" else dep,
        is_spaced=is_spaced,
        mentions=parts.get("Entity", ""),
    )
