"""What stands in the slots of a clause, checked against the types a rule asks for."""

import re
from collections.abc import Callable
from typing import Final, cast, get_args

from msgspec import Struct

from extraction.ages import age_of
from extraction.calendars import Calendar
from extraction.clauses import Clause
from extraction.discourse import Discourse
from extraction.frames import Slot
from extraction.model import EntityType
from extraction.referents import Referent
from extraction.wordlists import wordlist
from extraction.words import Word, written

_TYPES: Final = set(get_args(EntityType))
_VERSION: Final = re.compile(r"v?\d+(?:\.\d+)+|v\d+", re.IGNORECASE)
_JOBS: Final = wordlist("phrasing", "jobs")
_MONEY: Final = wordlist("slots", "money")
_PARTICIPLES: Final = {
    "break": "broken", "tear": "torn", "fracture": "fractured", "injure": "injured",
    "dislocate": "dislocated", "hurt": "hurt", "bruise": "bruised",
}  # fmt: skip
_DOSE: Final = re.compile(
    r"\b(?:once|twice|times|every|each|daily|mg|pills?|tablets?|a day|morning|night)\b",
    re.IGNORECASE,
)
_NUMBER: Final = re.compile(r"v?\d+(?:\.\d+)*")
_VERSIONED: Final = {"version", "firmware", "release", "build"}
_SPEAKING: Final = wordlist("slots", "speaking")
_APART: Final = wordlist("slots", "apart")
_NAMED_ONLY: Final = {"place", "person", "event"}


class Filler(Struct, frozen=True, kw_only=True):
    """A thing that stands in a slot."""

    referent: Referent

    @staticmethod
    def dated(calendar: Calendar) -> "Filler":
        """Give a date as a thing."""
        return Filler(referent=date_referent(calendar))


def date_referent(calendar: Calendar) -> Referent:
    """Give a date as the object of a relation, in ISO form."""
    parts = [f"{calendar.year:04d}"]
    parts += [f"{part:02d}" for part in (calendar.month, calendar.day) if part]
    return Referent(name="-".join(parts), type="date")


class Slots:
    """The slots of one clause."""

    def __init__(self, clause: Clause, discourse: Discourse, *, speaker_drops: bool) -> None:
        """Take the clause; `speaker_drops`: a missing subject is the speaker."""
        self._clause = clause
        self._discourse = discourse
        self._narrowed: dict[int, Referent] = {}
        self.speaker_drops = speaker_drops
        self.raw = clause.lemma.replace(":", "_")

    def fillers(self, slot: Slot) -> list[Filler]:
        """Give what stands in a slot and has one of its types; of places the named ones."""
        found = [referent for name in slot.names for referent in self._referents(name)]
        if "place" not in slot.types:
            return [Filler(referent=one) for one in found if fits(one, slot)]
        fitting = [one for one in map(self._narrowed_to, found) if fits(one, slot)]
        named = [one for one in fitting if one.is_named]
        if fitting and not named:
            near = [one for name in ("on", "in", "at") for one in self._referents(name)]
            named = [one for one in near if one.is_named and fits(one, slot)]
        return [Filler(referent=one) for one in named or fitting]

    def _narrowed_to(self, referent: Referent) -> Referent:
        return self._narrowed.get(id(referent), referent)

    def _referents(self, name: str) -> list[Referent]:
        special = self._special(name)
        if special is not None:
            return special
        words = self._clause.slot(name)
        if name == ("object" if self._clause.is_passive else "subject") and not words:
            return [self._discourse.speaker] if self.speaker_drops else []
        return [one for word in words for one in self._thing(word)]

    def _special(self, name: str) -> list[Referent] | None:
        """Give what a slot means that is no part of the structure; None for ordinary ones."""
        meanings: dict[str, Callable[[], list[Referent]]] = {
            "itself": self._itself,
            "phrase": lambda: [Referent(name=self.phrase_text(), type="literal")],
            "words": self._words,
            "doing": self._activities,
            "speaker": lambda: [self._discourse.speaker],
            "employer": self._employer,
            "injury": self._injuries,
            "dose": self._dose,
        }
        return meanings[name]() if name in meanings else None

    def _itself(self) -> list[Referent]:
        return [Referent(name=gerund(self._clause.lemma.split(":")[0]), type="activity")]

    def _words(self) -> list[Referent]:
        return [Referent(name=phrase_of(self._clause.head, named=self._named), type="literal")]

    def _employer(self) -> list[Referent]:
        employer = self._discourse.registry.employer()
        return [employer] if employer is not None else []

    def _dose(self) -> list[Referent]:
        is_dosed = _DOSE.search(written(self._clause.sentence.words))
        return [Referent(name="dose")] if is_dosed else []

    def _injuries(self) -> list[Referent]:
        """Name the condition that "broke his collarbone" tells: a broken collarbone."""
        participle = _PARTICIPLES.get(self._clause.lemma, self._clause.lemma + "ed")
        return [
            Referent(name=f"{participle} {word.lemma}", type="condition")
            for word in self._clause.slot("object")
        ]

    def _activities(self) -> list[Referent]:
        return [
            Referent(name=activity_of(word), type="activity") for word in self._clause.slot("doing")
        ]

    def _thing(self, word: Word) -> list[Referent]:
        if version := _version(word):
            return [Referent(name=version, type="literal", kinds=frozenset({"version"}))]
        found = self._discourse.resolve(word)
        if found:
            self._narrow(word, found[0])
            return found
        if word.pos == "NUM" and age_of(word) is not None:
            return [Referent(name=str(age_of(word)), type="literal", kinds=frozenset({"number"}))]
        if word.lemma in _MONEY or any(kid.lemma in _MONEY for kid in word.children):
            return [Referent(name=phrase_of(word), type="literal", kinds=frozenset({"price"}))]
        return []

    def _narrow(self, word: Word, found: Referent) -> None:
        """Note the named place within an unnamed one: "a flat on Castle Street"."""
        if found.is_named or found.holder is not None:
            return
        for kid in word.kids("nmod"):
            inner = self._discourse.resolve(kid) if kid.kids("case") else []
            cases = {case.lower for case in kid.kids("case")}
            if inner and inner[0].is_named and cases & {"in", "on", "at", "near"}:
                self._narrowed[id(found)] = inner[0]
                return

    def phrase_text(self) -> str:
        """Give the predicate with what follows it, in the infinitive."""
        return phrase_of(self._clause.head, is_verb=True, named=self._named)

    def _named(self, word: Word) -> str:
        """Write a word; "I", "you" and what belongs to them by name."""
        if word.lower not in _SPEAKING or word.pos not in {"PRON", "DET"}:
            return word.text
        names = " and ".join(one.name for one in self._discourse.resolve(word)) or "one"
        return f"{names}'s" if word.dep == "nmod:poss" else names


def phrase_of(
    word: Word, *, is_verb: bool = False, named: Callable[[Word], str] | None = None
) -> str:
    """Give the words from a word to the end of its own part of the sentence."""
    words = [
        kid
        for kid in word.subtree()
        if kid.place >= word.place and not any(up.relation in _APART for up in _between(kid, word))
    ]
    if not words:
        return ""
    rest = ((named(kid) if named else kid.text) + (kid.space or "") for kid in words[1:])
    first = word.lemma if is_verb else word.text
    return f"{first} {''.join(rest).strip()}".strip(" ,.")


def _version(word: Word) -> str:
    """Give the version that a word is or has: "3.4.1", "firmware 3.4.1"."""
    if _VERSION.fullmatch(word.text):
        return word.text
    kids = (
        word.kids("flat", "nummod", "appos", "compound", "dep") if word.lemma in _VERSIONED else []
    )
    number = _VERSION if word.lemma != "version" else _NUMBER
    return next((kid.text for kid in kids if number.fullmatch(kid.text)), "")


def activity_of(verb: Word) -> str:
    """Give a verb with its object as an activity: "teach welding", "hiking"."""
    parts = {verb, *(word for kid in verb.kids("obj", "compound") for word in kid.subtree())}
    words = sorted(parts, key=lambda word: word.place)
    return "".join(word.text + (word.space or "") for word in words).strip()


def _between(kid: Word, top: Word) -> list[Word]:
    path: list[Word] = []
    step: Word | None = kid
    while step is not None and step is not top:
        path.append(step)
        step = step.head
    return path


def gerund(lemma: str) -> str:
    """Give the -ing form: row → rowing, hike → hiking, swim → swimming."""
    if lemma.endswith("ie"):
        return lemma[:-2] + "ying"
    if lemma.endswith("e") and not lemma.endswith("ee"):
        return lemma[:-1] + "ing"
    doubles = re.fullmatch(r"[^aeiou]*[aeiou][bdgmnprt]", lemma)
    return lemma + lemma[-1] + "ing" if doubles else lemma + "ing"


def fits(referent: Referent, slot: Slot) -> bool:
    """Whether a thing may stand in a slot; an unknown one may, if the first type allows it."""
    if not slot.types or any(_is(referent, wanted) for wanted in slot.types):
        return True
    if slot.is_strict or referent.type is not None:
        return False
    first = slot.types[0].partition("-")[0]
    if referent.noun in _JOBS and first == "organization":
        return False
    is_suggested = referent.hint in {None, *slot.types} or first not in _NAMED_ONLY
    return first in _TYPES and is_suggested and (referent.is_named or first not in _NAMED_ONLY)


def settle(referent: Referent, slot: Slot) -> None:
    """Let an unknown thing have the first type of the slot that it was taken for."""
    first = slot.types[0].partition("-")[0] if slot.types else ""
    if first in _TYPES:
        referent.learn_type(cast("EntityType", first))


def _is(referent: Referent, wanted: str) -> bool:
    type_, _, kind = wanted.partition("-")
    if kind == "named":
        known = referent.type or referent.hint
        return referent.is_named and known in {type_, None}
    if kind:
        return referent.is_kind(type_) and referent.is_kind(kind)
    return referent.is_kind(type_)
