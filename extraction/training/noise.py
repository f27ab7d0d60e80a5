"""Rewrites sentences the way people type in a chat."""

from random import Random
from typing import Final

from msgspec import structs

from extraction.training.treebanks import Sentence, Word, reduced

_CHAT_FORMS: Final = {
    "n't": "nt",
    "'m": "m",
    "'ve": "ve",
    "'re": "re",
    "'s": "s",
    "'ll": "ll",
    "you": "u",
    "are": "r",
    "your": "ur",
    "because": "cuz",
    "with": "w/",
    "please": "pls",
    "people": "ppl",
    "tomorrow": "tmrw",
    "though": "tho",
    "about": "abt",
    "really": "rly",
    "probably": "prob",
}
_APOSTROPHES: Final = {"n't", "'m", "'ve", "'re"}
_CURLY: Final = "\N{RIGHT SINGLE QUOTATION MARK}"
_LOWERS, _DROPS, _SPELLS, _DROPS_ENDS_ONLY, _ABBREVIATES = 0.8, 0.7, 0.6, 0.5, 0.3
"""How likely a copy has each kind of noise, and a word its short form."""

_SENTENCE_ENDS: Final = {".", "!", "?", ";", ":", "…"}


def noisy(sentence: Sentence, random: Random) -> Sentence:
    """Drop capitals, punctuation and apostrophes, and use chat spelling, each by chance."""
    lowers, drops, spells = (random.random() < odds for odds in (_LOWERS, _DROPS, _SPELLS))
    words = list(sentence.words)
    if spells:
        words = [_spelled(words, place, random) for place in range(len(words))]
    if lowers:
        words = [structs.replace(word, form=word.form.lower()) for word in words]
    changed = structs.replace(sentence, words=tuple(words))
    return (
        _unpunctuated(changed, only_ends=random.random() < _DROPS_ENDS_ONLY) if drops else changed
    )


def _spelled(words: list[Word], place: int, random: Random) -> Word:
    word = words[place]
    form = word.form.replace(_CURLY, "'").lower()
    if form in _APOSTROPHES:
        return structs.replace(word, form=_CHAT_FORMS[form])
    if word.pos == "AUX" and form in {"'s", "'ll"} and _goes_bare(words, place):
        return structs.replace(word, form=_CHAT_FORMS[form])
    if form in _CHAT_FORMS and form[0] != "'" and random.random() < _ABBREVIATES:
        return structs.replace(word, form=_CHAT_FORMS[form])
    return _contracted(words, place)


def _goes_bare(words: list[Word], place: int) -> bool:
    """Whether spaCy's tokenizer splits the pair without an apostrophe: "thats", "hes"."""
    before = words[place - 1].form.lower() if place else ""
    return before in {"that", "what", "who", "where", "how", "there", "he"}


def _contracted(words: list[Word], place: int) -> Word:
    """Write "gonna" for "going to" and a verb; the tokenizer splits it as "gon" + "na"."""
    form = words[place].form.lower()
    before = words[place - 1].form.lower() if place else ""
    after = words[place + 1].form.lower() if place + 1 < len(words) else ""
    later = words[place + 2].pos if place + 2 < len(words) else ""
    is_verb = place + 1 < len(words) and words[place + 1].pos in {"VERB", "AUX"}
    if form == "going" and after == "to" and later in {"VERB", "AUX"}:
        return structs.replace(words[place], form="gon", is_spaced=False)
    if form == "to" and before in {"going", "got"} and is_verb:
        return structs.replace(words[place], form="na" if before == "going" else "ta")
    if form == "got" and after == "to" and later in {"VERB", "AUX"}:
        return structs.replace(words[place], is_spaced=False)
    return words[place]


def _unpunctuated(sentence: Sentence, *, only_ends: bool) -> Sentence:
    """Leave punctuation out; a mark that something hangs on stays."""
    words = sentence.words
    heads = {word.head for place, word in enumerate(words) if word.head != place}
    kept = [place for place in range(len(words)) if not _is_loose(sentence, place, heads)]
    if only_ends:
        last = max((place for place in kept), default=0)
        kept = [place for place in range(len(words)) if place in kept or place < last]
    return reduced(sentence, kept) if kept else sentence


def _is_loose(sentence: Sentence, place: int, heads: set[int]) -> bool:
    word = sentence.words[place]
    is_mark = word.form in _SENTENCE_ENDS or word.form in {",", '"', "``", "''", "(", ")"}
    is_named = any(name.start <= place < name.end for name in sentence.names or ())
    return word.pos == "PUNCT" and is_mark and place not in heads and not is_named
