"""The one question asked of every extractor."""

from typing import Protocol

from extraction.model import Conversation, Findings


class Extractor(Protocol):
    """Reads conversations."""

    async def extract(self, conversation: Conversation) -> Findings:
        """Give everything worth remembering in the turns that are not context."""
        ...
