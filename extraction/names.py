"""Finds the names in a sentence, also where chat leaves out the capitals."""

from collections.abc import Iterator
from typing import Final

from extraction.lexicon import given_names, type_of
from extraction.wordlists import wordlist
from extraction.words import Sentence, Word

_INSIDE_NAMES: Final = wordlist("names", "inside_names")
_NOT_NAMES: Final = wordlist("names", "not_names")
_LONGEST_NUMBER: Final = 3


def name_runs(sentence: Sentence, timed: set[int]) -> Iterator[list[Word]]:
    """Yield the stretches of words that are names; `timed` are places of words for times."""
    run: list[Word] = []
    is_cased = any(word.text[0].isupper() and word.lower != "i" for word in sentence.words)
    for word in sentence.words:
        if word.place not in timed and _is_name_part(word, run, sentence, is_cased=is_cased):
            run.append(word)
            continue
        if word.lower in _INSIDE_NAMES and run and _continues(word, sentence):
            run.append(word)
            continue
        yield from _closed(run, sentence.words[word.place :])
        run = []
    yield from _closed(run, [])


def _closed(run: list[Word], following: list[Word]) -> Iterator[list[Word]]:
    """Give the run as a name; "St. Hilda's" keeps its ending when nothing is owned."""
    while run and (run[-1].lower in _INSIDE_NAMES or run[-1].pos == "PUNCT"):
        run = run[:-1]
    if not run or not any(word.text[:1].isalpha() for word in run):
        return
    is_ending = (
        bool(following) and following[0].tag == "POS" and following[0].place == run[-1].place + 1
    )
    owned = following[1:2]
    is_owner = bool(owned) and owned[0].pos in {"NOUN", "PROPN", "ADJ", "NUM", "VERB"}
    yield [*run, following[0]] if is_ending and not is_owner and len(run) > 1 else run


def _is_name_part(word: Word, run: list[Word], sentence: Sentence, *, is_cased: bool) -> bool:
    if (
        word.pos in {"PUNCT", "SYM", "PRON", "DET"}
        or not word.text[0].isalnum()
        or word.lower in _NOT_NAMES
    ):
        return False
    if run and word.place == run[-1].place + 1 and _is_model_number(word, run):
        return True
    if word.text[0].isupper():
        return _is_capital_name(word, run, sentence)
    if word.pos != "PROPN" or not word.text.islower() or word.lower in given_names():
        return word.pos == "PROPN"
    return not is_cased and type_of(word.lower) is None


def _is_model_number(word: Word, run: list[Word]) -> bool:
    return (
        word.pos == "NUM"
        and word.relation in {"flat", "nummod", "compound", "dep"}
        and word.head in run
        and word.text.isdecimal()
        and len(word.text) <= _LONGEST_NUMBER
    )


def _is_capital_name(word: Word, run: list[Word], sentence: Sentence) -> bool:
    is_first = word.place == 0 or sentence.words[word.place - 1].text in {
        '"',
        ":",
        "(",
        "\N{LEFT DOUBLE QUOTATION MARK}",
    }
    if word.pos in {"ADP", "CCONJ", "SCONJ", "AUX", "INTJ"}:
        return False
    if not is_first:
        return (
            word.pos != "ADJ"
            or bool(run)
            or word.relation != "amod"
            or _before_name(word, sentence)
        )
    if word.lower in given_names():
        return word.pos == "PROPN"
    is_modifier = (
        word.relation in {"compound", "amod"} and word.head is not None and word.head.text.islower()
    )
    return word.pos == "PROPN" and not type_of(word.lemma) and not is_modifier


def _before_name(word: Word, sentence: Sentence) -> bool:
    after = sentence.words[word.place + 1 : word.place + 2]
    return bool(after) and after[0].text[0].isupper()


def _continues(word: Word, sentence: Sentence) -> bool:
    after = sentence.words[word.place + 1 : word.place + 2]
    return (
        bool(after) and after[0].text[0].isupper() and after[0].pos in {"PROPN", "NOUN", "ADJ", "X"}
    )


def run_head(run: list[Word]) -> Word:
    """Give the word of a name that the rest of the sentence holds on to."""
    places = {word.place for word in run}
    outside = [word for word in run if word.head is None or word.head.place not in places]
    return next((word for word in outside if word.pos in {"PROPN", "NOUN"}), outside[0])
