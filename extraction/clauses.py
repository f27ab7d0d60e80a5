"""Finds the clauses of a sentence: a predicate with what fills its slots."""

from collections.abc import Iterator
from typing import Final, Literal

from msgspec import Struct

from extraction.frames import frames
from extraction.lexicon import kinds_of, type_of
from extraction.wordlists import wordlist
from extraction.words import Sentence, Word

Kind = Literal["verb", "being", "fragment"]

_CLAUSAL: Final = wordlist("clauses", "clausal")
_CONTROLLED_BY_OBJECT: Final = wordlist("clauses", "controlled_by_object")
RELATIVES: Final = {"who", "whom", "which", "that", "whose", "where"}
_INTRANSITIVE: Final = wordlist("clauses", "intransitive")
_LINKING: Final = wordlist("clauses", "linking")
_NOMINAL: Final = {"NOUN", "PROPN", "PRON", "NUM"}
_PARTICLES: Final = wordlist("clauses", "particles")


class Clause(Struct, kw_only=True, eq=False):
    """A predicate and the words in its slots, coordinated ones all listed.

    `slots` has subject, object, indirect, complement, doing and the prepositions. `parent` is the
    clause it depends on, `link` its relation to it; `antecedent` is what a relative clause is on.
    """

    sentence: Sentence
    head: Word
    kind: Kind
    lemma: str
    slots: dict[str, list[Word]]
    is_passive: bool = False
    link: str = "root"
    parent: "Clause | None" = None
    antecedent: Word | None = None
    has_own_subject: bool = True

    def slot(self, *names: str) -> list[Word]:
        """Give the words in any of these slots."""
        return [word for name in names for word in self.slots.get(name, [])]


def clauses(sentence: Sentence) -> list[Clause]:
    """Give the clauses of a sentence, main ones before those that depend on them."""
    found: dict[int, Clause] = {}
    for word in _top_down(sentence.root):
        if _is_predicate(word):
            found[word.place] = _clause(word, sentence, found)
    return list(found.values())


def _top_down(word: Word) -> Iterator[Word]:
    yield word
    for kid in word.children:
        yield from _top_down(kid)


def _is_predicate(word: Word) -> bool:
    if word.head is None:
        return True
    if word.relation not in _CLAUSAL:
        return False
    if word.pos in {"VERB", "AUX"}:
        return word.relation != "appos"
    if word.relation in {"conj", "appos", "list", "dep"}:
        continues = word.relation != "dep" and _continues_being(word.head)
        return bool(word.kids("cop", "nsubj")) or continues
    if word.relation == "acl" and word.dep != "acl:relcl":
        return bool(word.kids("cop"))
    return word.relation in {"parataxis", "advcl", "ccomp", "xcomp", "acl"}


def _continues_being(head: Word) -> bool:
    """Whether what is joined to this word is one more thing that a subject is said to be."""
    if head.pos == "VERB" or (head.head is None and not head.kids("cop") and head.pos != "ADJ"):
        return False
    return _is_predicate(head)


def _clause(word: Word, sentence: Sentence, found: dict[int, Clause]) -> Clause:
    parent = next((found[up.place] for up in word.ancestors() if up.place in found), None)
    clause = Clause(
        sentence=sentence,
        head=word,
        kind=_kind(word),
        lemma=_lemma(word),
        slots={},
        is_passive=_is_passive(word),
        link=word.dep,
        parent=parent,
        antecedent=word.head if word.relation == "acl" else None,
    )
    _fill(clause)
    return clause


def _is_passive(word: Word) -> bool:
    if word.kids("nsubj:pass", "aux:pass"):
        is_perfect = word.lemma in _INTRANSITIVE and not word.kids("obl:agent")
        return not is_adjective(word) and not is_perfect
    if word.tag != "VBN" or is_adjective(word):
        return False
    if word.dep == "acl" and not word.kids("aux"):
        return True
    if word.head is None and not word.kids("aux", "nsubj", "obj"):
        return any("object" in rule.left.names for rule in frames().verbs.get(word.lemma, ()))
    governor = word.head.lemma if word.head is not None and word.dep == "xcomp" else ""
    return governor in {"get", "have", "be"} or any(kid.lemma == "get" for kid in word.kids("aux"))


def is_adjective(word: Word) -> bool:
    """Whether a participle is an adjective of the table, or a diet: "married to", "based in"."""
    is_known = word.lower in frames().adjectives or "diet" in kinds_of(word.lower)
    return is_known and not word.kids("obl:agent") and not word.kids("obj")


def _kind(word: Word) -> Kind:
    if word.kids("cop") or (is_adjective(word) and word.tag != "VBD"):
        return "being"
    if word.pos == "VERB" or (word.pos == "AUX" and word.kids("nsubj", "obj")):
        return "verb"
    is_joined = word.relation in {"conj", "appos", "list"} and word.head is not None
    is_said = bool(word.kids("nsubj")) and word.pos not in {"VERB", "AUX"}
    return "being" if is_said or is_joined else "fragment"


def _lemma(word: Word) -> str:
    after = [kid for kid in word.kids("advmod") if kid.place > word.place]
    adverb = next((kid for kid in after if kid.lower in _PARTICLES), None)
    particle = word.kid("compound:prt") or adverb
    lemma = word.lower if is_adjective(word) else word.lemma
    return f"{lemma}:{particle.lower}" if particle else lemma


def _fill(clause: Clause) -> None:
    word, slots = clause.head, clause.slots
    _fill_from_children(word, slots)
    for filler in [filler for words in list(slots.values()) for filler in words]:
        _nested(filler, slots, depth=0)
    if clause.kind != "verb":
        if word.kids("case"):
            slots.setdefault(_preposition(word), []).insert(0, word)
        _nested(word, slots, depth=0, is_head=True)
    if clause.lemma not in _LINKING and "complement" in slots and "object" not in slots:
        slots["object"] = slots.pop("complement")
    _subject(clause)
    if clause.is_passive:
        _turn_round(clause)
    _relative_gap(clause)


def _fill_from_children(word: Word, slots: dict[str, list[Word]]) -> None:
    before = ""
    for kid in word.children:
        name = _slot_name(kid)
        if kid.relation == "conj" and kid.pos in {"NOUN", "PROPN"} and not _is_predicate(kid):
            name = before  # the parser hung "… and Ann" on the verb
        if name:
            slots.setdefault(name, []).extend(coordinated(kid))
            before = name


def _slot_name(kid: Word) -> str:
    if kid.relation == "nsubj":
        is_patient = kid.dep == "nsubj:pass" and kid.head is not None and _is_passive(kid.head)
        return "passive" if is_patient else "subject"
    if kid.relation in {"obj", "iobj"}:
        return "object" if kid.relation == "obj" else "indirect"
    if kid.relation == "obl" or (kid.relation == "advmod" and kid.kids("case")):
        return _preposition(kid)
    if kid.relation == "advmod":
        if kid.lower in {"there", "here"}:
            return "there"
        return "object" if type_of(kid.lower) == "condition" else ""
    return _complement(kid) if kid.relation in {"xcomp", "ccomp"} else ""


def _complement(kid: Word) -> str:
    if kid.kids("case"):
        return _preposition(kid)
    if kid.pos in {"NOUN", "PROPN", "ADJ", "NUM", "PRON"} and not kid.kids("cop", "nsubj"):
        return "complement"
    return "doing" if kid.tag == "VBG" or kid.kid("mark") else ""


def _preposition(word: Word) -> str:
    inner = [
        kid for part in word.kids("compound", "flat", "nmod:desc") for kid in part.kids("case")
    ]
    cases = [kid.lower for kid in [*inner, *word.kids("case")] if kid.text != "'s"]
    return cases[-1] if cases else "time"


def _nested(word: Word, slots: dict[str, list[Word]], depth: int, *, is_head: bool = False) -> None:
    """Offer prepositional phrases that hang on a noun to the verb as well."""
    for kid in word.kids("nmod", "obl"):
        if kid.dep == "nmod:poss" or not kid.kids("case"):
            continue
        name = _preposition(kid)
        if name != "of" or is_head:
            slots.setdefault(name, []).extend(w for w in coordinated(kid) if w not in slots[name])
        if depth < 2:  # noqa: PLR2004 -- "a nurse at the clinic in Oslo"
            _nested(kid, slots, depth + 1)


def coordinated(word: Word) -> list[Word]:
    """Give a word and the nouns joined to it by "and", "or" or a comma, but not by "not"."""
    kids = [kid for kid in word.kids("conj") if _is_alike(kid, word)]
    return [word, *(one for kid in kids for one in coordinated(kid))]


def _is_alike(kid: Word, word: Word) -> bool:
    is_denied = any(one.lower in {"not", "nor"} for one in kid.kids("advmod", "cc"))
    is_noun = kid.pos in _NOMINAL or word.pos not in _NOMINAL
    return is_noun and not is_denied and not _is_predicate(kid)


def _turn_round(clause: Clause) -> None:
    """Make the agent of a passive its subject and the subject its object."""
    slots, head = clause.slots, clause.head
    patients = slots.pop("passive", []) or slots.pop("subject", [])
    if objects := head.kids("obj"):
        slots["complement"] = coordinated(objects[0])
    slots["object"] = patients
    slots["subject"] = slots.pop("by", [])


def _subject(clause: Clause) -> None:
    """Find a subject left out: that of the clause above, or what a participle describes."""
    slots, parent = clause.slots, clause.parent
    if slots.get("subject") or slots.get("passive"):
        return
    clause.has_own_subject = False
    if (
        clause.head.dep == "acl"
        and clause.antecedent
        and (clause.is_passive or clause.head.tag == "VBG")
    ):
        slots["subject"] = [clause.antecedent]
    elif parent and clause.link not in {"acl", "acl:relcl", "parataxis", "ccomp"}:
        slots["subject"] = list(_controller(clause, parent))
    elif (
        parent
        and clause.link == "parataxis"
        and clause.kind == "verb"
        and clause.head.tag in {"VBD", "VBN", "VBZ"}
    ):
        slots["subject"] = list(surface_subject(parent))


def surface_subject(clause: Clause) -> list[Word]:
    """Give the subject as it stands in the words, also of a passive."""
    return clause.slot("object") if clause.is_passive else clause.slot("subject")


def _controller(clause: Clause, parent: Clause) -> list[Word]:
    takes_object = clause.link == "xcomp" and parent.lemma.split(":")[0] in _CONTROLLED_BY_OBJECT
    if takes_object and parent.slot("object", "indirect") and not parent.is_passive:
        return parent.slot("indirect") or parent.slot("object")
    return surface_subject(parent)


def _relative_gap(clause: Clause) -> None:
    """Put what a relative clause is about into the slot that it leaves open."""
    if clause.link != "acl:relcl" or clause.antecedent is None:
        return
    slots = clause.slots
    for words in slots.values():
        for index, word in enumerate(words):
            if word.lower in RELATIVES and word.pos in {"PRON", "DET", "SCONJ", "ADV"}:
                words[index] = clause.antecedent
                return
    if not surface_subject(clause):
        slots["object" if clause.is_passive else "subject"] = [clause.antecedent]
        clause.has_own_subject = True
    elif stranded := _stranded(clause.head):
        slots.setdefault(stranded, []).append(clause.antecedent)
    elif not slots.get("object") and clause.kind == "verb":
        slots["object"] = [clause.antecedent]


def _stranded(word: Word) -> str:
    last = [
        kid
        for kid in word.subtree()
        if kid.pos == "ADP"
        and not kid.children
        and kid.relation in {"obl", "advmod", "case", "compound"}
    ]
    after = [
        kid
        for kid in last
        if kid.head is word and kid.place > word.place and kid.relation != "case"
    ]
    return after[-1].lower if after else ""
