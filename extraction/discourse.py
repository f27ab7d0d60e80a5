"""Keeps what a conversation has spoken of, and finds what a word stands for."""

from typing import Final

from extraction.lexicon import given_names, kinds_of, lexicon, name_tail, type_of
from extraction.model import Conversation, EntityType
from extraction.noun_phrases import (
    NounPhrase,
    description_of,
    is_own_kin,
    name_of,
    noun_phrases,
    title_of,
)
from extraction.referents import Gender, Referent
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
_HOURS: Final = wordlist("discourse", "hours")
_FIRMS: Final = {"company", "firm", "organization", "business", "startup", "agency"}
_SEEMING: Final = wordlist("discourse", "seeming")
_PARTS: Final = ("office", "team", "department", "branch")
_FRESH: Final = 20
_LONGEST_PERSON: Final = 3
_PLACES: Final = {"there", "here"}
_NER: Final[dict[str, EntityType]] = {
    "person": "person", "organization": "organization", "place": "place", "event": "event",
    "animal": "animal", "product": "product",
}  # fmt: skip


class Discourse:
    """The memory of one conversation while it is read."""

    def __init__(self, conversation: Conversation) -> None:
        """Start with the owner and the entities that the graph already knows."""
        self.owner = Referent(
            name=conversation.self_name, type="person", is_named=True, is_self=True
        )
        self.all: list[Referent] = [self.owner]
        self.speaker = self.owner
        self.addressee: Referent | None = None
        self._clock = 0
        self._found: dict[int, list[Referent]] = {}
        self._phrases: dict[int, NounPhrase] = {}
        self._antecedents: dict[int, Word] = {}
        for entity in conversation.known:
            gender = _gender_of_name(entity.name) if entity.type == "person" else "thing"
            self.all.append(
                Referent(
                    name=entity.name,
                    type=entity.type,
                    aliases=list(entity.aliases),
                    gender=gender,
                    is_named=True,
                )
            )

    def person(self, name: str) -> Referent:
        """Give the speaker of this name."""
        known = self._by_name(name)
        if known is None:
            known = Referent(name=name, type="person", is_named=True, gender=_gender_of_name(name))
            self.all.append(known)
        return known

    def begin(self, sentence: Sentence, timed: set[int], antecedents: dict[int, Word]) -> None:
        """Read the noun phrases of the next sentence."""
        self._clock += 10
        self._found = {}
        self._phrases = noun_phrases(sentence, timed)
        self._antecedents = antecedents

    def phrase(self, word: Word) -> NounPhrase | None:
        """Give the noun phrase a word belongs to."""
        return self._phrases.get(word.place)

    def resolve(self, word: Word) -> list[Referent]:
        """Give what a word stands for: nothing, one thing, or a group."""
        if word.place not in self._found:
            self._found[word.place] = []
            self._found[word.place] = self._resolved(word)
        return self._found[word.place]

    def mention(self, referents: list[Referent], weight: int, *, is_passing: bool = False) -> None:
        """Note that these were just spoken of; a subject weighs 3, an object 2, a fragment little."""
        for referent in referents:
            now = self._clock - (_FRESH if is_passing else 0)
            if referent.seen < now:
                referent.seen, referent.weight = now, weight
            referent.weight = max(referent.weight, weight)

    def group(self, members: list[Referent]) -> None:
        """Note that these were named together, so that "they" may mean them."""
        if len(members) < 2:  # noqa: PLR2004 -- a group
            return
        wanted = set(map(id, members))
        same = next(
            (one for one in self.all if one.members and set(map(id, one.members)) == wanted), None
        )
        if same is None:
            name = " and ".join(one.name for one in members)
            same = Referent(name=name, type=members[0].type, members=members, is_plural=True)
            self.all.append(same)
        same.seen, same.weight = self._clock, 4

    def employer(self) -> list[Referent]:
        """Give the named organization that was spoken of last."""
        named = [
            one for one in self.all if one.is_named and one.type == "organization" and one.seen
        ]
        return self._latest(named)

    def rename(self, referent: Referent, name: str) -> None:
        """Call a thing by its name; what was known under that name is the same thing."""
        other = self._by_name(name)
        if other is not None and other is not referent and not other.is_self:
            self.all.remove(other)
            for place, found in self._found.items():
                self._found[place] = [referent if one is other else one for one in found]
        referent.rename(name)

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
        found = [self._named(phrase) if phrase.name else self._described(phrase)]
        self._learn(found[0], phrase)
        if phrase.name and any(noun.is_plural for noun in phrase.nouns):
            others = [
                kid
                for kid in phrase.head.kids("conj")
                if self._phrases.get(kid.place) not in {None, phrase}
            ]
            others += [
                kid
                for word in phrase.name
                for kid in word.kids("conj")
                if kid not in others and kid not in phrase.name
            ]
            found += [one for kid in others for one in self.resolve(kid)]
            for one in found[1:]:
                one.kinds |= found[0].kinds
                one.learn_type(found[0].type or "concept")
        return found

    def _pronoun(self, word: Word) -> list[Referent]:
        text = word.lower
        if text in _GENDERS:
            return [] if _is_empty(word) else self._singular(_GENDERS[text], self._barred(word))
        if text in _THEY:
            return self._plural()
        if text in _PLACES:
            places = [one for one in self.all if (one.type or one.hint) == "place"]
            return self._latest([one for one in places if one.is_named and one.seen])
        return self._speaking(text)

    def _speaking(self, text: str) -> list[Referent]:
        if text in _FIRST:
            return [self.speaker]
        if text in _WE:
            return self._we()
        return [self.addressee] if text in _YOU and self.addressee else []

    def _pointed(self, word: Word) -> list[Referent]:
        """Find what "the latter", "that one" or "the next one" points at."""
        if word.relation == "appos" and word.head is not None and word.head.place in self._phrases:
            return self.resolve(word.head)
        if word.lower == "one":
            pointing = {kid.lower for kid in word.kids("det", "amod")}
            return self._singular("thing") if pointing & {"that", "this", "next"} else []
        groups = self._latest([one for one in self.all if one.members])
        return [groups[0].members[0 if word.lower == "former" else -1]] if groups else []

    def _we(self) -> list[Referent]:
        groups = [one for one in self.all if one.members and self.speaker in one.members]
        latest = self._latest(groups)
        return latest[0].members if latest else [self.speaker]

    def _singular(self, gender: Gender, barred: list[Referent] | None = None) -> list[Referent]:
        options = [
            one
            for one in self.all
            if one.seen
            and not one.is_plural
            and not one.members
            and one not in (barred or [])
            and _fits(one, gender, self.speaker)
        ]
        found = self._latest(options, gender)
        if found and gender != "thing":
            found[0].gender = found[0].gender or gender
            found[0].learn_type("person")
        return found

    def _barred(self, word: Word) -> list[Referent]:
        """Give the subject of the verb, which its own object pronoun can't mean."""
        if (
            word.relation not in {"obj", "iobj", "obl"}
            or word.head is None
            or word.lower.endswith("self")
        ):
            return []
        subject = word.head.kid("nsubj")
        return self.resolve(subject) if subject is not None else []

    def _plural(self) -> list[Referent]:
        options = [
            one
            for one in self.all
            if one.seen and (one.is_plural or one.members or self._is_fresh_organization(one))
        ]
        found = self._latest(options)
        return found[0].members or found if found else []

    def _is_fresh_organization(self, one: Referent) -> bool:
        return (one.type or one.hint) == "organization" and self._clock - one.seen <= _FRESH

    def _latest(self, options: list[Referent], gender: Gender = "") -> list[Referent]:
        best = max(options, key=lambda one: _salience(one, gender), default=None)
        return [best] if best else []

    def _by_name(self, name: str) -> Referent | None:
        wanted = _key(name)
        exact = [
            one for one in self.all if wanted in {_key(text) for text in [one.name, *one.aliases]}
        ]
        if exact:
            return exact[-1]
        parts = wanted.split()
        partial = [
            one for one in self.all if one.is_named and _is_part(parts, _key(one.name).split())
        ]
        return partial[0] if len(partial) == 1 else None

    def _named(self, phrase: NounPhrase) -> Referent:
        name = name_of(phrase)
        known = self._by_name(name)
        if (
            known is None
            and phrase.nouns
            and (
                phrase.holder is not None
                or any(kid.lower == "the" for kid in phrase.nouns[0].kids("det"))
            )
        ):
            known = self._unnamed(phrase)
        if known is None:
            known = Referent(name=name, is_named=True)
            self.all.append(known)
        elif not known.is_named:
            known.rename(name)
        elif len(name) > len(known.name) and not known.is_self and known.type != "person":
            known.aliases.append(name)
        return known

    def _unnamed(self, phrase: NounPhrase) -> Referent | None:
        """Find the thing already described so, still without a name."""
        lemma = phrase.nouns[0].lemma
        holder = self._holder(phrase)
        for one in reversed(self.all):
            if (
                one.noun == lemma
                and (holder is None or one.holder is holder)
                and not one.is_named
                and one.seen
            ):
                return one
        return None

    def _holder(self, phrase: NounPhrase) -> Referent | None:
        """Give who is spoken of as holder; "Mom" without one is the speaker's."""
        if phrase.holder is not None:
            return next(iter(self.resolve(phrase.holder)), None)
        return self.speaker if phrase.nouns and is_own_kin(phrase.nouns[0]) else None

    def _described(self, phrase: NounPhrase) -> Referent:
        noun = phrase.nouns[0]
        holder = self._holder(phrase)
        known = self._antecedent(noun, holder)
        if known is None:
            text = description_of(phrase)
            name = f"{holder.name}'s {text}" if holder else text
            known = Referent(name=name, noun=noun.lemma, holder=holder, is_plural=noun.is_plural)
            known.type = "date" if {noun.lemma, noun.lower} & _HOURS else None
            if holder:
                known.aliases = [text]
            self.all.append(known)
        return known

    def _antecedent(self, noun: Word, holder: Referent | None) -> Referent | None:
        articles = {kid.lower for kid in noun.kids("det")}
        if articles & {"a", "an", "another", "some", "any", "no"}:
            return None
        if noun.text.isdecimal() and "the" in articles:
            same = [one for one in self.all if one.is_named and one.name.endswith(noun.text)]
            return same[0] if len(same) == 1 else None
        for one in sorted(self.all, key=lambda one: -one.seen):
            is_same = one.noun == noun.lemma and one.seen and one.is_plural == noun.is_plural
            if is_same and (one.holder is holder or (holder is None and articles)):
                return one
        return self._of_kind(noun, articles) if holder is None else None

    def _of_kind(self, noun: Word, articles: set[str]) -> Referent | None:
        """Find what "that town" or "the company" means: the last named thing of that type."""
        kind = type_of(noun.lemma)
        if articles & {"that", "this"} and kind:
            named = [one for one in self.all if one.is_named and one.seen]
            return next(
                iter(self._latest([one for one in named if kind in {one.type, one.hint}])), None
            )
        is_firm = noun.lemma in _FIRMS and "the" in articles
        return next(iter(self.employer()), None) if is_firm else None

    def _learn(self, referent: Referent, phrase: NounPhrase) -> None:
        lemmas = [noun.lemma for noun in phrase.nouns]
        if not lemmas and phrase.name and phrase.name[-1].pos == "NOUN":
            lemmas = [phrase.name[-1].lower]
        for lemma in lemmas:
            referent.kinds |= kinds_of(lemma)
            if known := type_of(lemma):
                referent.learn_type(known)
        if phrase.name and (tail := name_tail(phrase.name[-1].lower)) is not None:
            referent.learn_type(tail)
        if phrase.nouns:
            referent.noun = referent.noun or phrase.nouns[0].lemma
            self._learn_gender(referent, [noun.lemma for noun in phrase.nouns])
        if title := title_of(phrase):
            referent.learn_type("person")
            referent.kinds |= {"doctor"} if title in {"dr", "doctor"} else frozenset()
            self._learn_gender(referent, [title])
        if referent.is_named and phrase.name:
            _learn_from_name(referent, phrase)

    def _learn_gender(self, referent: Referent, nouns: list[str]) -> None:
        genders = lexicon().genders
        for noun in nouns:
            known = genders.get(noun) or genders.get(noun.partition("-")[0])
            if known in {"male", "female"} and not referent.gender:
                referent.gender = "male" if known == "male" else "female"


def _learn_from_name(referent: Referent, phrase: NounPhrase) -> None:
    first = phrase.name[1 if title_of(phrase) and len(phrase.name) > 1 else 0].lower
    labels = [word.name_type for word in phrase.name if word.name_type in _NER]
    label = next((label for label in labels if label != "place" or len(phrase.name) > 1), "")
    has_article = any(kid.lower in {"the", "a", "an"} for kid in phrase.head.kids("det"))
    is_given = (
        first in given_names()
        and len(phrase.name) <= _LONGEST_PERSON
        and (not has_article or bool(phrase.nouns))
    )
    if is_given and referent.type in {None, "person"} and not _is_placed(phrase):
        referent.learn_type("person")
        referent.gender = referent.gender or _gender_of_name(referent.name)
    elif _is_placed(phrase):
        referent.hint = "place"
    elif label:
        referent.hint = referent.hint or _NER[label]


def _is_placed(phrase: NounPhrase) -> bool:
    cases = {kid.lower for kid in phrase.head.kids("case")}
    return bool(cases & {"in", "at", "to", "near", "from", "outside"}) and not cases & {"with"}


def _salience(one: Referent, gender: Gender) -> tuple[int, int]:
    is_sure = gender in {"male", "female"} and one.gender == gender
    is_known = (
        one.type == "person" if gender != "thing" else one.type not in {None, "place", "person"}
    )
    return one.seen + one.weight * 2 + 4 * is_sure + 3 * is_known, one.weight


def _gender_of_name(name: str) -> Gender:
    known = given_names().get(name.split(maxsplit=1)[0].lower(), "") if name else ""
    return "male" if known == "male" else "female" if known == "female" else ""


def _fits(referent: Referent, gender: Gender, speaker: Referent) -> bool:
    if referent.is_self or referent is speaker:
        return False
    if gender == "thing":
        return referent.type not in {"person", "date", "literal"} and not (
            referent.type is None and referent.gender
        )
    if referent.type == "animal":
        return True
    return referent.is_person and referent.gender in {gender, ""}


def _key(name: str) -> str:
    words = name.casefold().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").split()
    return " ".join(
        words[1:] if len(words) > 1 and words[0] in {"the", "a", "an", "my", "our"} else words
    )


def _is_part(parts: list[str], other: list[str]) -> bool:
    short, long = sorted((parts, other), key=len)
    return (
        bool(short)
        and len(short) < len(long)
        and (short[0] == long[0] or short[-1] == long[-1])
        and set(short) <= set(long)
    )


def _is_empty(word: Word) -> bool:
    """Whether "it" only holds the place of a clause: "it's nice to …", "it sounds like …"."""
    if word.lower != "it" or word.head is None or word.relation not in {"nsubj", "expl"}:
        return False
    head = word.head
    clauses = head.kids("csubj", "ccomp", "xcomp", "advcl", "acl")
    return (
        word.relation == "expl" or head.lemma in _SEEMING or (head.pos == "ADJ" and bool(clauses))
    )
