"""Makes spaCy's English tokenizer split as the treebanks do."""

import re
from collections.abc import Callable
from typing import Final, cast

from spacy.language import Language
from spacy.symbols import ORTH
from spacy.tokenizer import Tokenizer
from spacy.util import compile_prefix_regex, compile_suffix_regex

_RUN: Final = re.compile(r"(_|[^\w\s])\1+$")
_LINES: Final = ("[*]{2,}", "_{2,}", "={2,}", "~{2,}", "<{2,}", ">{2,}", "[$]{2,}")
_CRIES: Final = "[!?]{2,}"
_WHOLE: Final = ("e-mail", "E-mail", "b/c", "w/", "w/o", "uh-oh", "Uh-oh")
_SPLIT: Final = {"wanna": len("wan"), "alot": len("a")}


def tokenization() -> Callable[[Language], Language]:
    """Make a callback that changes a new pipeline; a loaded one has the rules in its files."""
    return changed


def changed(nlp: Language) -> Language:
    """Keep runs of one mark and cries like "?!" whole, and split "wanna" and "alot"."""
    tokenizer = cast("Tokenizer", nlp.tokenizer)
    prefixes = [*_LINES, *(nlp.Defaults.prefixes or [])]
    suffixes = [_CRIES, *_LINES, *(nlp.Defaults.suffixes or [])]
    tokenizer.prefix_search = compile_prefix_regex(prefixes).search
    tokenizer.suffix_search = compile_suffix_regex(suffixes).search
    tokenizer.token_match = _RUN.match
    for form in _WHOLE:
        tokenizer.add_special_case(form, [{ORTH: form}])
    for form, length in _SPLIT.items():
        for spelled in (form, form.title()):
            parts = [{ORTH: spelled[:length]}, {ORTH: spelled[length:]}]
            tokenizer.add_special_case(spelled, parts)
    return nlp
