"""Judges what a clause claims: that it holds, held, is planned or wished, or nothing at all."""

from typing import Final, Literal

from msgspec import Struct

from extraction.clauses import Clause
from extraction.frames import frames
from extraction.wordlists import wordlist
from extraction.words import Word

Claim = Literal["holds", "ended", "planned", "wanted", "none"]
Tense = Literal["past", "present", "future"]

_NEGATIONS: Final = wordlist("modality", "negations")
_DOUBTS: Final = wordlist("modality", "doubts")
_MODALS: Final = wordlist("modality", "modals")
_FUTURE: Final = {"will", "'ll", "ll", "shall", "wo"}
_CONDITIONS: Final = {"if", "unless", "whether", "lest", "whenever"}
_PLANNING: Final = wordlist("modality", "planning")
_WISHING: Final = wordlist("modality", "wishing")
_ENDING: Final = {"stop", "quit", "cease"}
_KEEPING: Final = wordlist("modality", "keeping")
_TELLING: Final = wordlist("modality", "telling")
_OWN_WORDS: Final = wordlist("modality", "own_words")
_REMINDING: Final = {"mention", "tell", "remember", "know", "say", "forget"}
_MOVING: Final = wordlist("modality", "moving")
_FELT: Final = wordlist("modality", "felt")
_LIKING: Final = {"like", "love", "prefer", "enjoy", "hate"}
_TAGS: Final = wordlist("modality", "tags")
_FIRST_PERSON: Final = {"i", "we"}


class Standing(Struct, frozen=True, kw_only=True):
    """What a clause claims. `reason` says why it claims nothing. `tense` places its times."""

    claim: Claim
    tense: Tense
    reason: str = ""
    is_perfect: bool = False
    is_progressive: bool = False

    @property
    def direction(self) -> int:
        """-1 when its times lie in the past, else 1."""
        return -1 if self.tense == "past" or self.is_perfect else 1


def standing(clause: Clause, above: Standing | None, *, is_quoted: bool = False) -> Standing:
    """Judge a clause, given how the clause above it was judged."""
    tense = _tense(clause, above)
    reason = "quoted" if is_quoted else _doubt(clause, above)
    claim: Claim = "none" if reason else _claim(clause, above, tense)
    forms = {word.lower for word in clause.head.kids("aux")}
    return Standing(
        claim=claim,
        tense=tense,
        reason=reason or ("not claimed" if claim == "none" else ""),
        is_perfect=bool(forms & {"have", "has", "'ve", "ve"})
        and clause.head.tag in {"VBN", "VBG", "VBD", "NN", "JJ", "NNP"},
        is_progressive=clause.head.tag == "VBG",
    )


def _finite(clause: Clause) -> list[Word]:
    verbs = [*clause.head.kids("aux", "cop"), clause.head]
    return sorted(verbs, key=lambda word: word.place)


def _tense(clause: Clause, above: Standing | None) -> Tense:
    first = _finite(clause)[0]
    forms = {word.lower for word in clause.head.kids("aux", "cop")}
    if forms & _FUTURE or forms & {"gonna", "gon"}:
        return "future"
    if first.tag == "VBD" or first.lower in {"was", "were", "did", "had"}:
        return "past"
    if above and _inherits_tense(clause, first):
        return above.tense
    if clause.head.tag == "VBN" and not clause.head.kids("aux"):
        return "past"
    return "present"


def _inherits_tense(clause: Clause, first: Word) -> bool:
    if clause.link == "xcomp":
        return True
    return (
        clause.link in {"conj", "advcl", "acl"}
        and first.tag in {"VB", "VBG", "VBN"}
        and not clause.has_own_subject
    )


def _doubt(clause: Clause, above: Standing | None) -> str:
    """Say why a clause claims nothing; "" when it may claim something."""
    if above and above.claim == "none" and _falls_with_parent(clause, above):
        return above.reason or "within what is not claimed"
    tests = {
        "asked": _is_asked,
        "hypothetical": _is_condition,
        "requested": _is_request,
        "negated": _is_denial,
        "uncertain": _is_uncertain,
        "hearsay": _is_hearsay,
    }
    return next((reason for reason, holds in tests.items() if holds(clause)), "")


def _is_denial(clause: Clause) -> bool:
    return is_negated(clause) and not _is_end(clause) and not _is_aversion(clause)


def _is_uncertain(clause: Clause) -> bool:
    return any(kid.lower in _DOUBTS for kid in clause.head.kids("advmod"))


def _falls_with_parent(clause: Clause, above: Standing) -> bool:
    if clause.link in {"acl:relcl", "parataxis"}:
        return False
    if clause.link == "conj" and above.reason == "negated":
        return any(kid.lower in {"or", "nor"} for kid in clause.head.kids("cc"))
    if clause.link == "conj" and above.reason in {"hearsay", "requested", "uncertain"}:
        return not clause.has_own_subject
    if clause.link == "advcl":
        return above.reason == "hypothetical"
    if clause.link == "ccomp":
        return not _is_reminder(clause)
    return clause.link in {"xcomp", "conj", "acl", "csubj"}


def _is_reminder(clause: Clause) -> bool:
    """Whether it is what "Did I mention that …" takes for granted."""
    parent = clause.parent
    return bool(parent and parent.lemma in _REMINDING and not is_negated(parent))


def _is_asked(clause: Clause) -> bool:
    if clause.sentence.is_answered or clause.link in {
        "acl:relcl",
        "acl",
        "advcl",
        "ccomp",
        "xcomp",
    }:
        return False
    if not clause.sentence.is_question:
        return _is_inverted(clause)
    last = [word.lower for word in clause.sentence.words if word.pos != "PUNCT"][-1:]
    has_tag = bool(last) and last[0] in _TAGS
    return not (has_tag and clause.has_own_subject and not _is_inverted(clause))


def _is_inverted(clause: Clause) -> bool:
    subject = clause.head.kid("nsubj")
    auxiliaries = clause.head.kids("aux", "cop")
    if clause.link != "root" or not subject or not auxiliaries:
        return False
    return auxiliaries[0].place == _first_place(clause) and auxiliaries[0].place < subject.place


def _first_place(clause: Clause) -> int:
    words = [word for word in clause.sentence.words if word.pos not in {"PUNCT", "INTJ", "CCONJ"}]
    return words[0].place if words else 0


def _is_condition(clause: Clause) -> bool:
    head = clause.head
    if any(kid.lower in _CONDITIONS for kid in head.kids("mark")):
        return True
    if any(mark.lower in _CONDITIONS for kid in head.kids("advcl") for mark in kid.kids("mark")):
        return True
    modal = {kid.lower for kid in head.kids("aux")} & _MODALS
    if {"would", "'d", "d"} & modal and any(kid.lower == "rather" for kid in head.kids("advmod")):
        return False
    return bool(modal) and not _is_would_like(clause) and not _is_had(clause)


def _is_had(clause: Clause) -> bool:
    return any(kid.lower in {"'d", "d"} and kid.lemma == "have" for kid in clause.head.kids("aux"))


def _is_would_like(clause: Clause) -> bool:
    modal = {kid.lower for kid in clause.head.kids("aux")}
    return bool(modal & {"would", "'d", "d"}) and clause.lemma in {"like", "love"}


def _is_request(clause: Clause) -> bool:
    head = clause.head
    if clause.link not in {"root", "conj", "parataxis"} or clause.kind == "fragment":
        return False
    if clause.slot("subject", "object") and clause.is_passive:
        return False
    if head.lower in {"let", "lets"} or any(kid.lower == "please" for kid in head.children):
        return True
    return is_bare_verb(clause) and clause.lemma not in _FELT


def is_bare_verb(clause: Clause) -> bool:
    """Whether a base form without a subject begins the clause: a request, or an "I" left out."""
    head = clause.head
    auxiliaries = {kid.lower for kid in head.kids("aux")} - {"do", "don't", "n't"}
    first = min([head, *head.kids("aux")], key=lambda word: word.place)
    is_bare = head.tag in {"VB", "VBP"} and not auxiliaries and not clause.slot("subject")
    return is_bare and first.place <= _first_place(clause) + 1


def is_negated(clause: Clause) -> bool:
    """Whether the clause denies what it says."""
    head = clause.head
    if any(kid.lower in _NEGATIONS for kid in head.kids("advmod", "cc", "aux", "det", "case")):
        return True
    if any(kid.lower == "no" for kid in head.kids("det")):
        return True
    fillers = clause.slot("subject", "object")
    return any(
        word.lower in {"nobody", "none", "nothing", "no-one", "neither"}
        or any(kid.lower in {"no", "neither"} for kid in word.kids("det"))
        for word in fillers
    )


def _is_aversion(clause: Clause) -> bool:
    """Whether the table knows the verb as one that says something when denied: "can't stand"."""
    forms = {kid.lower for kid in clause.head.kids("aux")}
    is_general = bool(forms & {"ca", "can", "wo", "will", "do", "does", "'ll", "would"})
    return is_general and f"{clause.lemma}:not" in frames().verbs


def _is_end(clause: Clause) -> bool:
    """Whether it is "no longer" or "not … any more"."""
    kids = clause.head.kids("advmod", "obl", "amod")
    adverbs = {word.lower for kid in kids for word in kid.subtree()}
    return bool(adverbs & {"longer", "anymore"}) or {"any", "more"} <= adverbs


def _is_hearsay(clause: Clause) -> bool:
    parent = clause.parent
    if parent is None or clause.link not in {"ccomp", "parataxis"} or parent.lemma not in _TELLING:
        return False
    if clause.link == "parataxis" and parent.head.place > clause.head.place:
        return False
    subjects = {word.lower for word in parent.slot("subject")}
    return not (subjects & _FIRST_PERSON and parent.lemma in _OWN_WORDS)


def _claim(clause: Clause, above: Standing | None, tense: Tense) -> Claim:
    if clause.link == "xcomp" and clause.parent is not None and above is not None:
        return _controlled(clause, clause.parent, above)
    if _is_end(clause) or _is_used_to(clause):
        return "ended"
    if is_negated(clause):
        return "holds"
    is_shared = clause.link == "conj" and not clause.has_own_subject and clause.head.tag == "VB"
    if is_shared and above is not None and above.claim in {"planned", "wanted"}:
        return above.claim
    if _is_would_like(clause):
        return "wanted"
    return "planned" if tense == "future" or is_arranged(clause) else "holds"


def is_arranged(clause: Clause) -> bool:
    """Whether a present form speaks of what is to come: "I'm flying to Rome"."""
    verb = clause.lemma.partition(":")[0]
    forms = {kid.lower for kid in clause.head.kids("aux")}
    is_now = not forms & {"been", "was", "were", "had"} and (bool(forms) or clause.link == "root")
    return clause.head.tag == "VBG" and is_now and verb in _MOVING and clause.link != "acl"


def _is_used_to(clause: Clause) -> bool:
    return any(kid.lower == "used" for kid in clause.head.kids("aux"))


def _controlled(clause: Clause, parent: Clause, above: Standing) -> Claim:
    """Judge "going to move", "used to live", "want to learn", "stopped smoking"."""
    verb = parent.lemma
    is_to = any(kid.lower == "to" for kid in clause.head.kids("mark"))
    if (verb == "use" and is_to) or verb in _ENDING:
        return "ended"
    if above.claim == "wanted" or (verb in _WISHING and verb not in _LIKING):
        return "wanted"
    if verb == "go" and parent.head.tag == "VBG" and is_to:
        return "planned"
    if verb in _KEEPING:
        return above.claim
    return "planned" if verb in _PLANNING and is_to else "none"
