"""The models of one process, and what is made of them."""

from extraction.composer import Composer
from extraction.embedder import Embedder
from extraction.extractor import Extractor
from extraction.labelling import Labeller


class Models:
    """What reads conversations, embeds texts, says what facts are about, and writes of them."""

    def __init__(
        self, extractor: Extractor, embedder: Embedder, composer: Composer | None = None
    ) -> None:
        """Take the models that the settings name; offline nothing writes."""
        self.extractor = extractor
        self.embedder = embedder
        self.composer = composer
        self.labeller = Labeller(embedder)
