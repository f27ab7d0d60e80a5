"""Pure: whether two mentions are one entity, by names, types and what is said of them."""

from typing import Final, Literal

from msgspec import Struct

from app.services.likeness import Likeness, is_description, likeness, tokens
from app.services.naming import agree, normalised
from app.services.persons import is_same_given_name, person
from app.services.surroundings import (
    are_rivals,
    place_of,
    places_in,
    roles,
    shared,
    speaks_of,
    was_called,
    works_as,
)
from extraction.model import EntityType

Outcome = Literal["same", "different", "unsure"]
SURE: Final = 0.9
_LONGEST_ACRONYM: Final = 5
_WHOLE_NAME: Final = 2


class Named(Struct, frozen=True, kw_only=True):
    """A mention: its name, its type and the words that it stands in, which may be none."""

    name: str
    type: EntityType
    context: str = ""


class Verdict(Struct, frozen=True, kw_only=True):
    """What the comparison came to, how sure the names make it (0 to 1) and by what."""

    outcome: Outcome
    score: float
    method: str


def compared(one: Named, other: Named) -> Verdict:
    """Compare two mentions of one owner; no text ever merges what a number tells apart."""
    if not agree(one.type, other.type):
        return Verdict(outcome="different", score=0.0, method="type")
    kind = other.type if one.type == "concept" else one.type
    if _has_renamed(one, other, kind):
        return Verdict(outcome="same", score=0.95, method="renamed")
    found = likeness(one.name, other.name, kind)
    match found:
        case "none":
            return Verdict(outcome="different", score=0.0, method="name")
        case "described":
            return _described(one, other)
        case _:
            return _named(one, other, found)


def _named(one: Named, other: Named, found: Likeness) -> Verdict:
    if found != "equal" and (_is_beside(one, other) or _is_beside(other, one)):
        return Verdict(outcome="different", score=0.2, method="both in one sentence")
    if _places_differ(one, other):
        return Verdict(outcome="different", score=0.1, method="place")
    if one.type == "person" and _roles_differ(one, other):
        return Verdict(outcome="unsure", score=0.4, method="role")
    if found == "partial" or _is_loose(one, other, found):
        return _agreed(_support(one, other, found))
    return Verdict(outcome="same", score=1.0 if found == "equal" else 0.9, method=found)


def _described(one: Named, other: Named) -> Verdict:
    """Compare a description with a name: whose text says that the name is it."""
    described, named = (one, other) if _is_bare(one) else (other, one)
    wanted = frozenset(tokens(described.name)) | _kin(described)
    said = roles(named.name, named.context)
    if wanted & said:
        return Verdict(outcome="same", score=0.9, method="said so")
    if not wanted & _kin(named):
        return Verdict(outcome="different", score=0.1, method="role")
    return _agreed(_support(one, other, "described"))


def _is_bare(mention: Named) -> bool:
    return not person(mention.name).words or is_description(mention.name)


def _kin(mention: Named) -> frozenset[str]:
    kin = person(mention.name).kin
    return frozenset({kin}) if kin else frozenset()


def _has_renamed(one: Named, other: Named, kind: str) -> bool:
    """Whether a text says that the bearer of one name had the other one."""
    return any(
        was_called(new.context, former)
        for old, new in ((one, other), (other, one))
        if (former := _former(old, new) if kind == "person" else _other_name(old, new))
    )


def _other_name(old: Named, new: Named) -> str | None:
    return old.name if normalised(old.name) != normalised(new.name) else None


def _former(old: Named, new: Named) -> str | None:
    """Give the family name that somebody of the same given name may have had."""
    before, after = person(old.name).words, person(new.name).words
    if len(before) < _WHOLE_NAME or not after:
        return None
    return before[-1] if is_same_given_name(before[0], after[0]) else None


def _is_beside(one: Named, other: Named) -> bool:
    """Whether the text of one speaks of the other by its name: then they are two."""
    if is_description(other.name) or speaks_of(other.name, one.name):
        return False
    return speaks_of(other.name, _without(one.name, one.context))


def _without(name: str, text: str) -> str:
    return text.replace(name, " ; ")


def _places_differ(one: Named, other: Named) -> bool:
    first, second = place_of(one.name, one.context), place_of(other.name, other.context)
    return one.type == "place" and None not in {first, second} and first != second


def _roles_differ(one: Named, other: Named) -> bool:
    return are_rivals(_roles(one), _roles(other))


def _roles(mention: Named) -> frozenset[str]:
    return roles(mention.name, mention.context)


def _may_be_namesakes(one: Named, other: Named) -> bool:
    """Whether one of them is known by what it is, so that the other should agree with it."""
    if one.type == "person":
        return bool(_roles(one) or _roles(other))
    return one.type == other.type == "place" and _are_elsewhere(one, other)


def _are_elsewhere(one: Named, other: Named) -> bool:
    """Whether both texts name other places, and none in common."""
    first = places_in(one.context, without=one.name)
    second = places_in(other.context, without=other.name)
    return bool(first and second) and not first & second


def _is_loose(one: Named, other: Named, found: Likeness) -> bool:
    """Whether equal letters are too little: an acronym and a word, a name and a noun, a title."""
    if found == "equal" and _may_be_namesakes(one, other):
        return True
    if one.type != other.type:
        is_guess = found == "equal" and "concept" in {one.type, other.type}
        return not is_guess or _is_capital(one) != _is_capital(other)
    return _is_acronym(one) != _is_acronym(other) and normalised(one.name) == normalised(other.name)


def _is_capital(mention: Named) -> bool:
    return mention.name[:1].isupper()


def _is_acronym(mention: Named) -> bool:
    is_short = mention.name.isupper() and 1 < len(mention.name) <= _LONGEST_ACRONYM
    return is_short and not mention.context.isupper()


def _agreed(support: int) -> Verdict:
    """Judge by how much the texts have in common: one word may be chance, two hardly."""
    if not support:
        return Verdict(outcome="unsure", score=0.5, method="context")
    return Verdict(outcome="same", score=0.85 if support == 1 else SURE, method="context")


def _support(one: Named, other: Named, found: Likeness) -> int:
    """Count what is said of both beyond their names."""
    names = frozenset((*tokens(one.name), *tokens(other.name))) - _kin(one) - _kin(other)
    is_titled = found != "equal" and any(
        works_as(person(first.name).titles, second.context)
        for first, second in ((one, other), (other, one))
        if first.type == "person"
    )
    return len(shared(one.context, other.context, without=names)) + is_titled
