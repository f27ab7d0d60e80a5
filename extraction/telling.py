"""Cuts a sentence into the statements worth remembering and writes each as a fact."""

from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from extraction.ages import age_of
from extraction.calendars import in_month, spoken
from extraction.clauses import Clause, surface_subject
from extraction.discourse import Discourse
from extraction.interpreting import drops_speaker
from extraction.modality import Standing
from extraction.model import Span
from extraction.referents import Referent, everyone
from extraction.rewriting import Rewriter
from extraction.scenes import Scene, is_fresh
from extraction.wordlists import wordlist
from extraction.words import Word

_UNIT_LINKS: Final = {"root", "conj", "parataxis", "list"}
_SILENT: Final = {"asked", "requested", "quoted", "hypothetical", "within what is not claimed"}
_VAGUE: Final = wordlist("telling", "vague")
_EMPTY_VERBS: Final = wordlist("telling", "empty_verbs")
_FEWEST: Final = 2


class Told(Struct, frozen=True, kw_only=True):
    """A statement: its text, the words it is made of, and whom it is about."""

    text: str
    words: list[Word]
    spans: tuple[Span, ...]
    subjects: list[Referent]
    is_fragment: bool = False


def told(scene: Scene, discourse: Discourse) -> Iterator[Told]:
    """Give the statements of a sentence, in order."""
    heads = {clause.head.place for clause in scene.clauses if _is_unit(clause)}
    rewriter = Rewriter(discourse, scene.spoken_times())
    for clause in sorted(scene.clauses, key=lambda one: one.head.place):
        standing = scene.standings[clause.head.place]
        if clause.head.place not in heads or standing.reason in _SILENT:
            continue
        words = _own_words(clause.head, heads)
        subject, is_missing = _subject(clause, standing, discourse)
        if not _is_informative(clause, words, subject):
            continue
        text = rewriter.written(words, subject if is_missing else None, clause.head)
        if text:
            yield Told(
                text=text + _completed(clause, words, standing, scene),
                words=words,
                spans=spans_of(words, scene.sentence.turn),
                subjects=subject,
                is_fragment=_is_fragment(clause),
            )


def _completed(clause: Clause, words: list[Word], standing: Standing, scene: Scene) -> str:
    """Give what the words leave unsaid: years of an age, since when, when it just happened."""
    has_time = any(word.place in scene.timed for word in words)
    is_done = standing.claim == "holds" and (standing.tense == "past" or standing.is_perfect)
    times = scene.times(clause)
    if clause.kind == "being" and _is_age(clause) and not has_time:
        return " years old"
    if times.is_since and times.start and standing.is_perfect and _is_duration(clause, scene):
        return f" {spoken(times.start, 'since')}"
    if is_fresh(clause.head) and not has_time and is_done and clause.kind != "fragment":
        return f" {spoken(in_month(scene.today))}"
    return ""


def _is_age(clause: Clause) -> bool:
    head = clause.head
    is_bare = not head.kids("det", "compound", "amod", "case", "nmod", "flat")
    return head.pos == "NUM" and is_bare and age_of(head) is not None


def _is_duration(clause: Clause, scene: Scene) -> bool:
    phrases = scene.phrases.get(clause.head.place, [])
    return any(phrase.bound == "for" for phrase in phrases)


def _is_unit(clause: Clause) -> bool:
    """Whether the clause stands on its own; what shares the subject before it stays with that."""
    if clause.link not in _UNIT_LINKS:
        return False
    if clause.link == "root":
        return True
    if clause.parent is None or clause.kind == "fragment" or not _is_unit(clause.parent):
        return False
    return clause.has_own_subject or clause.link == "parataxis" or clause.parent.kind == "fragment"


def _is_fragment(clause: Clause) -> bool:
    """Whether the words make no sentence even with a subject before them: "31", "left-handed"."""
    if clause.kind == "fragment":
        return True
    return (
        clause.kind == "being" and not clause.head.kids("cop", "aux") and clause.head.tag != "VBN"
    )


def _own_words(head: Word, heads: set[int]) -> list[Word]:
    words: list[Word] = []
    stack = [head]
    while stack:
        word = stack.pop()
        words.append(word)
        stack.extend(kid for kid in word.children if kid.place not in heads)
    return sorted(words, key=lambda word: word.place)


def _subject(
    clause: Clause, standing: Standing, discourse: Discourse
) -> tuple[list[Referent], bool]:
    """Give who it is about, and whether the words leave that out."""
    words = surface_subject(clause)
    referents = [one for word in words for one in everyone(discourse.resolve(word))]
    if words:
        is_said = any(word.head is clause.head or word.place == clause.head.place for word in words)
        return referents, not is_said
    drops = drops_speaker(clause, standing)
    return ([discourse.speaker], True) if drops else ([], True)


def _is_informative(clause: Clause, words: list[Word], subject: list[Referent]) -> bool:
    said = surface_subject(clause)
    is_vague = not said or said[0].lower in _VAGUE or said[0].pos == "PRON"
    if not subject and is_vague and not (said and any(word.pos == "PROPN" for word in words)):
        return False
    content = [
        word
        for word in words
        if word.pos in {"NOUN", "PROPN", "VERB", "ADJ", "NUM"} and word.lower not in _EMPTY_VERBS
    ]
    named = [word for word in content if word.pos in {"NOUN", "PROPN", "NUM"} or word.tag == "VBG"]
    if content == [clause.head] and any(word.lower in _VAGUE for word in clause.slot("object")):
        return False
    if not said:
        return len(content) >= _FEWEST and bool(named)
    return len(content) >= _FEWEST or (bool(content) and (bool(named) or clause.kind == "verb"))


def spans_of(words: list[Word], turn: int) -> tuple[Span, ...]:
    """Give the stretches of the turn that the words cover."""
    spans: list[Span] = []
    last = -2
    for word in words:
        if word.place == last + 1 and spans:
            spans[-1] = Span(turn=turn, start=spans[-1].start, end=word.end)
        else:
            spans.append(Span(turn=turn, start=word.start, end=word.end))
        last = word.place
    return tuple(spans)
