"""Relations that a noun phrase tells by itself: "my sister Mira", "the inn in Stowe"."""

from collections.abc import Iterator
from typing import Final

from extraction.ages import age_of
from extraction.describing import aged, identity, possessions
from extraction.discourse import Discourse
from extraction.frames import Slot
from extraction.lexicon import lexicon
from extraction.modality import Standing
from extraction.noun_phrases import NounPhrase
from extraction.referents import Referent
from extraction.relating import Claimed
from extraction.slots import fits, settle
from extraction.wordlists import wordlist
from extraction.words import Sentence, Word

_NEAR: Final = {"in", "near", "outside", "at", "on"}
_SITED: Final = {"organization", "place", "event"}
_JOBS: Final = wordlist("phrasing", "jobs")
_SETTLING: Final = {"live", "move", "stay", "reside", "settle"}
_PLACE: Final = Slot(names=(), types=("place",))
_EMPLOYER: Final = Slot(names=(), types=("organization",))


def attributes(
    phrase: NounPhrase, sentence: Sentence, discourse: Discourse, *, is_claimed: bool
) -> Iterator[Claimed]:
    """Give what a phrase says of the thing it names; unless claimed, only whose it is."""
    for referent in discourse.resolve(phrase.head):
        yield from possessions(phrase, referent, discourse)
        if not is_claimed:
            continue
        if phrase.name:
            for noun in phrase.nouns:
                is_relation = noun.lemma in lexicon().relations and phrase.holder is not None
                if not is_relation:
                    yield from identity(referent, noun, phrase, is_said=False)
        yield from _appositions(phrase, referent, discourse)
        yield from _following(phrase, referent, sentence, discourse)


def _appositions(phrase: NounPhrase, referent: Referent, discourse: Discourse) -> Iterator[Claimed]:
    """Give what stands behind a name: "Desmond, seventy-two years old", "Renzo, an architect"."""
    if not phrase.name:
        return
    behind = phrase.head.kids("appos", "acl", "amod", "nummod", "conj", "list")
    for kid in behind:
        own = discourse.phrase(kid)
        if kid.place < phrase.name[-1].place:
            continue
        if kid.lemma in {"old", "year"} or kid.pos == "NUM":
            years = next((age for one in kid.subtree() if (age := age_of(one)) is not None), None)
            if years is not None and referent.type == "person":
                yield aged(referent, years, Standing(claim="holds", tense="present"), None)
        elif kid.relation == "appos" and own is not None and not own.name:
            for noun in own.nouns:
                yield from identity(referent, noun, own, is_said=False)
                yield from possessions(own, referent, discourse)


def _following(
    phrase: NounPhrase, referent: Referent, sentence: Sentence, discourse: Discourse
) -> Iterator[Claimed]:
    """Give what the prepositional phrase right behind says: where it is, where someone is from."""
    last = max(word.place for word in [*phrase.name, *phrase.nouns])
    case = _next_case(sentence, last)
    target = case.head if case is not None else None
    own = discourse.phrase(target) if target is not None else None
    if case is None or target is None or own is None or own is phrase:
        return
    for other in discourse.resolve(target):
        if other is not referent:
            yield from _placed(phrase, referent, case.lower, other, discourse)


def _next_case(sentence: Sentence, last: int) -> Word | None:
    for word in sentence.words[last + 1 : last + 4]:
        if word.relation == "case" and word.text != "'s":
            return word
        if word.text != "," and word.pos != "ADV":
            return None
    return None


def _placed(
    phrase: NounPhrase, referent: Referent, preposition: str, other: Referent, discourse: Discourse
) -> Iterator[Claimed]:
    nouns = {noun.lemma for noun in phrase.nouns}
    if nouns & _JOBS and preposition in {"at", "with"} and _is_owned_job(phrase):
        if other.is_named and other.hint != "place" and fits(other, _EMPLOYER):
            holders = discourse.resolve(phrase.holder)[:1] if phrase.holder else [discourse.speaker]
            settle(other, _EMPLOYER)
            for one in holders:
                yield Claimed(subject=one, predicate="works_at", object=other, raw="at")
    elif referent.type in _SITED and preposition in _NEAR and not _is_home(phrase):
        is_place = other.type == "place" or (other.type is None and other.hint != "organization")
        if is_place and other.is_named and fits(other, _PLACE):
            settle(other, _PLACE)
            yield Claimed(subject=referent, predicate="located_in", object=other, raw=preposition)
    elif referent.type == "event" and preposition == "with" and other.type == "organization":
        yield Claimed(subject=other, predicate="plans_to_attend", object=referent, raw="with")
    elif phrase.name and referent.type == "person" and preposition in {"from", "at"}:
        yield from _affiliated(referent, preposition, other)


def _is_home(phrase: NounPhrase) -> bool:
    """Whether the phrase only says where someone lives or moves: "a flat on Castle Street"."""
    head = phrase.head.head
    return not phrase.name and head is not None and head.lemma in _SETTLING


def _is_owned_job(phrase: NounPhrase) -> bool:
    return phrase.holder is not None or any(noun.lemma == "job" for noun in phrase.nouns)


def _affiliated(referent: Referent, preposition: str, other: Referent) -> Iterator[Claimed]:
    kind = other.type or other.hint
    if kind == "organization":
        yield Claimed(subject=referent, predicate="works_at", object=other, raw=preposition)
    elif preposition == "from" and other.is_named and fits(other, _PLACE):
        settle(other, _PLACE)
        yield Claimed(subject=referent, predicate="originally_from", object=other, raw="from")
