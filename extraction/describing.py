"""Relations inside noun phrases and between a thing and what it is said to be."""

from collections.abc import Iterator
from typing import Final

from extraction.calendars import Calendar
from extraction.discourse import Discourse
from extraction.lexicon import Relational, kinds_of, lexicon, type_of
from extraction.modality import Standing
from extraction.noun_phrases import NounPhrase, description_of, is_own_kin
from extraction.referents import Referent, everyone
from extraction.relating import Claimed
from extraction.words import Word

_NO_KINDS: Final = {"person", "concept", "activity", "condition", None}
_LOOSE_GROUPS: Final = {"team", "group", "squad"}
_ENDED: Final = {"late", "former", "ex", "old"}
_LANGUAGE_OWNERS: Final = {"favorite", "favourite", "fave", "fav"}


def possessions(phrase: NounPhrase, referent: Referent, discourse: Discourse) -> Iterator[Claimed]:
    """Give what "my sister Mira", "Tom's bike" or "Mom" says by itself."""
    if not phrase.nouns:
        return
    own = [discourse.speaker] if is_own_kin(phrase.nouns[0]) else []
    holders = discourse.resolve(phrase.holder) if phrase.holder is not None else own
    for holder in everyone(holders):
        for noun in phrase.nouns:
            is_crowd = noun.is_plural and not referent.is_named and noun.lemma != "parent"
            if holder is not referent and not _is_favourite(noun) and not is_crowd:
                yield from _held(holder, noun, referent)


def _held(holder: Referent, noun: Word, referent: Referent) -> Iterator[Claimed]:
    relation = lexicon().relations.get(noun.lemma)
    type_ = type_of(noun.lemma)
    if relation is not None:
        yield from _related(relation, holder, noun, referent)
    elif holder.type not in {"person", None}:
        return
    elif type_ == "animal":
        yield Claimed(subject=holder, predicate="has_pet", object=referent, raw=noun.lemma)
    elif type_ == "product" and "medicine" not in kinds_of(noun.lemma):
        yield Claimed(subject=holder, predicate="owns", object=referent, raw=noun.lemma)
    elif type_ == "condition":
        yield Claimed(subject=holder, predicate="has_condition", object=referent, raw=noun.lemma)


def _related(
    relation: Relational, holder: Referent, noun: Word, referent: Referent
) -> Iterator[Claimed]:
    subject, predicate, target, is_ended = relation.parts
    if predicate == "member_of" and noun.lemma in _LOOSE_GROUPS and not referent.is_named:
        return
    ends = {"holder": holder, "it": referent}
    modifiers = {kid.lower for kid in noun.kids("amod", "compound")}
    yield Claimed(
        subject=ends[subject],
        predicate=predicate,
        object=ends[target],
        raw=noun.lemma,
        state="ended" if is_ended or modifiers & {"late", "former", "ex"} else "current",
    )


def _is_favourite(noun: Word) -> bool:
    return any(kid.lower in _LANGUAGE_OWNERS for kid in noun.kids("amod", "compound"))


def identity(
    referent: Referent, noun: Word, phrase: NounPhrase | None, *, is_said: bool
) -> Iterator[Claimed]:
    """Give what calling a thing by a noun says: profession, kind, diet; `is_said`: "X is one"."""
    kinds = kinds_of(noun.lemma)
    text = _described(noun, phrase)
    if "profession" in kinds and referent.type in {"person", None}:
        referent.learn_type("person")
        yield Claimed(subject=referent, predicate="works_as", object=_literal(text), raw="be")
    elif "diet" in kinds:
        yield Claimed(
            subject=referent, predicate="follows_diet", object=_literal(noun.text.lower()), raw="be"
        )
    elif (
        referent.type != "person"
        and type_of(noun.lemma) not in _NO_KINDS
        and (referent.is_named or is_said)
    ):
        referent.learn_type(type_of(noun.lemma) or "concept")
        yield Claimed(subject=referent, predicate="is_a", object=_literal(text), raw="be")


def _described(noun: Word, phrase: NounPhrase | None) -> str:
    nouns = NounPhrase(head=noun, nouns=[noun])
    return (
        description_of(nouns)
        if phrase is None or noun in phrase.nouns or not phrase.name
        else noun.text
    )


def _literal(text: str) -> Referent:
    return Referent(name=text, type="literal")


def aged(referent: Referent, years: int, standing: Standing, when: Calendar | None) -> Claimed:
    """Say that a person or an animal has this age."""
    start = when if standing.claim == "planned" else None
    return Claimed(
        subject=referent, predicate="age", object=_literal(str(years)), raw="be", valid_from=start
    )
