"""Extracts with a trained spaCy pipeline and rules: no network, no key, no model server."""

import asyncio
from importlib.metadata import version

from msgspec.structs import replace
from spacy.language import Language

from extraction.ledger import Ledger
from extraction.listening import Listener
from extraction.memory_types import memory_type
from extraction.model import Conversation, Findings
from extraction.reading import Reader


class SpacyExtractor:
    """Reads conversations with a pipeline that `parsing.load` gives."""

    def __init__(self, pipeline: Language) -> None:
        """Take the loaded pipeline; it is used from one thread at a time."""
        self._alone = asyncio.Lock()
        self._reader = Reader(pipeline)
        self._name = f"spacy-{version('spacy')}"

    async def extract(self, conversation: Conversation) -> Findings:
        """Give everything worth remembering in the turns that are not context."""
        async with self._alone:
            return await asyncio.to_thread(self.findings, conversation)

    def findings(self, conversation: Conversation) -> Findings:
        """Give the same without leaving the thread."""
        parsed = self._reader.read([turn.text for turn in conversation.turns])
        listener = Listener(conversation)
        ledger = Ledger()
        for turn, sentences in zip(conversation.turns, parsed, strict=True):
            for entry in listener.heard(turn, sentences):
                if not turn.is_context:
                    ledger.add(entry)
        findings = ledger.findings(self._name)
        if not conversation.wants_type:
            return findings
        return replace(findings, memory_type=memory_type(conversation.turns))
