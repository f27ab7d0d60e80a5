"""Says a relation as a sentence, for relations read from words that are no sentence."""

import tomllib
from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

from msgspec import Struct, convert

from extraction.calendars import Calendar, spoken
from extraction.lexicon import lexicon
from extraction.noun_phrases import NounPhrase
from extraction.referents import Referent
from extraction.relating import Claimed

_FILE: Final = Path(__file__).parent / "language" / "templates.toml"


class _Templates(Struct, frozen=True):
    sentences: dict[str, str]
    ended: dict[str, str]


@cache
def _templates() -> _Templates:
    return convert(tomllib.loads(_FILE.read_text("utf-8")), _Templates)


def sentence(claim: Claimed, phrase: NounPhrase | None = None) -> str:
    """Say it: "anton's girlfriend is Vera" from its phrase, else as the table says."""
    kin = _kinship(claim, phrase)
    if kin:
        return kin
    tables = _templates()
    default = "{s} " + claim.predicate.replace("_", " ") + " {o}"
    text = tables.sentences.get(claim.predicate, default)
    if claim.state == "ended":
        text = tables.ended.get(claim.predicate, text)
    return text.format(s=claim.subject.name, o=_spoken(claim.object))


def _kinship(claim: Claimed, phrase: NounPhrase | None) -> str:
    if phrase is None or not phrase.name or not phrase.nouns or claim.state == "ended":
        return ""
    noun = next((noun for noun in phrase.nouns if noun.lemma in lexicon().relations), None)
    if noun is None or noun.lemma != claim.raw:
        return ""
    ends = [claim.subject, claim.object]
    relation = lexicon().relations[noun.lemma].parts
    holder, one = (ends[0], ends[1]) if relation[0] == "holder" else (ends[1], ends[0])
    return f"{holder.name}'s {noun.text} is {one.name}"


def _spoken(referent: Referent) -> str:
    if referent.type == "date":
        # a year, a month, or what only sounds like a time ("difficult times") is no day
        with suppress(ValueError):
            day = date.fromisoformat(referent.name)
            said = Calendar(year=day.year, month=day.month, day=day.day)
            return spoken(said).removeprefix("on ")
    return referent.name


def introduced(text: str, claims: Iterable[Claimed], seen: Iterable[Referent]) -> str:
    """Say "maya is called Maya" where "I'm Maya" tells a name, and whose name "Mira" is."""
    for one in seen:
        same = {f"{one.name} is called {one.name}", f"{_owned(one.name)} name is {one.name}"}
        if text in same and one.aliases:
            return f"{one.aliases[-1]} is called {one.name}"
    for claim in claims:
        told = f"{claim.subject.name} is {claim.object.name}"
        if claim.predicate == "named" and claim.raw == "be" and text.startswith(told):
            return sentence(claim) + text.removeprefix(told)
    return text


def _owned(name: str) -> str:
    return f"{name}'" if name.endswith("s") and name[:1].islower() else f"{name}'s"
