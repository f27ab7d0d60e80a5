"""Draws the conclusions of one sentence: which relations it claims, clause by clause."""

from collections.abc import Iterator

from msgspec import Struct

from extraction.clauses import Clause
from extraction.describing import age_of, aged, identity, is_favourite, possessions
from extraction.discourse import Discourse
from extraction.frames import Rule, frames
from extraction.modality import Standing, is_negated
from extraction.referents import Referent, everyone
from extraction.relating import Claimed, claimed
from extraction.scenes import Scene
from extraction.slots import Slots
from extraction.words import Word


class Found(Struct, frozen=True, kw_only=True):
    """A relation and the word it was read from."""

    claimed: Claimed
    word: Word


def found_in(scene: Scene, discourse: Discourse) -> list[Found]:
    """Give the relations a sentence claims."""
    found: list[Found] = []
    for clause in scene.clauses:
        found += [
            Found(claimed=one, word=clause.head) for one in _of_clause(clause, scene, discourse)
        ]
    for word in scene.sentence.words:
        found += [Found(claimed=one, word=word) for one in _of_phrase(word, scene, discourse)]
    return found


def _of_clause(clause: Clause, scene: Scene, discourse: Discourse) -> Iterator[Claimed]:
    standing = scene.standings[clause.head.place]
    if standing.claim == "none":
        return
    slots = Slots(clause, discourse, speaker_drops=drops_speaker(clause, standing))
    yield from claimed(clause, _rules(clause), standing, scene.times(clause), slots)
    if clause.kind != "verb":
        yield from _being(clause, standing, scene, discourse)


def drops_speaker(clause: Clause, standing: Standing) -> bool:
    """Whether a missing subject is the speaker: "Started my new job", "Heading home"."""
    head = clause.head
    if clause.slot("subject") or clause.link not in {"root", "parataxis", "conj", "xcomp", "advcl"}:
        return False
    if clause.is_passive:
        return False
    return (
        standing.tense == "past"
        or head.tag in {"VBG", "VBD", "VBN"}
        or bool(head.kids("aux"))
        or clause.link != "root"
    )


def _rules(clause: Clause) -> tuple[Rule, ...]:
    tables = frames()
    if clause.kind == "verb":
        return tables.verbs.get(clause.lemma, ()) or tables.verbs.get(
            clause.lemma.partition(":")[0], ()
        )
    return tables.adjectives.get(clause.lemma, ()) + _being_rules(clause)


def _being_rules(clause: Clause) -> tuple[Rule, ...]:
    """Rules of "X is in Y" hold when the predicate itself is the phrase with the preposition."""
    return frames().being if clause.kind == "being" or clause.head.kids("case") else ()


def _being(
    clause: Clause, standing: Standing, scene: Scene, discourse: Discourse
) -> Iterator[Claimed]:
    head = clause.head
    subjects = [one for word in clause.slot("subject") for one in everyone(discourse.resolve(word))]
    if head.kids("case") or standing.claim not in {"holds", "ended", "planned"}:
        return
    if not subjects and drops_speaker(clause, standing):
        subjects = [discourse.speaker]
    for subject in subjects:
        years = age_of(head) if head.pos in {"NUM", "ADJ", "NOUN"} else None
        if head.lemma in {"old", "year"} and head.subtree()[0].place != head.place:
            years = next((age for kid in head.subtree() if (age := age_of(kid)) is not None), None)
        if (
            years is not None
            and subject.type in {"person", "animal", None}
            and subject.gender != "thing"
        ):
            yield aged(subject, years, standing, scene.times(clause).start)
            continue
        yield from _equated(clause, subject, standing, discourse)


def _equated(
    clause: Clause, subject: Referent, standing: Standing, discourse: Discourse
) -> Iterator[Claimed]:
    """Give what "X is Y" says when Y is a noun or a name."""
    for word in [
        clause.head,
        *(
            kid
            for kid in clause.head.kids("conj")
            if kid.pos in {"NOUN", "PROPN"} and not kid.kids("nsubj")
        ),
    ]:
        phrase = discourse.phrase(word)
        state = "ended" if standing.tense == "past" and not standing.is_perfect else "current"
        if phrase is None:
            continue
        about = discourse.phrase(clause.slot("subject")[0]) if clause.slot("subject") else None
        if about is not None and is_favourite(about) and about.holder is not None:
            holder = discourse.resolve(about.holder)
            if holder:
                yield Claimed(
                    subject=holder[0],
                    predicate="has_favorite",
                    object=discourse.resolve(word)[0],
                    raw="favorite",
                )
            continue
        for noun in phrase.nouns:
            for one in [
                *identity(subject, noun, phrase, is_said=True),
                *_related(subject, noun, phrase, discourse),
            ]:
                one.state = (
                    "ended"
                    if state == "ended" and one.predicate in {"works_as", "follows_diet"}
                    else one.state
                )
                yield one


def _related(
    subject: Referent, noun: Word, phrase: object, discourse: Discourse
) -> Iterator[Claimed]:
    own = discourse.phrase(noun)
    if own is not None and not own.name:
        yield from possessions(own, subject, discourse)


def _of_phrase(word: Word, scene: Scene, discourse: Discourse) -> Iterator[Claimed]:
    phrase = discourse.phrase(word)
    if phrase is None or phrase.head is not word or _is_predicated(word, scene):
        return
    referents = discourse.resolve(word)
    for referent in referents:
        yield from possessions(phrase, referent, discourse)
        if phrase.name:
            for noun in phrase.nouns:
                yield from identity(referent, noun, phrase, is_said=False)
        yield from _appositions(phrase.head, referent)


def _appositions(head: Word, referent: Referent) -> Iterator[Claimed]:
    """Give ages that stand behind a name: "Desmond, seventy-two years old"."""
    for kid in head.kids("appos", "conj", "amod", "acl", "parataxis", "nmod"):
        if kid.lemma in {"old", "year"} or kid.pos == "NUM":
            years = next((age for one in kid.subtree() if (age := age_of(one)) is not None), None)
            if (
                years is not None
                and referent.type == "person"
                and referent.is_named
                and kid.relation in {"appos", "acl", "amod"}
            ):
                yield aged(referent, years, Standing(claim="holds", tense="present"), None)


def _is_predicated(word: Word, scene: Scene) -> bool:
    """Whether the phrase is what a subject is said to be."""
    return any(
        clause.head is word and clause.kind == "being" and not word.kids("case")
        for clause in scene.clauses
    )
