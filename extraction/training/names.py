"""Takes the names, and only the names, out of GUM's entity annotation."""

import re
from collections.abc import Iterator
from typing import Final

from msgspec import Struct, structs

from extraction.training.treebanks import Name, Sentence, Word

TYPES: Final = {
    "person": "person",
    "organization": "organization",
    "place": "place",
    "event": "event",
    "object": "product",
    "abstract": "concept",
    "substance": "concept",
    "plant": "concept",
    "animal": "animal",
    "time": "date",
}
"""GUM's types of mention, and the entity types they become."""

_BRACKET: Final = re.compile(r"\((?P<opened>[^()-]+-[a-z]+)[^()]*|(?P<closed>[^()]+)\)|\)")
_PERSON_PARTS: Final = {"compound", "flat", "goeswith", "punct"}
_NAME_PARTS: Final = {*_PERSON_PARTS, "nummod", "nmod", "case", "amod", "det"}
_LINKS: Final = {"of", "for", "&"}
_DATE_BREAKS: Final = {"acl", "acl:relcl", "advcl", "appos", "conj", "parataxis"}
_LONGEST_DATE: Final = 7
_NAME_MARKS: Final = {"-", ".", "'", "\N{RIGHT SINGLE QUOTATION MARK}"}


class _Mention(Struct, frozen=True, kw_only=True):
    start: int
    end: int
    type: str


def named(sentence: Sentence) -> Sentence:
    """Add the names that GUM's `Entity=` column holds; the outermost of nested names wins."""
    mentions = sorted(_mentions(sentence.words), key=lambda mention: mention.start - mention.end)
    taken: set[int] = set()
    names: list[Name] = []
    for name in filter(None, (_name(sentence.words, mention) for mention in mentions)):
        places = set(range(name.start, name.end))
        if not places & taken:
            taken |= places
            names.append(name)
    return structs.replace(sentence, names=tuple(sorted(names, key=lambda name: name.start)))


def _mentions(words: tuple[Word, ...]) -> Iterator[_Mention]:
    """Every mention, nested ones too. `(12-person-…` opens, `12)` closes, `(12-person-…)` both."""
    opened: list[tuple[str, str, int]] = []
    for place, word in enumerate(words):
        for match in _BRACKET.finditer(word.mentions):
            if match["opened"]:
                number, kind = match["opened"].split("-", 1)
                opened.append((number, kind, place))
            elif opened:
                number, kind, start = _closed(opened, match["closed"])
                yield _Mention(start=start, end=place + 1, type=kind)


def _closed(opened: list[tuple[str, str, int]], number: str | None) -> tuple[str, str, int]:
    for index in range(len(opened) - 1, -1, -1):
        if number in {None, opened[index][0]}:
            return opened.pop(index)
    return opened.pop()


def _name(words: tuple[Word, ...], mention: _Mention) -> Name | None:
    inside = range(mention.start, mention.end)
    heads = [place for place in inside if words[place].head not in inside or _is_root(words, place)]
    head = heads[0]
    if mention.type == "time":
        return _date(words, mention, head)
    if words[head].pos != "PROPN":
        return None
    start, end = stretch(words, inside, head, is_person=mention.type in {"person", "animal"})
    return Name(start=start, end=end, type=TYPES[mention.type])


def _is_root(words: tuple[Word, ...], place: int) -> bool:
    return words[place].head == place


def _date(words: tuple[Word, ...], mention: _Mention, head: int) -> Name | None:
    end = mention.end
    for place in range(head + 1, mention.end):
        if words[place].head == head and words[place].dep in _DATE_BREAKS:
            end = min(end, _left_edge(words, place))
    end = _trimmed(words, head, end)
    kind = "date" if end - mention.start <= _LONGEST_DATE else None
    return Name(start=mention.start, end=end, type=kind)


def _left_edge(words: tuple[Word, ...], top: int) -> int:
    return min(place for place in range(len(words)) if _is_under(words, place, top))


def _is_under(words: tuple[Word, ...], place: int, top: int) -> bool:
    while place != top and words[place].head != place:
        place = words[place].head
    return place == top


def _trimmed(words: tuple[Word, ...], head: int, end: int) -> int:
    while end > head + 1 and words[end - 1].pos in {"PUNCT", "ADP", "CCONJ", "PART"}:
        end -= 1
    return end


def stretch(
    words: tuple[Word, ...], inside: range, head: int, *, is_person: bool = False
) -> tuple[int, int]:
    """Find the stretch around the head that is its name, without articles and relatives."""
    start, end = head, head + 1
    parts = _PERSON_PARTS if is_person else _NAME_PARTS
    while start > inside.start and _joins(words, start - 1, head, parts):
        start -= 1
    while end < inside.stop and _joins(words, end, head, parts):
        end += 1
    while start < head and not words[start].form[0].isalnum():
        start += 1
    return start, _trimmed(words, head, end)


def _joins(words: tuple[Word, ...], place: int, head: int, parts: set[str]) -> bool:
    """Whether every step from a word up to the head stays within the name."""
    while place != head:
        word = words[place]
        if word.head == place or word.dep.split(":")[0] not in parts or not _is_namelike(word):
            return False
        if word.dep in {"det", "case"} and word.head == head:
            return False
        place = word.head
    return True


def _is_namelike(word: Word) -> bool:
    if word.pos == "ADP":
        return word.form.lower() in _LINKS
    if word.pos == "PUNCT":
        return word.form in _NAME_MARKS
    return word.pos in {"PROPN", "NUM", "DET"} or word.form[0].isupper()
