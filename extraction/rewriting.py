"""Writes a clause again as a fact: third person, names for pronouns, absolute dates."""

import re
from collections.abc import Sequence
from typing import Final

from extraction.agreement import is_base, third_person, written_out
from extraction.discourse import Discourse
from extraction.referents import Referent
from extraction.wordlists import wordlist
from extraction.words import Word

_SUBJECTS: Final = {"i", "we", "you", "u"}
_FIRST: Final = wordlist("rewriting", "first")
_POSSESSIVE: Final = wordlist("rewriting", "possessive")
_THIRD: Final = wordlist("rewriting", "third")
_THIRD_POSSESSIVE: Final = {"his", "her", "their", "its"}
_OPENERS: Final = wordlist("rewriting", "openers")
_SPACED: Final = {"aux", "cop", "advmod", "root"}
_CLOSERS: Final = wordlist("rewriting", "closers")
Times = Sequence[tuple[int, int, str]]


class Rewriter:
    """Rewrites words of one sentence."""

    def __init__(self, discourse: Discourse, times: Times) -> None:
        """Take what pronouns stand for, and the characters of the turn that tell known times."""
        self._discourse = discourse
        self._times = times
        self._told: set[int] = set()

    def written(
        self, words: list[Word], subject: list[Referent] | None = None, verb: Word | None = None
    ) -> str:
        """Write the words; `subject` is said first when they have none, agreeing with `verb`."""
        self._told = set()
        pieces: list[str] = []
        agreeing: Word | None = None
        if subject:
            is_doing = verb is not None and verb.tag == "VBG" and not verb.kids("aux", "cop")
            pieces.append(_listed(subject) + (" is " if is_doing else " "))
            self._told.update(id(one) for one in subject)
            agreeing = _finite(verb) if verb and len(subject) == 1 else None
        for word in _trimmed(words):
            piece = self._piece(word, is_agreeing=word is agreeing, is_first=not pieces)
            if (
                pieces
                and piece[:1].isalpha()
                and pieces[-1][-1:].isalnum()
                and word.relation in _SPACED
            ):
                pieces[-1] += " "
            pieces.append(_lowered(piece, word) if len(pieces) == 1 and subject else piece)
        return _tidy("".join(pieces))

    def _piece(self, word: Word, *, is_agreeing: bool, is_first: bool) -> str:
        time = next((one for one in self._times if one[0] <= word.start < one[1]), None)
        if time is not None:
            is_head = word.start == time[0] or is_first
            return time[2] + " " if is_head else ""
        text = self._pronoun(word)
        if text is None:
            self._told.update(id(one) for one in self._discourse.resolve(word))
            text = third_person(word.text) if is_agreeing or self._agrees(word) else _full(word)
        return text + (
            word.space or (" " if text != word.text and not text.startswith("'") else "")
        )

    def _pronoun(self, word: Word) -> str | None:
        lower = word.lower
        is_owner = lower in _POSSESSIVE or (lower in _THIRD_POSSESSIVE and word.relation == "nmod")
        if word.pos not in {"PRON", "DET"} and lower != "i":
            return None
        if lower in _FIRST or lower in _POSSESSIVE:
            found = self._discourse.resolve(word)
            name = _listed(found) if found else "one"
            self._told.update(id(one) for one in found)
            return _owned(name) if is_owner else name
        if lower in _THIRD or lower in _THIRD_POSSESSIVE:
            found = self._discourse.resolve(word)
            if not found or all(id(one) in self._told for one in found):
                return None
            self._told.update(id(one) for one in found)
            return _owned(_listed(found)) if is_owner else _listed(found)
        return None

    def _agrees(self, word: Word) -> bool:
        """Whether it is the finite verb of an "I", or of a "we" or "you" that is one person."""
        head = word.head if word.relation in {"aux", "cop"} and word.head is not None else word
        if not _is_finite_form(word, head):
            return False
        subject = head.kid("nsubj")
        if subject is None and head.relation == "conj" and head.head is not None:
            subject = head.head.kid("nsubj")
        if subject is None or subject.lower not in _SUBJECTS or subject.kids("conj"):
            return False
        return len(self._discourse.resolve(subject)) <= 1


def _owned(name: str) -> str:
    return f"{name}'" if name.endswith("s") and name[:1].islower() else f"{name}'s"


def _lowered(piece: str, word: Word) -> str:
    """Begin with a small letter what now stands after a subject."""
    is_word = word.pos in {"VERB", "AUX", "ADV", "ADJ", "DET", "ADP"} and word.text.istitle()
    return piece[:1].lower() + piece[1:] if is_word else piece


def _full(word: Word) -> str:
    if word.lower in {"'d", "d"} and word.pos == "AUX":
        return "had" if word.lemma == "have" else "would"
    if word.pos in {"AUX", "PART", "VERB", "ADV"} and word.lower != "'s":
        return written_out(word.text)
    if word.lower in {"'s", "s"} and word.pos in {"AUX", "VERB"}:
        is_perfect = (
            word.head is not None
            and word.head.lemma in {"live", "go", "come", "become", "be", "get"}
            and word.head.tag == "VBN"
        ) or (
            word.relation == "aux"
            and word.head is not None
            and word.head.tag in {"VBN", "VBD"}
            and all(kid.lower == "been" for kid in word.head.kids("aux:pass"))
        )
        return "has" if is_perfect and word.relation == "aux" else "is"
    return word.text


def _finite(verb: Word) -> Word | None:
    first = min([*verb.kids("aux", "cop"), verb], key=lambda word: word.place)
    return first if first.tag in {"VBP", "VB"} and is_base(first.lower) else None


def _is_finite_form(word: Word, head: Word) -> bool:
    if word.pos not in {"VERB", "AUX"} or any(aux.place < word.place for aux in head.kids("aux")):
        return False
    if word.tag == "VBD":
        return word.lower == "were"
    is_joined = word.tag == "VB" and word.relation == "conj" and not word.kids("mark")
    return (word.tag == "VBP" or is_joined) and is_base(word.lower)


def _listed(referents: list[Referent]) -> str:
    names = [one.name for one in referents]
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _trimmed(words: list[Word]) -> list[Word]:
    start, end = 0, len(words)
    while start < end and (
        _is_noise(words[start])
        or (words[start].lower in _OPENERS and words[start].relation != "nsubj")
    ):
        start += 1
    while end > start and (_is_noise(words[end - 1]) or words[end - 1].lower in _CLOSERS):
        end -= 1
    return [
        word
        for word in words[start:end]
        if word.relation not in {"vocative", "discourse"} or word.pos == "NUM"
    ]


def _is_noise(word: Word) -> bool:
    return (
        word.pos in {"PUNCT", "INTJ", "SYM"} and word.text not in {"$", "\N{EURO SIGN}", "#"}
    ) or word.relation in {"discourse", "vocative"}


def _tidy(text: str) -> str:
    text = re.sub(r"\s+", " ", text)
    text = re.sub(r"\s+([,.;:!?')])", r"\1", text)
    return re.sub(r"(?:,\s*)+,", ",", text).strip(" ,;:-.!?")
