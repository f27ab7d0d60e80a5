"""Pure: how much two names are alike, by their letters and words alone."""

import re
from collections.abc import Sequence
from typing import Final, Literal

from cleanco import basename

from app.services.designations import day_of, has_number, is_numeronym, is_same_number
from app.services.naming import normalised
from app.services.persons import Person, can_be_one, is_same_given_name, person
from app.services.spelling import is_misspelt
from app.services.vocabulary import cities, words

Likeness = Literal["equal", "variant", "partial", "described", "none"]

_TOKEN: Final = re.compile(r"[^\W_]+(?:[-'][^\W_]+)*")
_OWNED: Final = re.compile(r"^(?P<owner>.+?)(?:'s|s')\s+\S")
_FEWEST_INITIALS: Final = 2
_FEWEST_CLIPPED: Final = 3
_FEWEST_STEM: Final = 6
_MOST_ENDING: Final = 4
_NAMED: Final = frozenset({"organization", "place", "work"})
_SORTS: Final = frozenset(
    {"animal", "food", "activity", "product", "concept", "condition", "event"}
)


def likeness(one: str, other: str, kind: str) -> Likeness:
    """Compare two names of things of a kind.

    equal: written differently at most; variant: another form of the same name; partial: the one may
    be short for the other, if what is said of both agrees; described: no name but "my landlord".
    """
    first, second = normalised(one), normalised(other)
    if kind == "date":
        return _same_day(one, other)
    if first == second:
        return "equal" if _owner(one) == _owner(other) else "none"
    if has_number(first) or has_number(second):
        is_same = is_numeronym(first, second) or is_same_number(first, second)
        return "variant" if is_same else "none"
    return _called(one, other) if kind == "person" else _things(one, other, kind)


def tokens(name: str) -> tuple[str, ...]:
    """Give the words of a name, normalised; "&" is "and"."""
    return tuple(_TOKEN.findall(normalised(name.replace("&", " and "))))


def is_description(name: str) -> bool:
    """Whether it is no name: "my landlord", "the goalkeeper"."""
    opens = re.match(r"(?i)(?:my|our|the|his|her|their|your)\s", name)
    return opens is not None and not any(word[:1].isupper() for word in name.split()[1:])


def _same_day(one: str, other: str) -> Likeness:
    first, second = day_of(one), day_of(other)
    if first is None or second is None:
        return "equal" if normalised(one) == normalised(other) else "none"
    return "equal" if first == second else "none"


def _called(one: str, other: str) -> Likeness:
    first, second = person(one), person(other)
    if not can_be_one(first, second):
        return "none"
    if not first.words and not second.words:
        return "equal" if first.kin and first.kin == second.kin else "none"
    if is_description(one) != is_description(other) or bool(first.words) != bool(second.words):
        return "described"
    return _people(first, second)


def _people(one: Person, other: Person) -> Likeness:
    short, whole = sorted((one.words, other.words), key=len)
    if short == whole:
        return "equal" if len(short) > 1 or one.titles == other.titles else "partial"
    if len(short) == 1:
        return "partial" if _may_be_part(short[0], whole) else "none"
    if short == whole[-len(short) :]:
        return "variant"
    is_family = short[-1] == whole[-1] or is_misspelt(short[-1], whole[-1])
    return "partial" if is_family and is_same_given_name(short[0], whole[0]) else "none"


def _may_be_part(word: str, whole: Sequence[str]) -> bool:
    return is_same_given_name(word, whole[0]) or (len(whole) > 1 and word == whole[-1])


def _things(one: str, other: str, kind: str) -> Likeness:
    first, second = tokens(one), tokens(other)
    if _owner(one) != _owner(other):
        return "none"
    if _is_variant(one, other, kind):
        return "variant"
    if _is_slip(first, second):
        # names are made up: one letter may make another one
        return "variant" if _names_city(first, second) else "partial"
    if len(first) == len(second):
        return _shortened(first, second)
    return _part(first, second) if _may_be_shortened(one, other, kind) else "none"


def _is_variant(one: str, other: str, kind: str) -> bool:
    first, second = tokens(one), tokens(other)
    return (
        _is_same_city(first, second)
        or _is_initials(one, other)
        or _is_initials(other, one)
        or (kind == "organization" and _company(one) == _company(other))
        or sorted(first) == sorted(second)
        or (kind in _SORTS and _is_plural(first, second))
        or (kind in _SORTS and _is_slip(first, second))
    )


def _is_slip(one: Sequence[str], other: Sequence[str]) -> bool:
    if len(one) != len(other):
        return False
    return all(a == b or is_misspelt(a, b) for a, b in zip(one, other, strict=True))


def _owner(name: str) -> str | None:
    owned = _OWNED.match(name.replace("\u2019", "'"))
    return normalised(owned["owner"]) if owned else None


def _is_same_city(one: Sequence[str], other: Sequence[str]) -> bool:
    first, second = cities().get(" ".join(one)), cities().get(" ".join(other))
    return first is not None and first == second


def _names_city(one: Sequence[str], other: Sequence[str]) -> bool:
    return (" ".join(one) in cities()) != (" ".join(other) in cities())


def _is_initials(short: str, whole: str) -> bool:
    """Whether the capitals are the first letters of the words, with or without the small ones."""
    letters = normalised(short).replace(".", "")
    if not short.isupper() or len(letters) < _FEWEST_INITIALS or " " in letters:
        return False
    first = tokens(whole)
    telling = [word for word in first if word not in words("things", "small")]
    capitals = "".join(letter for letter in whole if letter.isupper()).casefold()
    return letters in {capitals, *("".join(word[0] for word in some) for some in (first, telling))}


def _company(name: str) -> tuple[str, ...]:
    """Give the words of a company's name without its legal form."""
    return tokens(basename(name)) or tokens(name)


def _is_plural(one: Sequence[str], other: Sequence[str]) -> bool:
    if len(one) != len(other) or one[:-1] != other[:-1]:
        return False
    short, whole = sorted((one[-1], other[-1]), key=len)
    if whole in words("things", "plurals_apart"):
        return False
    changed = {re.sub("y$", "ies", short), re.sub("fe?$", "ves", short)}
    return whole in {short + "s", short + "es"} | changed


def _shortened(one: Sequence[str], other: Sequence[str]) -> Likeness:
    """Whether a single word is the beginning of the other: Postgres, PostgreSQL."""
    short, whole = sorted((" ".join(one), " ".join(other)), key=len)
    is_start = len(short) >= _FEWEST_STEM and whole.startswith(short)
    is_near = 0 < len(whole) - len(short) <= _MOST_ENDING
    return "partial" if is_start and is_near and not whole.endswith("s") else "none"


def _may_be_shortened(one: str, other: str, kind: str) -> bool:
    """Whether it has a name: "bike" is not short for "red bike"."""
    return kind in _NAMED or not (one.islower() or other.islower())


def _part(one: Sequence[str], other: Sequence[str]) -> Likeness:
    """Whether the words of one are among the other's, and what is over tells no other thing."""
    short, whole = sorted((one, other), key=len)
    if len(short) == 1 and _is_clipped(short[0], whole):
        return "partial"
    over = [word for word in whole if word not in short]
    if not set(short) <= set(whole) or not over:
        return "none"
    apart = words("things", "places_apart") | words("things", "models")
    if whole[0] in over and whole[0] in words("things", "places_apart"):
        return "none"
    if any(word in apart for word in over) or set(short) <= words("things", "kinds"):
        return "none"
    return "partial"


def _is_clipped(short: str, whole: Sequence[str]) -> bool:
    """Whether it begins the first word, after which only a kind comes: "the Met"."""
    is_start = len(short) >= _FEWEST_CLIPPED and whole[0] != short and whole[0].startswith(short)
    return is_start and set(whole[1:]) <= words("things", "kinds")
