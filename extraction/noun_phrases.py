"""Finds the noun phrases of a sentence: names, descriptions, and which belong together."""

from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from extraction.lexicon import given_names, lexicon, type_of
from extraction.names import name_runs, run_head
from extraction.wordlists import wordlist
from extraction.words import Sentence, Word

_NAMING: Final = {"named", "called", "nicknamed", "dubbed"}
_EMPTY: Final = wordlist("noun_phrases", "empty")
_SHORTEST: Final = 2
_OWN_KIN: Final = wordlist("noun_phrases", "own_kin")
_NO_THINGS: Final = wordlist("noun_phrases", "no_things")
_TITLES: Final = wordlist("noun_phrases", "titles")


class NounPhrase(Struct, kw_only=True, eq=False):
    """Words that name or describe one thing. `head` stands for it in the tree.

    `nouns` are the common nouns that describe it, the first one deciding what it is called when it
    has no name.
    """

    head: Word
    name: list[Word] = []
    nouns: list[Word] = []
    holder: Word | None = None

    @property
    def main(self) -> Word:
        """The word that the sentence's structure is read from."""
        return self.nouns[0] if self.nouns and not self.name else self.head


def noun_phrases(sentence: Sentence, timed: set[int]) -> dict[int, NounPhrase]:
    """Give, by place, the phrase each word belongs to; `timed` are places of words for times."""
    phrases: dict[int, NounPhrase] = {}
    for run in name_runs(sentence, timed):
        head = run_head(run)
        phrase = NounPhrase(head=head, name=run, nouns=[], holder=_holder(run))
        phrases |= {word.place: phrase for word in run}
    for word in sentence.words:
        if word.place not in phrases and word.place not in timed and _is_description(word):
            _describe(word, sentence, phrases)
    return phrases


def _holder(words: list[Word]) -> Word | None:
    places = {word.place for word in words}
    owners = [
        kid
        for word in words
        for kid in word.children
        if kid.dep == "nmod:poss" and kid.place not in places
    ]
    return owners[0] if owners else None


def _is_description(word: Word) -> bool:
    if word.lemma in _NO_THINGS or not _is_word(word):
        return False
    head = word.head
    if word.pos == "NOUN" or (word.pos == "PROPN" and (word.text.islower() or word.place == 0)):
        is_modifier = word.relation == "compound" and head is not None and head.text.islower()
        return not (
            is_modifier and head is not None and word.place < head.place and _is_close(word, head)
        )
    if word.pos == "NUM":
        return word.relation in {"nsubj", "obj"} and word.text.isalnum()
    if word.tag == "VBG":
        return word.relation in {"nsubj", "obj", "obl", "conj", "nmod"}
    is_mistagged = word.pos in {"VERB", "ADJ", "ADV", "X"} and not word.kids("nsubj", "aux", "cop")
    if word.relation == "advmod":
        return type_of(word.lower) == "condition"
    return (
        is_mistagged and word.relation in {"obj", "obl"} and bool(word.kids("case", "mark", "det"))
    )


def _is_close(word: Word, head: Word) -> bool:
    """Whether only other modifiers stand between a modifier and its noun."""
    between = [kid for kid in head.subtree() if word.place < kid.place < head.place]
    return len(between) == head.place - word.place - 1 and all(
        kid.relation in {"compound", "amod", "punct"} for kid in between
    )


def _describe(word: Word, sentence: Sentence, phrases: dict[int, NounPhrase]) -> None:
    before = phrases.get(word.place - 1)
    if before is not None and _completes(word, before):
        _complete(word, before, phrases)
        return
    named = _named_by(word, sentence, phrases)
    if named is None:
        phrases[word.place] = NounPhrase(head=word, nouns=[word], holder=_holder([word]))
        return
    named.nouns.append(word)
    named.holder = named.holder or _holder([word])
    phrases[word.place] = named
    if word.head is None or named.head in word.subtree():
        named.head = word


def _completes(word: Word, before: NounPhrase) -> bool:
    """Whether the noun ends a name: "Kallur lighthouse", "RX210 board"."""
    if not before.name or before.nouns or before.name[-1].place != word.place - 1:
        return False
    is_part = before.head.head is word and before.head.relation in {"compound", "amod", "nmod"}
    return is_part and not before.head.kids("case") and type_of(word.lemma) not in {"person", None}


def _complete(word: Word, before: NounPhrase, phrases: dict[int, NounPhrase]) -> None:
    if any(letter.isdigit() for letter in before.name[-1].text):
        before.nouns.append(word)
    else:
        before.name.append(word)
    before.head = word
    before.holder = before.holder or _holder([word])
    phrases[word.place] = before


def _named_by(word: Word, sentence: Sentence, phrases: dict[int, NounPhrase]) -> NounPhrase | None:
    """Find the name that a description goes with: "my sister Emma", "a cat called Pesto"."""
    after = sentence.words[word.place + 1 :]
    if len(after) > 1 and after[0].text == "," and after[1].lower in _NAMING:
        after = after[1:]
    if len(after) > 1 and after[0].lower in _NAMING:
        return phrases.get(after[1].place) or _lower_name(after[1], phrases)
    for other in [word.head, *word.children]:
        phrase = phrases.get(other.place) if other else None
        if phrase and other and phrase.name and _is_apposition(word, other, phrase):
            return phrase
    phrase = phrases.get(after[0].place) if after else None
    if phrase and phrase.name and phrase.name[0] is after[0] and _stands_for_name(word):
        return phrase
    return _after_comma(word, after, phrases) or _before_comma(word, sentence, phrases)


def _before_comma(
    word: Word, sentence: Sentence, phrases: dict[int, NounPhrase]
) -> NounPhrase | None:
    """Find the name in "Biscuit, our new greyhound," where the description ends the clause."""
    first = min((kid.place for kid in word.kids("det", "nmod:poss", "amod", "compound")), default=0)
    after = sentence.words[word.place + 1 :]
    is_closed = not after or after[0].pos == "PUNCT"
    if first < _SHORTEST or sentence.words[first - 1].text != "," or not is_closed:
        return None
    phrase = phrases.get(first - 2)
    if phrase is None or not phrase.name or phrase.name[-1].place != first - 2:
        return None
    opens = sentence.words[first].lower in {"my", "our", "his", "her", "their", "a", "an", "the"}
    return phrase if opens and not phrase.nouns and _agrees(word, phrase) else None


def _agrees(word: Word, phrase: NounPhrase) -> bool:
    """Whether a thing of this name can be what the noun says."""
    type_ = type_of(word.lemma)
    if type_ in {None, "event", "food"}:
        return False
    is_given = phrase.name[0].lower in given_names() and len(phrase.name) <= _SHORTEST
    return type_ in {"person", "animal"} or not is_given


def _after_comma(
    word: Word, after: list[Word], phrases: dict[int, NounPhrase]
) -> NounPhrase | None:
    """Find the name in "my band, Paper Lanterns," where only punctuation follows the name."""
    if len(after) < _SHORTEST or after[0].text != ",":
        return None
    phrase = phrases.get(after[1].place)
    if phrase is None or not phrase.name or phrase.nouns or phrase.name[0] is not after[1]:
        return None
    rest = after[1 + len(phrase.name) :]
    if word.is_plural:
        return phrase if _stands_for_name(word) and _are_two(rest, phrases) else None
    is_closed = not rest or rest[0].pos == "PUNCT"
    is_listed = len(rest) > 1 and rest[0].text == "," and rest[1].pos == "PROPN"
    has_owner = bool(word.kids("det", "nmod:poss")) and phrase.holder is None
    return phrase if is_closed and not is_listed and has_owner and _agrees(word, phrase) else None


def _are_two(rest: list[Word], phrases: dict[int, NounPhrase]) -> bool:
    """Whether a second name and nothing else follows: "my parents, Ana and Luis,"."""
    second = phrases.get(rest[1].place) if len(rest) > 1 and rest[0].lower == "and" else None
    if second is None or not second.name:
        return False
    behind = rest[1 + len(second.name) :]
    return not behind or behind[0].pos == "PUNCT"


def _is_apposition(word: Word, other: Word, phrase: NounPhrase) -> bool:
    link = word.relation if word.head is other else other.relation
    if link == "appos":
        return True
    is_next = phrase.name[0].place == word.place + 1
    return (
        is_next
        and _stands_for_name(word)
        and link in {"compound", "flat", "nmod", "dep"}
        and not other.kids("case")
    )


def _stands_for_name(word: Word) -> bool:
    return word.lemma in lexicon().relations or type_of(word.lemma) in {"person", "animal"}


def _lower_name(word: Word, phrases: dict[int, NounPhrase]) -> NounPhrase | None:
    if word.pos in {"PRON", "DET", "ADP"} or not _is_word(word):
        return None
    phrase = NounPhrase(head=word, name=[word])
    phrases[word.place] = phrase
    return phrase


def _is_word(word: Word) -> bool:
    """Whether it has a letter or a digit: "<" and ":)" name nothing."""
    return any(map(str.isalnum, word.text))


def name_of(phrase: NounPhrase) -> str:
    """Give the name as written, with capitals where chat left them out."""
    text = "".join(word.text + word.space for word in phrase.name).strip()
    return text.title() if text.islower() and len(text) > 1 else text


def description_of(phrase: NounPhrase) -> str:
    """Give the describing words without articles, holders and empty adjectives."""
    noun = phrase.nouns[0]
    parts = [kid for kid in noun.subtree() if _is_telling(kid, noun)]
    kept: list[Word] = [noun]
    for kid in reversed(parts[: parts.index(noun)]):
        if kid.place + 1 != kept[0].place:
            break
        kept.insert(0, kid)
    return "".join(kid.text + (kid.space or "") for kid in kept).strip()


def _is_telling(word: Word, noun: Word) -> bool:
    if word is noun:
        return True
    if word.place > noun.place or word.lower in _EMPTY:
        return False
    if word.relation not in {"amod", "compound", "nummod"}:
        return False
    return all(
        up is noun or up.relation in {"amod", "compound", "nummod"} for up in _up_to(word, noun)
    )


def _up_to(word: Word, top: Word) -> Iterator[Word]:
    for up in word.ancestors():
        yield up
        if up is top:
            return


def title_of(phrase: NounPhrase) -> str:
    """Give the title before a name in lower case without its full stop, or ""."""
    first = phrase.name[0].lower if phrase.name else ""
    return first.rstrip(".") if first in _TITLES else ""


def is_own_kin(noun: Word) -> bool:
    """Whether it is "Mom" or "grandma" said without an article: the speaker's own."""
    is_bare = not noun.kids("det", "nmod:poss", "amod", "compound") and not noun.is_plural
    return is_bare and noun.lemma in _OWN_KIN and noun.relation != "compound"
