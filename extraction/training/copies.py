"""Makes new training sentences of old ones: other names, and clauses that stand alone."""

from collections.abc import Iterator, Sequence
from random import Random
from typing import Final

from msgspec import structs

from extraction.training import name_lists
from extraction.training.noise import noisy
from extraction.training.treebanks import Sentence, Word, chunks, inserted, reduced

_LENGTHS: Final = (4, 2, 1, 1)
_CHATTY, _RENAMED, _CUT_OUT = 0.4, 0.6, 0.5
"""How likely a run is copied in chat spelling or with other names, and a clause cut out."""

_CLAUSES: Final = {"ccomp", "conj", "parataxis", "advcl"}
_OPENERS: Final = {"mark", "cc", "punct"}
_INTRODUCTIONS: Final = 4
_PETS: Final = {"dog", "cat", "puppy", "kitten", "horse"}
_RELATIVES: Final = {
    *("sister", "brother", "wife", "husband", "spouse", "partner", "mother", "mom", "mum"),
    *("father", "dad", "son", "daughter", "uncle", "aunt", "cousin", "nephew", "niece"),
    *("grandma", "grandmother", "grandpa", "grandfather", "friend", "girlfriend", "boyfriend"),
    *("boss", "manager", "colleague", "coworker", "neighbor", "neighbour", "roommate"),
    *_PETS,
}
_AFTER_NAMES: Final = {"VERB", "AUX", "ADP", "PUNCT", "CCONJ", "ADV", "PART", "SCONJ", "PRON"}
_BEFORE_TITLES: Final = {"DET", "ADJ", "PRON"}
"""Before "Senator" or "State", which are titles and no names of their own."""

_FEWEST_WORDS: Final = 3
_FAMILY_NAME_ALONE: Final = 0.15


def copies(sentences: Sequence[Sentence], random: Random) -> Iterator[list[Sentence]]:
    """Yield runs in chat spelling, runs with other names, and clauses on their own, by chance."""
    for chunk in chunks(sentences, _LENGTHS):
        if random.random() < _CHATTY:
            yield [noisy(_maybe_renamed(sentence, random), random) for sentence in chunk]
        if random.random() < _RENAMED and any(_has_people(sentence) for sentence in chunk):
            yield [renamed(sentence, random) for sentence in chunk]
    for sentence in _single_copies(sentences, random):
        yield [noisy(sentence, random) if random.random() < _CHATTY else sentence]


def renamed(sentence: Sentence, random: Random) -> Sentence:
    """Give the people and the places of a sentence other names, word by word."""
    words = list(sentence.words)
    for name in sentence.names or ():
        before = words[name.start - 1].pos if name.start else ""
        for place in range(name.start, name.end):
            is_given = words[place].pos == "PROPN" and words[place].form.istitle()
            if is_given and before not in _BEFORE_TITLES:
                is_first = place == name.start
                form = _other(name.type, is_first, name.end - name.start, random)
                if form:
                    words[place] = structs.replace(words[place], form=form, lemma=form)
    return structs.replace(sentence, words=tuple(words))


def clauses(sentence: Sentence) -> Iterator[Sentence]:
    """Cut out each clause that has its own subject and finite verb, as a sentence of its own."""
    words = sentence.words
    for top, word in enumerate(words):
        if word.dep in _CLAUSES and _is_finite(words, top):
            places = _without_openers(words, top, _below(words, top))
            is_whole = places[-1] - places[0] + 1 == len(places)
            if is_whole and len(places) >= _FEWEST_WORDS and top in places:
                yield _closed(reduced(sentence, places), top - places[0])


def introduced(sentence: Sentence, random: Random) -> Sentence:
    """Name the first unnamed relative or pet with a possessive: "my sister" + "Mira"."""
    words = sentence.words
    for place, word in enumerate(words):
        is_owned = any(other.dep == "nmod:poss" and other.head == place for other in words)
        following = words[place + 1].pos if place + 1 < len(words) else "PUNCT"
        is_relative = word.lemma in _RELATIVES and "Number=Sing" in word.morph
        if is_owned and is_relative and following in _AFTER_NAMES:
            form = random.choice(name_lists.first_names())
            kind = "animal" if word.lemma in _PETS else "person"
            name = Word(
                form=form,
                lemma=form,
                pos="PROPN",
                tag="NNP",
                morph="Number=Sing",
                head=place,
                dep="appos",
                is_spaced=word.is_spaced,
            )
            return inserted(sentence, name, place + 1, kind)
    return sentence


def _single_copies(sentences: Sequence[Sentence], random: Random) -> Iterator[Sentence]:
    for sentence in sentences:
        named = (introduced(sentence, random) for _ in range(_INTRODUCTIONS))
        yield from (copy for copy in named if copy is not sentence)
        kept = (clause for clause in clauses(sentence) if random.random() < _CUT_OUT)
        yield from (_maybe_renamed(clause, random) for clause in kept)


def _maybe_renamed(sentence: Sentence, random: Random) -> Sentence:
    return renamed(sentence, random) if random.random() < _RENAMED else sentence


def _has_people(sentence: Sentence) -> bool:
    return any(name.type in {"person", "place"} for name in sentence.names or ())


def _other(kind: str | None, is_first: bool, length: int, random: Random) -> str | None:
    if kind == "person" and is_first:
        alone = length == 1 and random.random() < _FAMILY_NAME_ALONE
        return random.choice(name_lists.last_names() if alone else name_lists.first_names())
    if kind == "person":
        return random.choice(name_lists.last_names())
    if kind == "place" and length == 1:
        return random.choice([name for name in name_lists.places() if " " not in name])
    return None


def _is_finite(words: tuple[Word, ...], top: int) -> bool:
    family = [word for place, word in enumerate(words) if top in {word.head, place}]
    has_subject = any(word.dep.startswith("nsubj") for word in family)
    return has_subject and any("VerbForm=Fin" in word.morph for word in family)


def _below(words: tuple[Word, ...], top: int) -> list[int]:
    places = {top}
    while True:
        more = {place for place, word in enumerate(words) if word.head in places} - places
        if not more:
            return sorted(places)
        places |= more


def _without_openers(words: tuple[Word, ...], top: int, places: list[int]) -> list[int]:
    """Leave off conjunctions and marks before the clause, and marks after it."""
    heads = {words[place].head for place in places if place != top}
    while words[places[0]].dep in _OPENERS and places[0] not in heads:
        places = places[1:]
    while words[places[-1]].pos == "PUNCT" and places[-1] not in heads:
        places = places[:-1]
    return places


def _closed(sentence: Sentence, top: int) -> Sentence:
    """Make the clause a sentence: its verb the root, a capital first, a full stop last."""
    words = list(sentence.words)
    words[top] = structs.replace(words[top], dep="ROOT", head=top)
    first = words[0].form
    words[0] = structs.replace(words[0], form=first[:1].upper() + first[1:])
    words[-1] = structs.replace(words[-1], is_spaced=False)
    stop = Word(form=".", lemma=".", pos="PUNCT", tag=".", morph="", head=top, dep="punct")
    return structs.replace(sentence, words=(*words, stop))
