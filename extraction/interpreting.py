"""Draws the conclusions of one sentence: which relations it claims, clause by clause."""

from collections.abc import Iterator

from msgspec import Struct

from extraction.clauses import Clause
from extraction.discourse import Discourse
from extraction.frames import Rule, frames
from extraction.modality import Standing, is_bare_verb, is_negated
from extraction.noun_phrases import NounPhrase
from extraction.phrasing import attributes
from extraction.relating import Claimed, Context, claimed, intended
from extraction.scenes import Scene
from extraction.slots import Slots
from extraction.stating import stated
from extraction.words import Word


class Found(Struct, frozen=True, kw_only=True):
    """A relation, the word it was read from, and the phrase if it lies in one."""

    claimed: Claimed
    word: Word
    phrase: NounPhrase | None = None


def found_in(scene: Scene, discourse: Discourse) -> list[Found]:
    """Give the relations a sentence claims."""
    found: list[Found] = []
    for clause in scene.clauses:
        relations = _of_clause(clause, scene, discourse)
        found += [Found(claimed=one, word=clause.head) for one in relations]
    for word in scene.sentence.words:
        phrase = discourse.phrase(word)
        if phrase is None or phrase.head is not word or _is_predicated(word, scene):
            continue
        is_claimed = _is_claimed(word, scene)
        relations = attributes(phrase, scene.sentence, discourse, is_claimed=is_claimed)
        found += [Found(claimed=one, word=word, phrase=phrase) for one in relations]
    return found


def _is_claimed(word: Word, scene: Scene) -> bool:
    """Whether the clause around a phrase claims something; if not, its presuppositions hold."""
    place = next(
        (up.place for up in [word, *word.ancestors()] if up.place in scene.standings), None
    )
    reason = scene.standings[place].reason if place is not None else ""
    return reason not in {"hypothetical", "negated", "asked", "within what is not claimed"}


def _of_clause(clause: Clause, scene: Scene, discourse: Discourse) -> Iterator[Claimed]:
    standing = scene.standings[clause.head.place]
    if standing.claim == "none":
        return
    slots = Slots(clause, discourse, speaker_drops=drops_speaker(clause, standing))
    context = Context(clause=clause, standing=standing, times=scene.times(clause), slots=slots)
    relations = claimed(_rules(clause), context)
    yield from relations or intended(context)
    if clause.kind != "verb" or clause.lemma in {"call", "name", "be"}:
        yield from stated(context, discourse)


def drops_speaker(clause: Clause, standing: Standing) -> bool:
    """Whether a missing subject is the speaker: "Started my new job", "Works at Acme"."""
    head = clause.head
    if clause.slot("object" if clause.is_passive else "subject"):
        return False
    if clause.link not in {"root", "parataxis", "conj", "xcomp", "advcl"}:
        return False
    if clause.kind != "verb":
        return clause.link == "root" and (head.pos == "ADJ" or bool(head.kids("case", "cop")))
    is_finite = standing.tense == "past" or head.tag in {"VBG", "VBD", "VBN", "VBZ"}
    return is_finite or is_bare_verb(clause) or bool(head.kids("aux")) or clause.link != "root"


def _rules(clause: Clause) -> tuple[Rule, ...]:
    tables, head = frames(), clause.head
    if any(kid.lower == "rather" for kid in head.kids("advmod")) and head.kids("aux"):
        return tables.verbs["rather"]
    if clause.kind != "verb":
        own = tables.adjectives.get(clause.lemma) or tables.adjectives.get(head.lower, ())
        is_placed = clause.kind == "being" or bool(head.kids("case"))
        return own + tables.nouns.get(clause.lemma, ()) + (tables.being if is_placed else ())
    if is_negated(clause) and f"{clause.lemma}:not" in tables.verbs:
        return tables.verbs[f"{clause.lemma}:not"]
    rules = tables.verbs.get(clause.lemma)
    if rules is None:
        rules = tables.verbs.get(clause.lemma.partition(":")[0], ())
    return rules + (tables.being if clause.lemma == "be" else ())


def _is_predicated(word: Word, scene: Scene) -> bool:
    """Whether the phrase is what a subject is said to be."""
    return any(
        clause.head is word and clause.kind == "being" and not word.kids("case")
        for clause in scene.clauses
    )
