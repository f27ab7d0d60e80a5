"""Loads the trained English pipeline that lies beside this file."""

from pathlib import Path
from typing import Final, cast

import spacy
from spacy.language import Language
from thinc.api import NumpyOps, Ops, set_current_ops
from threadpoolctl import threadpool_limits

from extraction import lemmas
from extraction.errors import ExtractionError

Language.factory(lemmas.NAME, func=lemmas.known_lemmas)
MODEL: Final = Path(__file__).parent / "model_en"


class ModelMissingError(ExtractionError):
    """The trained pipeline is not in its folder."""


def load(folder: Path = MODEL) -> Language:
    """Load the pipeline; `ModelMissingError` says what is missing and how to get it."""
    if not (folder / "meta.json").is_file():
        raise ModelMissingError(f"no trained pipeline in {folder}: restore it or run `make train`")
    use_one_fast_thread()
    return spacy.load(folder)


def use_one_fast_thread() -> None:
    """Multiply with numpy, on one thread, in this whole process.

    numpy's BLAS uses AVX-512 where spaCy's own does not (12,000 words/s instead of 8,000), and
    would start a thread per core: Relata rather runs a worker per core.
    """
    threadpool_limits(limits=1, user_api="blas")
    set_current_ops(cast("Ops", NumpyOps(use_blis=False)))
