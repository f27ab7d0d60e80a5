"""Marks what can be known of the names in a corpus that has none marked, such as EWT."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Final

from msgspec import Struct, structs

from extraction.training import name_lists
from extraction.training.names import stretch
from extraction.training.treebanks import Name, Sentence, Word

_WITHIN_NAMES: Final = {"compound", "flat", "goeswith"}
_WORDS_OF_TIME: Final = {"NOUN", "PROPN", "NUM"}
_ORGANIZATIONS: Final = {"Inc", "Inc.", "Corp", "Corp.", "Ltd", "Ltd.", "LLC", "University", "Bank"}


class Known(Struct, frozen=True, kw_only=True):
    """Full names by type, first names, and the lemmas that expressions of time are built of."""

    types: dict[str, str]
    first_names: frozenset[str]
    times: frozenset[str]


def known_of(sentences: Iterable[Sentence]) -> Known:
    """Learn names and words of time from a corpus with marked names; add the name lists."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    times: set[str] = set()
    for sentence in sentences:
        for name in sentence.names or ():
            words = sentence.words[name.start : name.end]
            if name.type == "date":
                times.update(word.lemma for word in words if word.pos in _WORDS_OF_TIME)
            elif name.type:
                counts[_joined(words)][name.type] += 1
    types = {name: count.most_common(1)[0][0] for name, count in counts.items()}
    people = frozenset(name_lists.first_names()) - times
    types.update(dict.fromkeys(name_lists.places(), "place"))
    return Known(types=types, first_names=people, times=frozenset(times))


def guessed(sentence: Sentence, known: Known) -> Sentence:
    """Add each proper name with its type where known, and without where not; the rest is none."""
    words = sentence.words
    names: list[Name] = []
    for head, word in enumerate(words):
        is_name = word.pos == "PROPN" and word.dep.split(":")[0] not in _WITHIN_NAMES
        start, end = stretch(words, range(len(words)), head) if is_name else (head, head + 1)
        if is_name and all(name.end <= start for name in names):
            names.append(Name(start=start, end=end, type=_type(words[start:end], known)))
        elif _is_unclear(word, known) and all(name.end <= head for name in names):
            names.append(Name(start=head, end=head + 1, type=None))
    return structs.replace(sentence, names=tuple(names))


def _type(words: tuple[Word, ...], known: Known) -> str | None:
    if words[-1].form in _ORGANIZATIONS:
        return "organization"
    if words[-1].lemma in known.times:
        return None
    found = known.types.get(_joined(words))
    is_person = found != "place" and words[0].form in known.first_names
    return "person" if is_person else found


def _is_unclear(word: Word, known: Known) -> bool:
    """Whether a word may be in a name or a date: what is left over of names, numbers, times."""
    is_time = word.pos in _WORDS_OF_TIME and word.lemma in known.times
    return is_time or word.pos in {"PROPN", "NUM", "X"}


def _joined(words: tuple[Word, ...]) -> str:
    return " ".join(word.form for word in words)
