"""Turns clauses and noun phrases into relations between the things they speak of."""

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from extraction.calendars import Calendar
from extraction.clauses import Clause
from extraction.frames import Rule, predicates
from extraction.modality import Standing
from extraction.model import EntityType
from extraction.referents import Referent, everyone
from extraction.slots import Filler, Slots

PLANNED = {"visited": "plans_to_visit", "attended": "plans_to_attend"}


class Claimed(Struct, kw_only=True, eq=False):
    """A relation between two referents, before it becomes a link."""

    subject: Referent
    predicate: str
    object: Referent
    raw: str
    state: Literal["current", "ended"] = "current"
    valid_from: Calendar | None = None
    valid_to: Calendar | None = None
    confidence: float = 0.9


class Times(Struct, frozen=True, kw_only=True):
    """The times of a clause: when it begins or happens, and when it ends."""

    start: Calendar | None = None
    end: Calendar | None = None
    is_since: bool = False


def claimed(
    clause: Clause, rules: tuple[Rule, ...], standing: Standing, times: Times, slots: Slots
) -> list[Claimed]:
    """Give the relations that the rules find in a clause."""
    found: list[Claimed] = []
    for rule in rules:
        if (
            rule.needs
            and not any(clause.slot(name) for name in rule.needs if name != "time")
            and not ("time" in rule.needs and times.start)
        ):
            continue
        for left, right in _pairs(rule, slots, times):
            relation = _relation(rule, left, right, standing=standing, times=times, slots=slots)
            if relation and all(not _same(relation, other) for other in found):
                found.append(relation)
    return found


def _same(one: Claimed, other: Claimed) -> bool:
    return (
        one.subject is other.subject
        and one.object is other.object
        and one.predicate == other.predicate
    )


def _pairs(rule: Rule, slots: Slots, times: Times) -> Iterator[tuple[Referent, Referent]]:
    if rule.right.names == ("each",):
        subjects = everyone([filler.referent for filler in slots.fillers(rule.left)])
        if len(subjects) == 2:  # noqa: PLR2004 -- a couple
            yield subjects[0], subjects[1]
        return
    rights = [Filler.dated(times.start)] if rule.right.names == ("time",) and times.start else []
    rights = rights or slots.fillers(rule.right)
    for left in slots.fillers(rule.left):
        for right in rights:
            for one in everyone([left.referent]):
                for other in everyone([right.referent]):
                    if one is not other:
                        yield one, other


def _relation(
    rule: Rule, left: Referent, right: Referent, *, standing: Standing, times: Times, slots: Slots
) -> Claimed | None:
    predicate = predicates()[rule.predicate]
    base = Claimed(subject=left, predicate=rule.predicate, object=right, raw=slots.raw)
    if standing.claim == "wanted":
        return None
    if standing.claim == "planned":
        return _planned(base, rule, times, slots, is_event=predicate.event)
    if rule.state == "ended" or standing.claim == "ended":
        return _ended(base, times, is_stated=rule.state == "ended", standing=standing)
    if predicate.object == "date":
        return base
    if predicate.event or rule.state == "begun":
        base.valid_from = times.start
        return base
    if (
        standing.tense == "past"
        and not standing.is_perfect
        and predicate.name
        not in {
            "parent_of",
            "sibling_of",
            "named",
            "likes",
            "dislikes",
            "originally_from",
            "speaks",
            "is_a",
            "takes_place_on",
            "achieved",
            "has_issue",
            "has_condition",
            "gift_from",
            "organizes",
            "has_pet",
            "friend_of",
            "responsible_for",
            "takes",
            "child_of",
            "relative_of",
            "grandparent_of",
        }
    ):
        base.state = "ended"
        base.valid_from, base.valid_to = (times.start, times.end)
        return base
    base.valid_from = times.start if times.is_since or standing.tense == "past" else None
    base.valid_to = times.end
    return base


def _planned(
    base: Claimed, rule: Rule, times: Times, slots: Slots, *, is_event: bool
) -> Claimed | None:
    if base.predicate in {"takes_place_on", "deadline", "age"}:
        return base
    if base.predicate in PLANNED:
        base.predicate = PLANNED[base.predicate]
    elif is_event or rule.state == "ended" or not times.start:
        base.predicate = "plans_to"
        base.object = Referent(name=slots.phrase_text(), type="literal")
        if base.subject.type not in {"person", None} or not base.object.name:
            return None
    base.valid_from = times.start
    return base


def _ended(base: Claimed, times: Times, *, is_stated: bool, standing: Standing) -> Claimed:
    base.valid_to = times.end or (times.start if is_stated else None)
    is_ahead = is_stated and standing.tense != "past" and times.start is not None
    base.state = "current" if is_ahead else "ended"
    if not is_stated and times.is_since:
        base.valid_from = times.start
    return base


def typed(referent: Referent, type_: EntityType) -> Referent:
    """Give the referent with this type where it had none."""
    referent.learn_type(type_)
    return referent
