"""Mends the commonest mistake of the tagger in short sentences: "lives" read as a plural noun."""

from itertools import pairwise
from typing import Final

from extraction.agreement import stems
from extraction.frames import frames
from extraction.lexicon import type_of
from extraction.preparing import irregular_bases
from extraction.wordlists import wordlist
from extraction.words import Sentence, Word

_ADDRESSING: Final = wordlist("mending", "addressing")
_ALONE: Final = wordlist("mending", "alone")
_LEFT: Final = wordlist("mending", "left")
_PLAIN: Final = {
    "keep",
    "want",
    "need",
    "go",
    "say",
    "think",
    "know",
    "try",
    "help",
    "feel",
    "seem",
    "stay",
}
_MOVING: Final = {"move", "relocate"}
_NOMINAL: Final = {"NOUN", "PROPN", "NUM", "PRON"}
_VERBLESS: Final = {"cop", "aux", "nsubj", "expl"}


def mend(sentence: Sentence) -> None:
    """Turn a root like "Rami lives at number 12" back into a verb with its subject."""
    for word in sentence.words:
        _mend_links(word, sentence)
    root = sentence.root
    if _is_misread_verb(root):
        root.pos, root.tag = "VERB", "VBP"
        return
    verb = _verb_of(root)
    left = [kid for kid in root.children if kid.place < root.place and kid.relation in _LEFT]
    subject = next((kid for kid in reversed(left) if kid.pos in _NOMINAL), None)
    if not verb or subject is None or not left or subject.place != root.place - 1:
        return
    root.pos, root.tag, root.lemma, root.morph = "VERB", "VBZ", verb, ""
    subject.dep = "nsubj"
    for kid in left:
        if kid is not subject:
            kid.hang(subject)
    for kid in root.children:
        kid.dep = _mended(kid, root)


def _mend_links(word: Word, sentence: Sentence) -> None:
    if word.pos == "VERB":
        _mend_verb(word)
    is_odd = word.tag in {"RB", "JJ", "FW", "UH"} and word.relation not in {"amod", "advmod"}
    if is_odd and type_of(word.lower) == "condition":
        word.pos, word.tag, word.lemma = "NOUN", "NN", word.lower
    if _is_considered(word):
        word.dep = "xcomp"
    if word.dep == "ccomp" and _is_beside(word, sentence):
        word.dep = "parataxis"
    after = next(iter(sentence.words[word.place + 1 : word.place + 2]), None)
    if (
        word.tag == "POS"
        and after is not None
        and after.lower == "been"
        and after.head
        and word.head
    ):
        word.pos, word.tag, word.lemma, word.dep = "AUX", "VBZ", "have", "aux"
        word.hang(after.head)


def _is_considered(word: Word) -> bool:
    """Whether it is what somebody is "thinking of" doing."""
    if word.dep != "advcl" or word.tag != "VBG" or word.head is None:
        return False
    is_thought = word.head.lemma in {"think", "dream", "talk"}
    return is_thought and any(kid.lower in {"of", "about"} for kid in word.kids("mark", "case"))


def _mend_verb(verb: Word) -> None:
    """Read "they run" as no past, "I quit" as one, and the "at Lidl" after a verb as the verb's."""
    if verb.tag == "VBD" and verb.lower in irregular_bases():
        verb.tag = "VBP"
    if verb.lower == "quit" and verb.tag == "VBP":
        verb.tag = "VBD"
    _mend_objects(verb)
    for kid in verb.kids("xcomp", "obl"):
        markers = [mark for mark in kid.kids("mark") if mark.lower == "to"]
        is_place = kid.tag == "VB" and verb.lemma in _MOVING and not kid.kids("obj", "advmod")
        if markers and (kid.pos == "PROPN" or (is_place and kid.lower not in frames().verbs)):
            kid.dep, kid.pos, kid.tag, markers[0].dep = "obl", "PROPN", "NNP", "case"
            kid.name_type = kid.name_type or ("place" if is_place else "")


def _mend_objects(verb: Word) -> None:
    subjects = verb.kids("nsubj")
    for one, other in pairwise(subjects):
        if (one.pos, other.pos) == ("NOUN", "PROPN") and other.place == one.place + 1:
            other.dep = "appos"
            other.hang(one)
    for kid in verb.kids("nmod"):
        if kid.dep == "nmod" and kid.place > verb.place and kid.kids("case"):
            kid.dep = "obl"
    for kid in verb.kids("iobj"):
        if kid.pos in {"NOUN", "PROPN"} and not verb.kids("obj") and verb.lemma not in _ADDRESSING:
            kid.dep = "obj"


def _is_beside(word: Word, sentence: Sentence) -> bool:
    """Whether a clause stands beside what can't govern it: "not for me, my wife loves it"."""
    head = word.head
    if head is None or word.place < head.place or word.kids("mark") or not word.kids("nsubj"):
        return False
    first = word.subtree()[0].place
    is_after_comma = first > 0 and "," in {word.subtree()[0].text, sentence.words[first - 1].text}
    return head.lemma in _ALONE or (head.pos not in {"VERB", "AUX"} and is_after_comma)


def _is_misread_verb(root: Word) -> bool:
    """Whether "I no longer work" was read as a noun that "I" is."""
    subject = root.kid("nsubj")
    is_noun = root.tag in {"NN", "NNP"} and not root.kids("cop", "det", "case", "nmod:poss")
    is_said = subject is not None and subject.lower in {"i", "we", "they", "you"}
    return is_noun and is_said and root.lower in frames().verbs


def _verb_of(root: Word) -> str:
    """Give the verb that a word in -s may be, or ""."""
    is_noun = root.tag in {"NNS", "NN", "NNP", "NNPS"} or root.pos == "NOUN" or root.tag == "VBZ"
    if not is_noun or not root.lower.endswith("s") or not root.text.islower():
        return ""
    if root.kids(*_VERBLESS) or root.kids("case"):
        return ""
    known = frames().verbs
    return next((stem for stem in stems(root.lower) if stem in known or stem in _PLAIN), "")


def _mended(kid: Word, root: Word) -> str:
    if kid.place < root.place:
        return kid.dep
    if kid.dep in {"nmod", "nmod:unmarked"}:
        return "obl" if kid.kids("case") else "obj"
    if kid.dep == "acl" and kid.tag == "VBG":
        return "xcomp"
    return (
        "obj"
        if kid.dep in {"appos", "dep", "compound", "flat"} and kid.pos in _NOMINAL
        else kid.dep
    )
