"""Follows a conversation and finds what each word of it stands for."""

from typing import Final

from extraction.learning import gender_of_name, learn
from extraction.lexicon import type_of
from extraction.model import Conversation
from extraction.noun_phrases import (
    NounPhrase,
    description_of,
    is_own_kin,
    name_of,
    noun_phrases,
)
from extraction.referents import Gender, Referent
from extraction.registry import Registry
from extraction.wordlists import wordlist
from extraction.words import Sentence, Word

_GENDERS: Final[dict[str, Gender]] = {
    "he": "male", "him": "male", "his": "male", "himself": "male", "hes": "male",
    "she": "female", "her": "female", "hers": "female", "herself": "female", "shes": "female",
    "it": "thing", "its": "thing", "itself": "thing",
}  # fmt: skip
_FIRST: Final = {"i", "me", "my", "mine", "myself", "im"}
_WE: Final = {"we", "us", "our", "ours", "ourselves"}
_YOU: Final = {"you", "your", "yours", "yourself", "u", "ur"}
_THEY: Final = {"they", "them", "their", "theirs", "themselves"}
_PLACES: Final = {"there", "here"}
_INDEFINITE: Final = {"a", "an", "another", "some", "any", "no"}
_HOURS: Final = wordlist("discourse", "hours")
_SEEMING: Final = wordlist("discourse", "seeming")


class Discourse:
    """The memory of one conversation while it is read."""

    def __init__(self, conversation: Conversation) -> None:
        """Start with the owner and the entities that the graph already knows."""
        name = conversation.self_name
        self.owner = Referent(name=name, type="person", is_named=True, is_self=True)
        self.registry = Registry(self.owner)
        self.speaker = self.owner
        self.addressee: Referent | None = None
        self._found: dict[int, list[Referent]] = {}
        self._phrases: dict[int, NounPhrase] = {}
        self._antecedents: dict[int, Word] = {}
        for entity in conversation.known:
            known = Referent(name=entity.name, type=entity.type, is_named=True, is_known=True)
            known.aliases = list(entity.aliases)
            known.gender = gender_of_name(entity.name) if entity.type == "person" else "thing"
            self.registry.add(known)

    def person(self, name: str) -> Referent:
        """Give the speaker of this name."""
        known = self.registry.by_name(name)
        if known is not None:
            return known
        gender = gender_of_name(name)
        return self.registry.add(Referent(name=name, type="person", is_named=True, gender=gender))

    def begin(self, sentence: Sentence, timed: set[int], antecedents: dict[int, Word]) -> None:
        """Read the noun phrases of the next sentence; `timed` are places of words for times."""
        self.registry.tick()
        self._found = {}
        self._phrases = noun_phrases(sentence, timed)
        self._antecedents = antecedents

    def phrase(self, word: Word) -> NounPhrase | None:
        """Give the noun phrase a word belongs to."""
        return self._phrases.get(word.place)

    def resolve(self, word: Word) -> list[Referent]:
        """Give what a word stands for: nothing, one thing, or several."""
        if word.place not in self._found:
            self._found[word.place] = []
            self._found[word.place] = self._resolved(word)
        return self._found[word.place]

    def rename(self, referent: Referent, name: str) -> None:
        """Call a thing by its name from now on."""
        same = self.registry.rename(referent, name)
        for place, found in self._found.items():
            self._found[place] = [referent if one is same else one for one in found]

    def point(self, word: Word, referent: Referent) -> None:
        """Let a word of this sentence mean another thing than it seemed to."""
        self._found[word.place] = [referent]

    def call_also(self, referent: Referent, name: str) -> None:
        """Let a name that was new mean a thing that keeps its own."""
        same = self.registry.by_name(name)
        if same is None or same.is_self or same.is_known:
            return
        self.registry.all.remove(same)
        referent.aliases.append(name)
        for place, found in self._found.items():
            self._found[place] = [referent if one is same else one for one in found]

    def _resolved(self, word: Word) -> list[Referent]:
        if word.place in self._antecedents:
            return self.resolve(self._antecedents[word.place])
        if word.pos in {"PRON", "DET"} or word.lower in _FIRST | _PLACES:
            return self._pronoun(word)
        if word.lower in {"former", "latter"} or (word.lower == "one" and word.pos != "PROPN"):
            return self._pointed(word)
        phrase = self._phrases.get(word.place)
        if phrase is None:
            return []
        found = self._named(phrase) if phrase.name else self._described(phrase)
        learn(found, phrase)
        return [found, *self._joined(found, phrase)]

    def _joined(self, first: Referent, phrase: NounPhrase) -> list[Referent]:
        """Give the others of "her parents, Ahmed and Khadija", which are what the first is."""
        if not phrase.name or not any(noun.is_plural for noun in phrase.nouns):
            return []
        words = {*phrase.nouns, phrase.head, *phrase.name}
        kids = [kid for word in words for kid in word.kids("conj")]
        others = {kid.place: kid for kid in kids if self._is_other(kid, phrase)}
        found = [one for place in sorted(others) for one in self.resolve(others[place])]
        for one in found:
            one.kinds |= first.kinds
            one.learn_type(first.type or "concept")
        return found

    def _is_other(self, word: Word, phrase: NounPhrase) -> bool:
        return self._phrases.get(word.place) not in {None, phrase}

    def _pronoun(self, word: Word) -> list[Referent]:
        text, registry = word.lower, self.registry
        if text in _GENDERS:
            found = registry.singular(_GENDERS[text], self.speaker, self._barred(word))
            return [] if found is None or _is_empty(word) else [found]
        if text in _THEY:
            return registry.plural()
        if text in _PLACES:
            place = registry.place()
            return [place] if place is not None else []
        return self._speaking(text)

    def _speaking(self, text: str) -> list[Referent]:
        if text in _FIRST:
            return [self.speaker]
        if text in _WE:
            return self.registry.last_group(self.speaker) or [self.speaker]
        return [self.addressee] if text in _YOU and self.addressee else []

    def _pointed(self, word: Word) -> list[Referent]:
        """Find what "the latter", "that one" or "the next one" points at."""
        if word.relation == "appos" and word.head is not None and word.head.place in self._phrases:
            return self.resolve(word.head)
        if word.lower == "one":
            pointing = {kid.lower for kid in word.kids("det", "amod")} & {"that", "this", "next"}
            found = self.registry.singular("thing", self.speaker, []) if pointing else None
            return [found] if found is not None else []
        group = self.registry.last_group()
        return [group[0 if word.lower == "former" else -1]] if group else []

    def _barred(self, word: Word) -> list[Referent]:
        """Give the subject of the verb, which its own object pronoun can't mean."""
        is_object = word.relation in {"obj", "iobj", "obl"} and not word.lower.endswith("self")
        subject = word.head.kid("nsubj") if is_object and word.head is not None else None
        return self.resolve(subject) if subject is not None else []

    def _named(self, phrase: NounPhrase) -> Referent:
        name = name_of(phrase)
        known = self.registry.by_name(name)
        if known is None and phrase.nouns:
            noun = phrase.nouns[0]
            is_definite = any(kid.lower == "the" for kid in noun.kids("det"))
            if phrase.holder is not None or is_definite:
                known = self.registry.unnamed(noun.lemma, self._holder(phrase))
        if known is None:
            return self.registry.add(Referent(name=name, is_named=True))
        if not known.is_named:
            known.rename(name)
        elif len(name) > len(known.name) and not known.is_self and known.type != "person":
            known.aliases.append(name)
        return known

    def _holder(self, phrase: NounPhrase) -> Referent | None:
        """Give who is spoken of as holder; "Mom" without one is the speaker's."""
        if phrase.holder is not None:
            return next(iter(self.resolve(phrase.holder)), None)
        return self.speaker if phrase.nouns and is_own_kin(phrase.nouns[0]) else None

    def _described(self, phrase: NounPhrase) -> Referent:
        noun = phrase.nouns[0]
        holder = self._holder(phrase)
        known = self._antecedent(noun, holder)
        if known is not None:
            return known
        text = description_of(phrase)
        name = f"{holder.name}'s {text}" if holder else text
        new = Referent(name=name, noun=noun.lemma, holder=holder, is_plural=noun.is_plural)
        new.type = "date" if {noun.lemma, noun.lower} & _HOURS else None
        new.aliases = [text] if holder else []
        return self.registry.add(new)

    def _antecedent(self, noun: Word, holder: Referent | None) -> Referent | None:
        articles = {kid.lower for kid in noun.kids("det")}
        if articles & _INDEFINITE:
            return None
        if noun.text.isdecimal() and "the" in articles:
            return self.registry.numbered(noun.text)
        known = self.registry.described(
            noun.lemma, holder, is_plural=noun.is_plural, is_definite=bool(articles)
        )
        if known is not None or holder is not None:
            return known
        return self.registry.of_kind(noun.lemma, type_of(noun.lemma), articles)


def _is_empty(word: Word) -> bool:
    """Whether "it" only holds the place of a clause: "it's nice to …", "it sounds like …"."""
    if word.lower != "it" or word.head is None or word.relation not in {"nsubj", "expl"}:
        return False
    head = word.head
    clauses = head.kids("csubj", "ccomp", "xcomp", "advcl", "acl")
    is_judged = head.pos == "ADJ" and bool(clauses)
    return word.relation == "expl" or head.lemma in _SEEMING or is_judged
