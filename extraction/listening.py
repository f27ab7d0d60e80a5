"""Goes through a conversation turn by turn, and says what each turn of a person states."""

from collections.abc import Iterator
from typing import Final

from extraction.answers import answered, confirmed, is_yes, named_answer
from extraction.discourse import Discourse
from extraction.interpreting import Found, found_in
from extraction.ledger import Entry, Role
from extraction.model import Conversation, Span, Turn
from extraction.referents import Referent
from extraction.relating import Claimed
from extraction.revising import (
    begun_after,
    begun_together,
    consistent,
    denied,
    ended_by,
    is_correcting,
    redated,
    replaced,
    retracted_by,
)
from extraction.scenes import Scene, antecedents, scene
from extraction.segments import captions
from extraction.telling import Told, spans_of, told
from extraction.templates import introduced
from extraction.templates import sentence as said
from extraction.words import Sentence

_ASSISTANT: Final = "assistant"
_COUPLES: Final = {"married_to", "dating", "engaged_to"}
_SUBJECT, _OBJECT, _OTHER = 3, 2, 1


class Listener:
    """Remembers what was said so far in one conversation."""

    def __init__(self, conversation: Conversation) -> None:
        """Start before the first turn."""
        self._conversation = conversation
        self._discourse = Discourse(conversation)
        self._asked: Sentence | None = None
        self._said: list[Claimed] = []
        self._last: list[Claimed] = []

    def heard(self, turn: Turn, sentences: list[Sentence]) -> list[Entry]:
        """Give what a turn states; the assistant's turns state nothing, but they are understood."""
        self._take_floor(turn)
        if turn.role == _ASSISTANT and not turn.is_self:
            for sentence in sentences:
                self._entries(sentence, turn)
            self._asked = sentences[-1] if sentences else None
            return []
        entries = list(self._replies(turn, sentences))
        for sentence in sentences:
            entries += self._entries(sentence, turn)
        entries += self._shown(turn)
        claims = [claim for entry in entries for claim in entry.claims]
        if is_correcting(turn.text) and entries:
            entries[-1].claims.extend(retracted_by(claims, self._said))
        begun_after(claims)
        begun_together(claims)
        self._said += claims
        for claim in claims:
            if claim.predicate in _COUPLES and claim.state == "current":
                self._discourse.registry.group([claim.subject, claim.object])
        self._last = claims or self._last
        self._asked = None
        return entries

    def _take_floor(self, turn: Turn) -> None:
        """Let "I" be the speaker, and "you" the one other speaker if there is just one."""
        discourse, turns = self._discourse, self._conversation.turns
        if turn.role == _ASSISTANT and not turn.is_self:
            discourse.speaker, discourse.addressee = discourse.person(turn.speaker), discourse.owner
            return
        is_owner = turn.is_self or turn.speaker == self._conversation.self_name
        discourse.speaker = discourse.owner if is_owner else discourse.person(turn.speaker)
        others = {
            one.speaker: one.is_self
            for one in turns
            if one.speaker != turn.speaker and one.role != _ASSISTANT
        }
        discourse.addressee = None
        if len(others) == 1:
            name, is_self = others.popitem()
            discourse.addressee = discourse.owner if is_self else discourse.person(name)

    def _shown(self, turn: Turn) -> Iterator[Entry]:
        """Say what the pictures that a turn shares are said to show."""
        number = self._conversation.turns.index(turn)
        for start, end, caption in captions(turn.text):
            yield Entry(
                text=f"{self._discourse.speaker.name} shared {caption}",
                spans=(Span(turn=number, start=start, end=end),),
                claims=[],
                seen=[(self._discourse.speaker, "subject", self._discourse.speaker.name)],
                zone=turn.sent_at.tzinfo,
            )

    def _replies(self, turn: Turn, sentences: list[Sentence]) -> Iterator[Entry]:
        """Give what a turn states only together with the question before it."""
        question = self._asked
        if question is None or not sentences:
            return
        first = next((one for one in sentences if one.root.pos != "INTJ"), sentences[0])
        is_agreed = is_yes(turn.text)
        merged = named_answer(question, first) if is_agreed else answered(question, first)
        if merged is None and is_agreed:
            merged = confirmed(question)
        if merged is None:
            return
        discourse = self._discourse
        discourse.addressee, kept = discourse.speaker, discourse.addressee
        read = self._read(merged, turn)
        for one in found_in(read, discourse):
            yield self._spoken(one, first, turn)
        discourse.addressee = kept
        if merged.words[-1] in first.words and first in sentences:
            sentences.remove(first)

    def _read(self, sentence: Sentence, turn: Turn) -> Scene:
        read = scene(sentence, turn.text, turn.sent_at.date())
        self._discourse.begin(sentence, read.timed, antecedents(read.clauses))
        _spot(read, self._discourse)
        return read

    def _entries(self, sentence: Sentence, turn: Turn) -> list[Entry]:
        read = self._read(sentence, turn)
        found = found_in(read, self._discourse)
        kept = set(map(id, consistent([one.claimed for one in found], self._said)))
        found = [one for one in found if id(one.claimed) in kept]
        own_name = f"{self._discourse.speaker.name} is {self._discourse.speaker.name}"
        statements = [
            one
            for one in told(read, self._discourse)
            if not one.is_fragment and one.text != own_name
        ]
        entries = [
            self._stated(one, [claim for claim in found if claim.word in one.words], turn)
            for one in statements
        ]
        told_words = {id(word) for statement in statements for word in statement.words}
        spelled = " ".join(statement.text for statement in statements)
        loose = [
            one
            for one in found
            if id(one.word) not in told_words or _is_bare_age(one.claimed, spelled)
        ]
        entries += [self._spoken(one, sentence, turn) for one in loose]
        changes = self._changes(read, [one.claimed for one in found])
        if entries:
            entries[0].claims.extend(changes)
        else:
            changed = [Found(claimed=one, word=sentence.root) for one in changes]
            entries += [self._spoken(one, sentence, turn) for one in changed]
        return entries

    def _changes(self, read: Scene, now: list[Claimed]) -> list[Claimed]:
        """Give what a sentence takes back of what was said before it."""
        return [
            *ended_by(read, self._last),
            *redated(read, self._said),
            *denied(read, self._discourse, now, self._said),
            *replaced(now, self._said),
        ]

    def _stated(self, statement: Told, found: list[Found], turn: Turn) -> Entry:
        subjects = set(map(id, statement.subjects))
        seen: list[tuple[Referent, Role, str]] = [
            (one, "subject" if id(one) in subjects else "other", word.text)
            for word in statement.words
            for one in self._discourse.resolve(word)
        ]
        return Entry(
            text=introduced(
                statement.text, [one.claimed for one in found], [one for one, _, _ in seen]
            ),
            spans=statement.spans,
            claims=[one.claimed for one in found],
            seen=seen,
            zone=turn.sent_at.tzinfo,
        )

    def _spoken(self, found: Found, sentence: Sentence, turn: Turn) -> Entry:
        """Say a relation whose words make no statement of their own."""
        words = [word for word in found.word.subtree() if word.start >= 0]
        if found.word is sentence.root or not words:
            words = sentence.words
        return Entry(
            text=said(found.claimed, found.phrase),
            spans=spans_of(words, sentence.turn),
            claims=[found.claimed],
            seen=[],
            zone=turn.sent_at.tzinfo,
        )


def _is_bare_age(claim: Claimed, told: str) -> bool:
    """Whether an age is told by a mere number: "I'm Maya, 31, from Porto"."""
    return claim.predicate == "age" and "year" not in told


def _spot(read: Scene, discourse: Discourse) -> None:
    """Note who is spoken of, in the order of the words."""
    subjects = {word.place for clause in read.clauses for word in clause.slot("subject")}
    objects = {word.place for clause in read.clauses for word in clause.slot("object", "indirect")}
    said = {
        clause.head.place
        for clause in read.clauses
        if clause.kind == "being" and not clause.head.kids("case")
    }
    is_passing = all(clause.kind == "fragment" for clause in read.clauses)
    for word in read.sentence.words:
        weight = (
            _SUBJECT if word.place in subjects else _OBJECT if word.place in objects else _OTHER
        )
        found = discourse.resolve(word)
        is_said = word.place in said and any(not one.is_named for one in found)
        if found and not is_said:
            is_asked = read.sentence.is_question and weight != _SUBJECT
            discourse.registry.mention(found, weight, is_passing=is_passing or is_asked)
    _spot_group(read, discourse)


def _spot_group(read: Scene, discourse: Discourse) -> None:
    """Note who was named together: "Ann and I", "my sister and her husband"."""
    joined = [[word, *word.kids("conj")] for word in read.sentence.words if word.kids("conj")]
    for words in [*joined, *(clause.slot("subject") for clause in read.clauses)]:
        members = list({id(one): one for word in words for one in discourse.resolve(word)}.values())
        if len(members) > 1 and all(one.type == "person" for one in members):
            discourse.registry.group(members)
