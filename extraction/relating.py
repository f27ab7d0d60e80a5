"""Turns a clause and the rules for its verb into relations between the things it speaks of."""

from collections.abc import Iterator
from typing import Final, Literal

from msgspec import Struct, structs

from extraction.calendars import Calendar
from extraction.clauses import Clause
from extraction.frames import Rule, Slot, predicates
from extraction.modality import Standing
from extraction.referents import Referent, everyone
from extraction.slots import Filler, Slots, fits, settle
from extraction.wordlists import wordlist

_PLANNED: Final = {"visited": "plans_to_visit", "attended": "plans_to_attend"}
_DATED: Final = {"takes_place_on", "deadline", "age", "likes", "dislikes", "prefers"}
_PASSING: Final = wordlist("relating", "passing")
"""What a plain past says is over: "he worked at", against "he was born in"."""
_SPOUSES: Final = wordlist("relating", "spouses")
_COUPLE: Final = 2


class Claimed(Struct, kw_only=True, eq=False):
    """A relation between two referents, before it becomes a link. `is_begun`: from then on."""

    subject: Referent
    predicate: str
    object: Referent
    raw: str
    state: Literal["current", "ended", "retracted"] = "current"
    valid_from: Calendar | None = None
    valid_to: Calendar | None = None
    confidence: float = 0.9
    is_begun: bool = False


class Times(Struct, frozen=True, kw_only=True):
    """The times of a clause: when it begins or happens, and when it ends.

    `is_since`: the start is the beginning of a stretch. `is_ahead`: the start is still to come.
    """

    start: Calendar | None = None
    end: Calendar | None = None
    is_since: bool = False
    is_ahead: bool = False

    @property
    def is_long(self) -> bool:
        """Whether it tells of a stretch of months or years."""
        return self.is_since and self.start is not None and self.start.day is None


class Context(Struct, frozen=True, kw_only=True):
    """What the rules are read against: a clause, what it claims, when, and what stands where."""

    clause: Clause
    standing: Standing
    times: Times
    slots: Slots


def claimed(rules: tuple[Rule, ...], context: Context) -> list[Claimed]:
    """Give the relations that the rules find in a clause; for the same pair the first rule wins."""
    found: list[Claimed] = []
    for rule in rules:
        if not _has_needed(rule, context):
            continue
        for left, right in _pairs(rule, context):
            relation = _relation(rule, left, right, context)
            if relation and not any(_same(relation, other) for other in found):
                settle(left, rule.left)
                settle(right, rule.right)
                found.append(relation)
    is_visit = any(one.predicate.startswith("plans_to_") for one in found)
    kept = [one for one in found if not (is_visit and one.predicate == "plans_to")]
    return [*kept, *_settled(kept)]


def _settled(found: list[Claimed]) -> Iterator[Claimed]:
    """Let who moved to a place live there from then on."""
    for one in found:
        if one.predicate == "moved_to" and one.state == "current":
            yield structs.replace(one, predicate="lives_in", is_begun=True)


def _has_needed(rule: Rule, context: Context) -> bool:
    if context.clause.slot(*rule.lacks):
        return False
    if not rule.needs:
        return True
    slots = context.slots
    return any(
        context.times.is_long if need == "years" else bool(slots.fillers(_needed(need)))
        for need in rule.needs
    )


def _needed(need: str) -> Slot:
    name, _, type_ = need.partition(":")
    return Slot(names=(name,), types=(type_,) if type_ else (), is_strict=bool(type_))


def _same(one: Claimed, other: Claimed) -> bool:
    is_object = one.object is other.object or (
        one.object.type in {"date", "literal"} and one.object.name == other.object.name
    )
    is_pair = one.subject is other.subject and is_object
    is_sale = {one.predicate, other.predicate} == {"sold", "owns"}
    return is_pair and not is_sale


def _pairs(rule: Rule, context: Context) -> Iterator[tuple[Referent, Referent]]:
    slots, start = context.slots, context.times.start
    lefts = everyone([filler.referent for filler in slots.fillers(rule.left)])
    if rule.right.names == ("each",):
        yield from [(lefts[0], lefts[1])] if len(lefts) == _COUPLE else []
        return
    if rule.right.names == ("time",):
        rights = [Filler.dated(start)] if start else []
    else:
        rights = slots.fillers(rule.right)
    for right in everyone([filler.referent for filler in rights]):
        yield from ((left, right) for left in lefts if left is not right)


def _relation(rule: Rule, left: Referent, right: Referent, context: Context) -> Claimed | None:
    standing, times = context.standing, context.times
    base = Claimed(subject=left, predicate=rule.predicate, object=right, raw=context.slots.raw)
    if standing.claim == "wanted" or (base.predicate == "roommate_of" and right.noun in _SPOUSES):
        return None
    if standing.claim == "planned" or _is_ahead(rule, context):
        return _planned(base, rule, context)
    if rule.state == "ended" or standing.claim == "ended":
        return _ended(base, context, is_stated=rule.state == "ended")
    kind = predicates()[rule.predicate]
    if kind.object == "date":
        return base
    if kind.event or rule.state == "begun":
        base.valid_from = times.start
        base.is_begun = rule.state == "begun"
        return base
    is_past = standing.tense == "past" and not standing.is_perfect
    if is_past and rule.predicate in _PASSING:
        base.state = "ended"
    base.valid_from = times.start if times.is_since or is_past else None
    base.valid_to = times.end
    return base


def _is_ahead(rule: Rule, context: Context) -> bool:
    """Whether a present tells of what is to come: "We land on Saturday"."""
    is_present = context.standing.tense == "present" and not context.standing.is_perfect
    is_event = predicates()[rule.predicate].event and context.standing.claim == "holds"
    return is_present and is_event and (context.times.is_ahead or rule.predicate == "visited")


def _planned(base: Claimed, rule: Rule, context: Context) -> Claimed | None:
    if base.predicate in _DATED:
        return base
    base.valid_from = context.times.start
    if base.predicate in _PLANNED:
        base.predicate = _PLANNED[base.predicate]
        return base
    is_dated_state = context.times.start is not None and not predicates()[rule.predicate].event
    if is_dated_state and rule.state != "ended":
        return base
    base.predicate = "plans_to"
    base.object = Referent(name=context.slots.phrase_text(), type="literal")
    is_doer = base.subject.type in {"person", None}
    return base if is_doer and " " in base.object.name else None


def _ended(base: Claimed, context: Context, *, is_stated: bool) -> Claimed:
    times = context.times
    if times.is_since:
        base.valid_from, base.valid_to = times.start, times.end
    else:
        base.valid_to = times.end or (times.start if is_stated else None)
    is_coming = is_stated and times.is_ahead and context.standing.tense != "past"
    base.state = "current" if is_coming else "ended"
    return base


def intended(context: Context) -> Iterator[Claimed]:
    """Give what the subject plans or wants to do, where no rule makes more of it."""
    clause, standing = context.clause, context.standing
    if clause.link != "xcomp" or standing.claim not in {"planned", "wanted"}:
        return
    text = context.slots.phrase_text()
    for filler in context.slots.fillers(Slot(names=("subject",), types=("person",))):
        for one in everyone([filler.referent]):
            if " " in text and fits(one, Slot(names=(), types=("person",))):
                yield Claimed(
                    subject=one,
                    predicate="wants" if standing.claim == "wanted" else "plans_to",
                    object=Referent(name=text, type="literal"),
                    raw=clause.lemma,
                    valid_from=context.times.start,
                )
