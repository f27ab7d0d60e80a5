"""Mends verbs in -s that a second "and" joins: "lives in Bergen and works at Acme"."""

from typing import Final

from extraction.agreement import stems
from extraction.frames import frames
from extraction.lexicon import type_of
from extraction.wordlists import wordlist
from extraction.words import Sentence, Word

_PLAIN: Final = wordlist("mending", "verbs")
_BETWEEN: Final = wordlist("mending", "between")
_FINITE: Final = {"VBZ", "VBD", "VBP", "MD"}
_NOMINAL: Final = {"NOUN", "PROPN", "PRON", "NUM"}
_FIRST_OR_MANY: Final = {"i", "we", "you", "they"}
_STAYS: Final = {"punct", "parataxis", "discourse", "vocative"}
_NOMINAL_LINKS: Final = {
    "nmod", "nmod:unmarked", "obl", "advmod", "conj", "appos", "dep", "compound", "flat",
}  # fmt: skip
_OPENS_OBJECT: Final = {"DET", "PRON"}
_FOLLOWS_VERB: Final = {*_OPENS_OBJECT, "ADP", "PROPN", "NUM", "NOUN", "ADJ", "PUNCT", "CCONJ"}


def join_verbs(sentence: Sentence) -> None:
    """Give each verb in -s after "and" or a comma its place beside the verb before it."""
    _find_verbs(sentence)
    for word in sentence.words[1:]:
        joint = _joint(word, sentence)
        first = _first_verb(word, sentence) if joint and _is_verb(word, sentence) else None
        if joint and first:
            _join(word, first, joint, sentence)
    for word, before in zip(sentence.words[1:], sentence.words, strict=False):
        after = _after(word, sentence)
        if (before.lower, word.lower) == ("no", "longer") and after and after.pos == "VERB":
            _move(word, after, "advmod")


def _find_verbs(sentence: Sentence) -> None:
    """Make verbs of what is tagged as one, and give the sentence the verb that it lacks."""
    for word in sentence.words:
        if word.tag == "VBZ" and word.pos not in {"VERB", "AUX"} and verb_of(word):
            _become_verb(word)
    root = sentence.root
    before = sentence.words[: root.place]
    others = [kid for kid in root.kids("nsubj", "aux", "expl", "csubj") if kid.tag != "PRP$"]
    is_bare = not others and root.tag == "VBZ" and root.place > 0
    if is_bare and before[-1].pos in {"NOUN", "PROPN"} and _is_phrase(before):
        _take_subject(root, root, sentence)
    if root.tag in {"NNS", "NNPS"} and root.kids("nsubj") and _is_verb(root, sentence):
        _become_verb(root)
    if not any(word.tag in _FINITE for word in sentence.words):
        _raise_verb(sentence)
    if hidden := _hidden_verb(sentence):
        _make_root(hidden, sentence)


def _joint(word: Word, sentence: Sentence) -> list[Word]:
    """Give the "and" or comma that stands before a word, with the adverbs between."""
    before: list[Word] = []
    for one in reversed(sentence.words[: word.place]):
        before.append(one)
        if one.lower in {"and", "but", ","}:
            return before
        if one.lower not in _BETWEEN:
            return []
    return []


def _is_verb(word: Word, sentence: Sentence) -> bool:
    """Whether a word in -s is a verb, or a noun that what follows shows to be none."""
    if not word.text.islower() or not word.lower.endswith("s"):
        return False
    subjects = [kid for kid in word.kids("nsubj", "expl", "aux") if kid.tag != "VBZ"]
    if word.tag == "VBZ" or word.pos == "VERB":
        return not subjects
    if subjects and word.head is not None:
        return False
    verb, after = verb_of(word), _after(word, sentence)
    is_noun = word.kids("case", "det", "nmod:poss", "amod", "nummod", "cop")
    return bool(verb) and not is_noun and _may_follow(after, verb)


def _may_follow(after: Word | None, verb: str) -> bool:
    """Whether what follows can be a verb's: more is asked of what may also be a noun."""
    if after is None or after.lower == "of":
        return False
    if type_of(verb) is None:
        return after.pos in _FOLLOWS_VERB
    taken = {name for rule in frames().verbs.get(verb, ()) for name in rule.right.names}
    return after.pos in _OPENS_OBJECT or (after.pos == "ADP" and after.lower in taken)


def verb_of(word: Word) -> str:
    """Give the verb that a word in -s may be, or ""."""
    known = frames().verbs
    return next((stem for stem in stems(word.lower) if stem in known or stem in _PLAIN), "")


def _after(word: Word, sentence: Sentence) -> Word | None:
    return next((one for one in sentence.words[word.place + 1 : word.place + 2]), None)


def _first_verb(word: Word, sentence: Sentence) -> Word | None:
    """Give the finite verb before a word whose subject it can share."""
    for one in reversed(sentence.words[: word.place]):
        if one.dep == "acl:relcl" or one.tag not in _FINITE:
            continue
        verb = one.head if one.relation in {"aux", "cop"} and one.head is not None else one
        said = {kid.lower for kid in verb.kids("nsubj")}
        may_lack = verb.relation == "conj" or verb.tag == "VBZ"
        may_share = (bool(said) or may_lack) and not said & _FIRST_OR_MANY
        return verb if may_share and verb.place < word.place else None
    return None


def _join(word: Word, first: Word, joint: list[Word], sentence: Sentence) -> None:
    if word in first.ancestors():
        _take_place(first, word, sentence)
    if word.tag != "VBZ":
        _become_verb(word)
    _move(word, first, "conj")
    for one in joint:
        _move(one, word, one.dep if one.dep != "root" else "cc")
    _part(first, word, joint, sentence)
    for one in word.children:
        if one.place > word.place:
            one.dep = _argument(one)


def _part(first: Word, word: Word, joint: list[Word], sentence: Sentence) -> None:
    """Let what stands between the two verbs belong to the first, what follows to the second."""
    for one in sentence.words[first.place + 1 : word.place]:
        if one not in joint and one.head is not None and one.head.place >= word.place:
            _move(one, first, "obj" if one.dep == "nsubj" else one.dep)
            one.dep = _argument(one)
    is_shared = joint[-1].place == first.place + 1 and first.pos == "VERB"
    for one in sentence.words[word.place + 1 :]:
        is_across = one.head is not None and one.head.place < word.place
        stays = one.relation in _STAYS or (is_shared and one.dep == "obj")
        if is_across and not stays:
            _move(one, word, one.dep)


def _take_place(first: Word, word: Word, sentence: Sentence) -> None:
    """Put the first verb where the second one stood, with what stands before that."""
    head, dep = word.head, word.dep
    if head is None:
        first.head.children.remove(first)  # type: ignore[union-attr]
        first.head, first.dep, sentence.root = None, "root", first
    else:
        _move(first, head, dep)
    for one in list(word.children):
        if one.place < first.place:
            _move(one, first, one.dep)


def _argument(kid: Word) -> str:
    """Read what was a noun's as a verb's."""
    if kid.dep not in _NOMINAL_LINKS:
        return kid.dep
    if kid.kids("case"):
        return "obl"
    is_thing = kid.pos in _NOMINAL and kid.tag != "VBZ" and not kid.kids("cc")
    return "obj" if is_thing else kid.dep


def _raise_verb(sentence: Sentence) -> None:
    """Find the verb of a sentence in which the parser saw none: "Ben designs chairs"."""
    for word in sentence.words[:-1]:
        before = sentence.words[: word.place]
        is_subject = bool(before) and before[-1].pos in {"NOUN", "PROPN"}
        if any(one.pos in {"ADP", "VERB", "PUNCT"} for one in before):
            return
        if (is_subject or not before) and _is_raised(word, sentence):
            _make_root(word, sentence)
            return


def _hidden_verb(sentence: Sentence) -> Word | None:
    """Find the verb between a subject and the noun that was taken for the predicate."""
    root = sentence.root
    subject = root.kid("nsubj")
    having = next((kid for kid in root.kids("aux") if kid.lemma == "have"), None)
    if root.pos == "NOUN" and having and subject and len(root.kids("aux", "cop")) == 1:
        having.pos = "VERB"
        return having
    if root.pos not in {"NOUN", "PROPN"} or root.kids("cop", "aux"):
        return None
    if subject is None:
        return next((one for one in sentence.words if _has_pronoun(one, root)), None)
    for word in sentence.words[subject.place + 1 : root.place]:
        is_finite = word.pos == "VERB" and word.tag in {"VBD", "VBZ", "VBP"}
        if is_finite and word.dep in {"amod", "xcomp", "ccomp", "compound", "acl"}:
            return None if word.kids("nsubj", "mark") else word
    return None


def _is_phrase(words: list[Word]) -> bool:
    """Whether words can be one noun phrase."""
    return not any(one.pos in {"ADP", "VERB", "AUX", "PUNCT", "ADV", "CCONJ"} for one in words)


def _has_pronoun(word: Word, root: Word) -> bool:
    """Whether a noun in -s has "she" as its subject: "she no longer studies biology"."""
    said = {kid.lower for kid in word.kids("nsubj")}
    is_noun = word.head is root and word.tag in {"NNS", "NNPS"} and bool(verb_of(word))
    return is_noun and bool(said & {"he", "she", "it"})


def _is_raised(word: Word, sentence: Sentence) -> bool:
    after = _after(word, sentence)
    is_plain = word.text.islower() or word.place == 0
    return (
        is_plain
        and word.lower.endswith("s")
        and bool(verb_of(word))
        and after is not None
        and _may_follow(after, verb_of(word))
        and after.pos not in {"PUNCT", "CCONJ"}
        and (word.place > 0 or after.pos in {*_OPENS_OBJECT, "ADP"})
    )


def _become_verb(word: Word) -> None:
    word.lemma, word.pos, word.tag, word.morph = verb_of(word), "VERB", "VBZ", ""


def _make_root(word: Word, sentence: Sentence) -> None:
    if word.tag not in _FINITE:
        _become_verb(word)
    old = sentence.root
    if word.head is not None:
        word.head.children.remove(word)
    word.head, word.dep, sentence.root = None, "root", word
    _take_subject(word, old, sentence)
    for one in sentence.words[word.place + 1 :]:
        if one is old:
            _move(one, word, "obl" if one.kids("case") else "obj")
        elif _is_loose(one, word, old) and one.head is not word:
            _move(one, word, one.dep)
    for one in word.children:
        one.dep = _argument(one) if one.place > word.place else one.dep


def _take_subject(word: Word, old: Word, sentence: Sentence) -> None:
    """Make one noun phrase of what stands before the verb."""
    before = sentence.words[: word.place]
    nouns = [one for one in before if one.pos in {"NOUN", "PROPN", "PRON"} and one.tag != "PRP$"]
    subject = next((one for one in nouns if one.pos == "NOUN"), nouns[0] if nouns else None)
    if subject is None:
        return
    for one in before:
        one.dep = "nmod:poss" if one.tag == "PRP$" else one.dep
    for one in before:
        if one is not subject and _is_loose(one, word, old):
            _move(one, subject, "appos" if _is_name_of(one, subject) else one.dep)
    _move(subject, word, "nsubj")


def _is_loose(one: Word, verb: Word, old: Word) -> bool:
    """Whether a word hangs on the verb or on something across it."""
    if one is verb:
        return False
    if one is old or one.head is None or one.head is verb:
        return True
    return (one.place < verb.place) != (one.head.place < verb.place)


def _is_name_of(one: Word, subject: Word) -> bool:
    return one.pos == "PROPN" and subject.pos == "NOUN" and one.place > subject.place


def _move(kid: Word, target: Word, dep: str) -> None:
    if kid.hang(target):
        kid.dep = dep
