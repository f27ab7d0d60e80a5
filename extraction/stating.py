"""Reads what a subject is said to be: its name, age, profession, kind, or someone's sister."""

from collections.abc import Iterator
from typing import Final

from extraction.ages import age_of
from extraction.calendars import Calendar
from extraction.clauses import coordinated
from extraction.describing import aged, identity, possessions
from extraction.discourse import Discourse
from extraction.frames import frames
from extraction.lexicon import given_names, kinds_of, lexicon, type_of
from extraction.modality import Standing
from extraction.noun_phrases import NounPhrase, description_of, name_of
from extraction.referents import Referent, everyone
from extraction.relating import Claimed, Context
from extraction.slots import date_referent
from extraction.words import Word

_FAVOURITE: Final = {"favorite", "favourite", "fave", "fav"}
_BODILY: Final = ("-handed", "-sighted", "-haired", "-eyed", "-blind", "-legged")
_DOERS: Final = ("er", "or", "ist", "ant", "ian", "man", "woman")
_BIRTHDAYS: Final = {"birthday", "bday"}
_FULL: Final = 2
_NAMES: Final = {"name", "nickname"}
_ENDING: Final = {"works_as", "follows_diet"}


def stated(context: Context, discourse: Discourse) -> Iterator[Claimed]:
    """Give the relations in "X is Y", "X is called Y" and "my favourite X is Y"."""
    clause = context.clause
    if clause.lemma in {"call", "name"}:
        yield from _called(context, discourse)
        return
    head = clause.head
    if context.standing.claim == "wanted":
        return
    if clause.kind == "verb" and clause.lemma != "be":
        return
    words = clause.slot("subject")
    subjects = [one for word in words for one in everyone(discourse.resolve(word))]
    if not words and context.slots.speaker_drops:
        subjects = [discourse.speaker]
    about = discourse.phrase(words[0]) if words else None
    if about is not None and about.nouns and not about.name:
        special = list(_about_name_or_favourite(about, context, discourse))
        if special or about.nouns[0].lemma in _NAMES:
            yield from special
            return
    for subject in subjects if not head.kids("case") else []:
        yield from _is(subject, context, discourse)


def _called(context: Context, discourse: Discourse) -> Iterator[Claimed]:
    """Let a thing bear the name it is said to have."""
    clause = context.clause
    for word in clause.slot("object")[:1]:
        for name in clause.slot("complement")[:1]:
            yield from _named(discourse.resolve(word), name, discourse)


def _about_name_or_favourite(
    about: NounPhrase, context: Context, discourse: Discourse
) -> Iterator[Claimed]:
    """Read "X's name is Y", "my favourite X is Y", "X's birthday is …", "X's flatmates are …"."""
    head, noun = context.clause.head, about.nouns[0]
    holder = discourse.resolve(about.holder) if about.holder is not None else []
    if noun.lemma in _NAMES and about.holder is not None:
        yield from _named(holder, head, discourse)
        yield from _kept(holder, discourse)
    elif any(kid.lower in _FAVOURITE for kid in noun.kids("amod", "compound")):
        holders = holder or ([] if noun.kids("det") else [discourse.speaker])
        for one in holders:
            for other in discourse.resolve(head):
                yield Claimed(subject=one, predicate="has_favorite", object=other, raw="favorite")
    elif noun.lemma in _BIRTHDAYS and context.times.start is not None:
        yield from (_born(one, context.times.start) for one in holder)
    elif _is_held(noun) and holder and not head.kids("case"):
        yield from _kin_named(about, head, discourse)


def _is_held(noun: Word) -> bool:
    return noun.lemma in lexicon().relations or type_of(noun.lemma) == "animal"


def _born(person: Referent, start: Calendar) -> Claimed:
    """Give a birthday as month and day; the year is that of the party."""
    date = date_referent(start)
    if date.name.count("-") == _FULL:
        date = Referent(name=date.name[5:], type="date")
    return Claimed(subject=person, predicate="birthday", object=date, raw="birthday")


def _kin_named(about: NounPhrase, head: Word, discourse: Discourse) -> Iterator[Claimed]:
    words = coordinated(head)
    for word in words:
        named = discourse.phrase(word)
        one = discourse.resolve(about.head)
        if named is not None and named.name and len(words) == 1 and len(one) == 1:
            _name_once(one[0], name_of(named), discourse)
        for other in discourse.resolve(word) if named is not None and named.name else []:
            if len(words) == 1:
                discourse.point(about.head, other)
            yield from possessions(about, other, discourse)


def _name_once(referent: Referent, name: str, discourse: Discourse) -> None:
    if not referent.is_named and not referent.is_plural and not referent.is_self:
        discourse.rename(referent, name)


def _kept(referents: list[Referent], discourse: Discourse) -> Iterator[Claimed]:
    """Take an animal whose name the speaker tells, and that is nobody else's, for the speaker's."""
    for one in referents:
        if one.type == "animal" and one.holder is None:
            yield Claimed(subject=discourse.speaker, predicate="has_pet", object=one, raw="name")


def _named(referents: list[Referent], name: Word, discourse: Discourse) -> Iterator[Claimed]:
    phrase = discourse.phrase(name)
    if len(referents) != 1 or phrase is None or not (phrase.name or phrase.nouns):
        return
    referent = referents[0]
    text = name_of(phrase) if phrase.name else name.text.title()
    if referent.name == text:
        return
    if referent.is_self or referent.is_named:
        literal = Referent(name=text, type="literal")
        yield Claimed(subject=referent, predicate="named", object=literal, raw="name")
        return
    kind = referent.noun if referent.holder is not None else referent.name
    discourse.rename(referent, text)
    if referent.noun and referent.type != "person":
        literal = Referent(name=kind, type="literal")
        yield Claimed(subject=referent, predicate="is_a", object=literal, raw="name")


def _is(subject: Referent, context: Context, discourse: Discourse) -> Iterator[Claimed]:
    head = context.clause.head
    years = _years(head, context.standing)
    if (
        years is not None
        and subject.type in {"person", "animal", None}
        and subject.gender != "thing"
    ):
        yield aged(subject, years, context.standing, context.times.start)
        return
    is_over = context.standing.tense == "past" and not context.standing.is_perfect
    if subject.is_self and head.pos == "PROPN":
        yield from _ages(subject, head, context)
    for one in _predicated(subject, head, discourse):
        is_job = bool(context.clause.slot("at")) and head.lemma.endswith(_DOERS)
        if one.predicate == "has_attribute" and is_job:
            one.predicate = "works_as"
        is_passing = one.predicate in _ENDING and (is_over or context.standing.claim == "ended")
        one.state = "ended" if is_passing else one.state
        one.valid_from = context.times.start if context.times.is_since else one.valid_from
        yield one


def _predicated(subject: Referent, head: Word, discourse: Discourse) -> Iterator[Claimed]:
    """Give what a noun, a name or an adjective says of the subject."""
    phrase = discourse.phrase(head)
    if "diet" in kinds_of(head.lower):
        yield Claimed(
            subject=subject,
            predicate="follows_diet",
            object=Referent(name=head.lower, type="literal"),
            raw="be",
        )
    elif head.lower.endswith(_BODILY):
        yield Claimed(
            subject=subject,
            predicate="has_attribute",
            object=Referent(name=head.lower, type="literal"),
            raw="be",
        )
    elif phrase is not None and phrase.name and not phrase.nouns:
        yield from _is_name(subject, head, phrase, discourse)
    elif phrase is not None:
        if head in phrase.name and subject.is_self:
            yield from _is_name(subject, head, phrase, discourse)
        for noun in phrase.nouns:
            found = [
                *identity(subject, noun, phrase, is_said=True),
                *_related(subject, noun, discourse),
            ]
            yield from found or _quality(subject, noun, phrase)


def _is_name(
    subject: Referent, head: Word, phrase: NounPhrase, discourse: Discourse
) -> Iterator[Claimed]:
    """Let "I'm Maya" tell a name, and "my phone is a Solis 4" which phone it is."""
    name = name_of(phrase)
    if subject.is_self and _is_introduced(name, head):
        discourse.call_also(subject, name)
    if subject.is_self and subject in discourse.resolve(head):
        if subject.name != name:
            literal = Referent(name=name, type="literal")
            yield Claimed(subject=subject, predicate="named", object=literal, raw="be")
    elif subject.holder is not None and not subject.is_named and subject.type == "product":
        discourse.rename(subject, name)


def _ages(subject: Referent, head: Word, context: Context) -> Iterator[Claimed]:
    """Read "I'm Maya, 31"."""
    for kid in head.kids("amod", "nummod"):
        years = age_of(kid) if kid.place > head.place else None
        if years is not None:
            yield aged(subject, years, context.standing, None)


def _is_introduced(name: str, head: Word) -> bool:
    """Whether "I'm Maya" tells a name, and "I'm Dutch" does not."""
    return name.partition(" ")[0].lower() in given_names() and not kinds_of(head.lower)


def _quality(subject: Referent, noun: Word, phrase: NounPhrase) -> Iterator[Claimed]:
    """Give "a night owl" for what a person is when nothing more is known of it."""
    is_kind = subject.type == "person" and bool(
        {kid.lower for kid in noun.kids("det")} & {"a", "an"}
    )
    is_telling = (
        not noun.is_plural
        and noun.lemma not in lexicon().relations
        and noun.lemma not in frames().nouns
    )
    if is_kind and is_telling and type_of(noun.lemma) in {None, "animal"} and phrase.nouns:
        text = description_of(phrase)
        yield Claimed(
            subject=subject,
            predicate="has_attribute",
            object=Referent(name=text, type="literal"),
            raw="be",
        )


def _years(head: Word, standing: Standing) -> int | None:
    if standing.tense == "past":
        return None
    if head.lemma in {"old", "year"} and any(kid.place < head.place for kid in head.subtree()):
        return next((age for kid in head.subtree() if (age := age_of(kid)) is not None), None)
    is_bare = not head.kids("det", "nmod", "obl:unmarked", "nmod:unmarked")
    is_dose = head.relation == "conj" and head.head is not None and bool(head.head.kids("case"))
    return age_of(head) if head.pos in {"NUM", "ADJ", "NOUN"} and is_bare and not is_dose else None


def _related(subject: Referent, noun: Word, discourse: Discourse) -> Iterator[Claimed]:
    own = discourse.phrase(noun)
    if own is not None and not own.name:
        yield from possessions(own, subject, discourse)
