"""Draws the conclusions of one sentence: which relations it claims, clause by clause."""

from collections.abc import Iterator

from msgspec import Struct

from extraction.clauses import Clause
from extraction.discourse import Discourse
from extraction.frames import Rule, frames
from extraction.modality import Standing, is_negated
from extraction.noun_phrases import NounPhrase
from extraction.phrasing import attributes
from extraction.relating import Claimed, Context, claimed, intended
from extraction.scenes import Scene
from extraction.slots import Slots
from extraction.stating import stated
from extraction.words import Word


class Found(Struct, frozen=True, kw_only=True):
    """A relation, the word it was read from, and the phrase if it lies in one and not in a clause."""

    claimed: Claimed
    word: Word
    phrase: NounPhrase | None = None


def found_in(scene: Scene, discourse: Discourse) -> list[Found]:
    """Give the relations a sentence claims."""
    found: list[Found] = []
    for clause in scene.clauses:
        found += [
            Found(claimed=one, word=clause.head) for one in _of_clause(clause, scene, discourse)
        ]
    for word in scene.sentence.words:
        phrase = discourse.phrase(word)
        if phrase is None or phrase.head is not word or _is_predicated(word, scene):
            continue
        found += [
            Found(claimed=one, word=word, phrase=phrase)
            for one in attributes(phrase, scene.sentence, discourse)
        ]
    return found


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
    """Whether a missing subject is the speaker: "Started my new job", "Heading home"."""
    head = clause.head
    if clause.slot("object" if clause.is_passive else "subject"):
        return False
    if clause.link not in {"root", "parataxis", "conj", "xcomp", "advcl"}:
        return False
    if clause.kind != "verb":
        return clause.link == "root" and (head.pos == "ADJ" or bool(head.kids("case", "cop")))
    is_finite = standing.tense == "past" or head.tag in {"VBG", "VBD", "VBN"}
    return is_finite or bool(head.kids("aux")) or clause.link != "root"


def _rules(clause: Clause) -> tuple[Rule, ...]:
    tables = frames()
    if clause.kind != "verb":
        adjective = tables.adjectives.get(clause.lemma) or tables.adjectives.get(
            clause.head.lower, ()
        )
        is_placed = clause.kind == "being" or bool(clause.head.kids("case"))
        return adjective + (tables.being if is_placed else ())
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
