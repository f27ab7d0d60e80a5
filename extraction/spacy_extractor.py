"""Extracts with a trained spaCy pipeline and rules: no network, no key, no model server."""

import asyncio
from collections.abc import Iterator
from typing import Final

import spacy
from spacy.language import Language

from extraction.discourse import Discourse
from extraction.interpreting import Found, found_in
from extraction.ledger import Entry, Ledger, Role
from extraction.model import Conversation, Findings, Turn
from extraction.reading import Reader
from extraction.referents import Referent
from extraction.scenes import Scene, antecedents, scene
from extraction.telling import Told, spans_of, told
from extraction.templates import sentence as said
from extraction.words import Sentence

_ASSISTANT: Final = "assistant"
_SUBJECT, _OBJECT, _OTHER = 3, 2, 1


class SpacyExtractor:
    """Reads conversations with a pipeline that `parsing.load` gives."""

    def __init__(self, pipeline: Language) -> None:
        """Take the loaded pipeline; it is used from one thread at a time."""
        self._reader = Reader(pipeline)
        self._name = f"spacy-{spacy.__version__}"

    async def extract(self, conversation: Conversation) -> Findings:
        """Give everything worth remembering in the turns that are not context."""
        return await asyncio.to_thread(self.findings, conversation)

    def findings(self, conversation: Conversation) -> Findings:
        """Give the same without leaving the thread."""
        parsed = self._reader.read([turn.text for turn in conversation.turns])
        ledger = Ledger()
        discourse = Discourse(conversation)
        for turn, sentences in zip(conversation.turns, parsed, strict=True):
            _take_floor(discourse, turn, conversation)
            for sentence in sentences:
                for entry in _entries(sentence, turn, discourse):
                    if turn.role != _ASSISTANT and not turn.is_context:
                        ledger.add(entry)
        return ledger.findings(self._name)


def _take_floor(discourse: Discourse, turn: Turn, conversation: Conversation) -> None:
    """Let "I" be the speaker, and "you" the one other speaker of the conversation if there is one."""
    is_owner = turn.is_self or (turn.role != _ASSISTANT and turn.speaker == conversation.self_name)
    if turn.role == _ASSISTANT and not turn.is_self:
        discourse.speaker = discourse.person(turn.speaker)
        discourse.addressee = discourse.owner
        return
    discourse.speaker = discourse.owner if is_owner else discourse.person(turn.speaker)
    others = {
        one.speaker
        for one in conversation.turns
        if one.speaker != turn.speaker and one.role != _ASSISTANT
    }
    owners = {one.speaker for one in conversation.turns if one.is_self}
    if len(others) == 1:
        name = others.pop()
        discourse.addressee = discourse.owner if name in owners else discourse.person(name)
    else:
        discourse.addressee = None


def _entries(sentence: Sentence, turn: Turn, discourse: Discourse) -> Iterator[Entry]:
    read = scene(sentence, turn.text, turn.sent_at.date())
    discourse.begin(sentence, read.timed, antecedents(read.clauses))
    _spot(read, discourse)
    found = found_in(read, discourse)
    statements = [one for one in told(read, discourse) if not one.is_fragment]
    for statement in statements:
        mine = [one for one in found if one.word in statement.words]
        yield _entry(statement, mine, discourse, turn)
    loose = [one for one in found if not any(one.word in words.words for words in statements)]
    for one in loose:
        yield _said(one, sentence, turn)


def _said(found: Found, sentence: Sentence, turn: Turn) -> Entry:
    """Say a relation whose words make no statement of their own."""
    claim = found.claimed
    words = found.word.subtree() if found.word is not sentence.root else sentence.words
    return Entry(
        text=said(claim, found.phrase),
        spans=spans_of(words, sentence.turn),
        claims=[claim],
        seen=[],
        zone=turn.sent_at.tzinfo,
    )


def _spot(read: Scene, discourse: Discourse) -> None:
    """Note who is spoken of, in the order of the words."""
    subjects = {word.place for clause in read.clauses for word in clause.slot("subject")}
    objects = {word.place for clause in read.clauses for word in clause.slot("object", "indirect")}
    is_passing = all(clause.kind == "fragment" for clause in read.clauses)
    for word in read.sentence.words:
        weight = (
            _SUBJECT if word.place in subjects else _OBJECT if word.place in objects else _OTHER
        )
        found = discourse.resolve(word)
        if found:
            discourse.mention(found, weight, is_passing=is_passing)
        if word.kids("conj") and found:
            members = [one for kid in [word, *word.kids("conj")] for one in discourse.resolve(kid)]
            if len(members) > 1 and all(one.type == "person" for one in members):
                discourse.group(members)


def _entry(statement: Told, found: list[Found], discourse: Discourse, turn: Turn) -> Entry:
    subjects = set(map(id, statement.subjects))
    seen: list[tuple[Referent, Role, str]] = []
    for word in statement.words:
        for one in discourse.resolve(word):
            seen.append((one, "subject" if id(one) in subjects else "other", word.text))
    return Entry(
        text=statement.text,
        spans=statement.spans,
        claims=[one.claimed for one in found],
        seen=seen,
        zone=turn.sent_at.tzinfo,
    )
