"""Learns from the words of a noun phrase what kind of thing it speaks of."""

from typing import Final

from extraction.lexicon import given_names, kinds_of, lexicon, name_tail, type_of
from extraction.model import EntityType
from extraction.noun_phrases import NounPhrase, title_of
from extraction.referents import Gender, Referent
from extraction.wordlists import wordlist

_LONGEST_PERSON: Final = 3
_MOTION: Final = wordlist("learning", "motion")
_DOCTORS: Final = {"dr", "doctor"}
_LABELS: Final[dict[str, EntityType]] = {
    "person": "person", "organization": "organization", "place": "place", "event": "event",
    "animal": "animal", "product": "product",
}  # fmt: skip


def learn(referent: Referent, phrase: NounPhrase) -> None:
    """Take type, kinds and gender from the nouns, the title and the name of a phrase."""
    nouns = [noun.lemma for noun in phrase.nouns]
    last = phrase.name[-1].lower if phrase.name else ""
    if (
        not nouns
        and phrase.name
        and (phrase.name[-1].pos == "NOUN" or "language" in kinds_of(last))
    ):
        nouns = [last]
    for noun in nouns:
        referent.kinds |= kinds_of(noun)
        if known := type_of(noun):
            referent.learn_type(known)
    referent.kinds |= kinds_of(last) & {"school"}
    if (tail := _tail(phrase)) is not None:
        referent.learn_type(tail)
    if phrase.nouns:
        referent.noun = referent.noun or phrase.nouns[0].lemma
        _learn_gender(referent, nouns)
    if title := title_of(phrase):
        referent.learn_type("person")
        referent.kinds |= {"doctor"} if title in _DOCTORS else frozenset()
        _learn_gender(referent, [title])
    if referent.is_named and phrase.name:
        _learn_from_name(referent, phrase)


def _tail(phrase: NounPhrase) -> EntityType | None:
    """Give the type that a name tells by its last word, or by one such as "Club" inside it."""
    found: list[EntityType | None] = [name_tail(word.lower) for word in phrase.name]
    if found and found[-1] is None and "organization" in found:
        return "organization"
    return found[-1] if found else None


def gender_of_name(name: str) -> Gender:
    """Give the gender that bears a given name, if only one does."""
    known = given_names().get(name.split(maxsplit=1)[0].lower(), "") if name else ""
    return "male" if known == "male" else "female" if known == "female" else ""


def _learn_gender(referent: Referent, nouns: list[str]) -> None:
    genders = lexicon().genders
    for noun in nouns:
        known = genders.get(noun) or genders.get(noun.partition("-")[0])
        if known in {"male", "female"} and not referent.gender:
            referent.gender = "male" if known == "male" else "female"


def _learn_from_name(referent: Referent, phrase: NounPhrase) -> None:
    if _is_given(phrase) and referent.type in {None, "person"} and not _is_placed(phrase):
        referent.learn_type("person")
        referent.gender = referent.gender or gender_of_name(referent.name)
    elif _is_placed(phrase):
        referent.hint = "place"
    else:
        labels = [word.name_type for word in phrase.name if word.name_type in _LABELS]
        label = next((one for one in labels if one != "place" or len(phrase.name) > 1), "")
        referent.hint = referent.hint or _LABELS.get(label)


def _is_given(phrase: NounPhrase) -> bool:
    first = phrase.name[1 if title_of(phrase) and len(phrase.name) > 1 else 0].lower
    has_article = any(kid.lower in {"the", "a", "an"} for kid in phrase.head.kids("det"))
    is_short = len(phrase.name) <= _LONGEST_PERSON
    return first in given_names() and is_short and (not has_article or bool(phrase.nouns))


def _is_placed(phrase: NounPhrase) -> bool:
    """Whether a preposition says that it is a place; "to" and "from" do so after motion only."""
    cases = {kid.lower for kid in phrase.head.kids("case")}
    up = phrase.head.head
    is_motion = up is not None and up.lemma.partition(":")[0] in _MOTION
    return bool(cases & {"in", "at", "near", "outside"}) or (
        bool(cases & {"to", "from"}) and is_motion
    )
