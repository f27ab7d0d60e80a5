"""The models of one process, and what is made of them."""

from extraction.embedder import Embedder
from extraction.extractor import Extractor
from extraction.labelling import Labeller


class Models:
    """What reads conversations, what embeds texts, and what says what facts are about."""

    def __init__(self, extractor: Extractor, embedder: Embedder) -> None:
        """Take the models that the settings name."""
        self.extractor = extractor
        self.embedder = embedder
        self.labeller = Labeller(embedder)
