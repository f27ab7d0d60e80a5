"""What a turn takes back: "scrap that", "that was me until October", "sorry, I meant Thursday"."""

import re
from collections.abc import Container, Iterator
from typing import Final

from msgspec import structs

from extraction.discourse import Discourse
from extraction.frames import predicates
from extraction.lexicon import lexicon
from extraction.modality import is_negated
from extraction.relating import Claimed
from extraction.scenes import Scene
from extraction.slots import date_referent
from extraction.wordlists import wordlist

_CORRECTION: Final = re.compile(
    r"\b(?:i meant|i mean|meant to say|wrong (?:day|name|one|date|place|time|person|city|word)"
    r"|correction|typo|autocorrect|my mistake|misspoke|oops|sorry|mixed (?:it|them|that) up"
    r"|no, (?:it|that|he|she|they|we|i)\b|actually,? (?:no|it|that))",
    re.IGNORECASE,
)
_DROPPED: Final = wordlist("revising", "dropped")
_SELLING: Final = {"sell", "give_away", "get_rid"}
_UNSAID: Final = {*_SELLING, "move_out", "give_up", "drop"}
_SHORT: Final = 4
_STALE: Final = wordlist("revising", "stale")
_THAT: Final = {"that", "this", "it"}
_REVISABLE: Final = wordlist("revising", "revisable")


def _kin() -> Container[str]:
    return lexicon().relations


def is_correcting(text: str) -> bool:
    """Whether a turn says that something before was wrong."""
    return bool(_CORRECTION.search(text))


def ended_by(read: Scene, before: list[Claimed]) -> Iterator[Claimed]:
    """Give the end of what the speaker said before, when a sentence ends all of it."""
    clause = next((one for one in read.clauses if one.link == "root"), None)
    if clause is None or read.sentence.is_question:
        return
    if not {word.lower for word in clause.slot("object", "subject")} & _THAT:
        return
    standing = read.standings[clause.head.place]
    is_dropped = clause.head.lower in _DROPPED and len(read.sentence.words) <= _SHORT
    is_stale = clause.kind == "being" and clause.head.lower in _STALE and not is_negated(clause)
    is_past = clause.kind == "being" and standing.tense == "past" and _tells_nothing(read)
    if not (is_dropped or is_stale or is_past):
        return
    end = read.times(clause).end
    for claim in before:
        if claim.predicate in _REVISABLE and claim.state == "current":
            yield structs.replace(claim, state="ended", valid_to=end)


def replaced(now: list[Claimed], before: list[Claimed]) -> Iterator[Claimed]:
    """End what something ran on when it has been moved to something else."""
    for claim in now:
        for old in before:
            is_other = old.subject is claim.subject and old.object is not claim.object
            is_moved = claim.is_begun and claim.predicate == old.predicate == "runs_on"
            if is_other and is_moved and old.state == "current":
                yield structs.replace(old, state="ended", valid_to=claim.valid_from)


def begun_after(claims: list[Claimed]) -> None:
    """Let what replaces something begin when that ended: "that was me until May. I now …"."""
    ends = [one.valid_to for one in claims if one.state == "ended" and one.valid_to is not None]
    for claim in claims:
        if ends and claim.is_begun and claim.state == "current" and claim.valid_from is None:
            claim.valid_from = ends[0]


def begun_together(claims: list[Claimed]) -> None:
    """Let a profession begin with the job it is told with: "I started at Acme in May, as …"."""
    jobs = {
        id(one.subject): one.valid_from
        for one in claims
        if one.predicate == "works_at" and one.is_begun and one.valid_from is not None
    }
    for claim in claims:
        if claim.predicate == "works_as" and claim.state == "current" and not claim.valid_from:
            claim.valid_from = jobs.get(id(claim.subject))


def redated(read: Scene, before: list[Claimed]) -> Iterator[Claimed]:
    """Give the right date and take the wrong one back: "no, I meant Thursday"."""
    clause = next((one for one in read.clauses if one.lemma == "mean"), None)
    old = next((one for one in reversed(before) if one.object.type == "date"), None)
    if clause is None or old is None:
        return
    meant = [phrase.coming for phrases in read.phrases.values() for phrase in phrases]
    if meant and meant[0] is not None:
        yield structs.replace(old, object=date_referent(meant[0]))
        yield structs.replace(old, state="retracted")


def denied(
    read: Scene, discourse: Discourse, now: list[Claimed], before: list[Claimed]
) -> Iterator[Claimed]:
    """Take back what was said of the thing in "with Varga Films, not Foods"."""
    predicates_now = {claim.predicate for claim in now}
    for word in read.sentence.words:
        is_replaced = any(kid.lower == "instead" for kid in word.kids("case"))
        if not is_replaced and not any(kid.lower == "not" for kid in word.kids("advmod", "cc")):
            continue
        for one in discourse.resolve(word):
            for old in before:
                if old.predicate in predicates_now and one in {old.subject, old.object}:
                    yield structs.replace(old, state="ended" if is_replaced else "retracted")


def _tells_nothing(read: Scene) -> bool:
    """Whether "that was …" only places the statement: "that was me"."""
    words = {word.lower for word in read.sentence.words}
    return bool(words & {"me", "plan", "then", "before", "until", "us"})


def retracted_by(now: list[Claimed], before: list[Claimed]) -> Iterator[Claimed]:
    """Give what a correction shows never to have been: the other single value."""
    for claim in now:
        for old in before:
            is_single = predicates()[old.predicate].cardinality == "one"
            is_same = old.subject is claim.subject and old.predicate == claim.predicate
            is_other = is_single and is_same and old.object.name != claim.object.name
            if is_other or _is_said_again(claim, old):
                yield structs.replace(old, state="retracted")


def _is_said_again(claim: Claimed, old: Claimed) -> bool:
    """Whether the same words name another: "my dentist is Novak. Sorry, it is Novotny"."""
    if (claim.predicate, claim.raw) != (old.predicate, old.raw) or old.raw not in _kin():
        return False
    return (claim.subject is old.subject) != (claim.object is old.object)


def consistent(now: list[Claimed], before: list[Claimed]) -> list[Claimed]:
    """Drop what the same sentence ends, and the end of what nobody said: "I sold the Vespa"."""
    for claim in now:
        _redirect(claim, [*now, *before])
    ended = {_key(claim) for claim in now if claim.state == "ended"}
    held = {_key(claim) for claim in [*now, *before] if claim.state == "current"}
    kept: list[Claimed] = []
    for claim in now:
        is_over = claim.state == "current" and claim.predicate == "owns" and _key(claim) in ended
        is_news = claim.state == "ended" and claim.raw in _UNSAID and claim.predicate != "lives_in"
        is_known = claim.object.is_known or _key(claim) in held
        if not is_over and (not is_news or is_known):
            kept.append(claim)
    return kept


def _redirect(claim: Claimed, others: list[Claimed]) -> None:
    """End what is known to hold of the two: "I quit the choir", of which I was a member."""
    held = [
        one
        for one in others
        if (one.state, claim.state) == ("current", "ended")
        and (one.subject, one.object) == (claim.subject, claim.object)
        and one.predicate in _REVISABLE
    ]
    if held and all(one.predicate != claim.predicate for one in held):
        claim.predicate = held[-1].predicate


def _key(claim: Claimed) -> tuple[int, str, int]:
    ends = (id(claim.subject), id(claim.object))
    if predicates()[claim.predicate].inverse == "symmetric":
        ends = (min(ends), max(ends))
    return ends[0], claim.predicate, ends[1]
