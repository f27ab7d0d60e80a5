"""Loads the trained English pipeline that lies beside this file."""

from pathlib import Path
from typing import Final

import spacy
from spacy.language import Language

from extraction.errors import ExtractionError

_MODEL: Final = Path(__file__).parent / "model_en"


class ModelMissingError(ExtractionError):
    """The trained pipeline is not in its folder."""


def load(folder: Path = _MODEL) -> Language:
    """Load the pipeline; `ModelMissingError` says what is missing and how to get it."""
    if not (folder / "meta.json").is_file():
        raise ModelMissingError(f"no trained pipeline in {folder}: restore it or run `make train`")
    return spacy.load(folder)
