"""Holds everything a conversation has spoken of, and picks what a pronoun most likely means."""

from typing import Final

from extraction.referents import Gender, Referent

_FIRMS: Final = {"company", "firm", "organization", "business", "startup", "agency"}
_PARTS: Final = ("office", "team", "department", "branch")
_ARTICLES: Final = {"the", "a", "an", "my", "our"}
_SENTENCE: Final = 10
_FRESH: Final = 20
_TOGETHER: Final = 4
_COUPLE: Final = 2


class Registry:
    """The referents of one conversation, with a clock that ticks once a sentence."""

    def __init__(self, owner: Referent) -> None:
        """Start with the owner."""
        self.all: list[Referent] = [owner]
        self._clock = 0

    def tick(self) -> None:
        """Begin the next sentence."""
        self._clock += _SENTENCE

    def add(self, referent: Referent) -> Referent:
        """Take in a new thing and give it back."""
        self.all.append(referent)
        return referent

    def mention(self, referents: list[Referent], weight: int, *, is_passing: bool = False) -> None:
        """Note that these were just spoken of: subjects weigh 3, objects 2, a fragment little."""
        for referent in referents:
            now = self._clock - (_FRESH if is_passing else 0)
            if referent.seen < now:
                referent.seen, referent.weight = now, weight
            referent.weight = max(referent.weight, weight)

    def group(self, members: list[Referent]) -> None:
        """Note that these were named together, so that "they" may mean them."""
        if len(members) < _COUPLE:
            return
        wanted = set(map(id, members))
        groups = [one for one in self.all if one.members]
        same = next((one for one in groups if set(map(id, one.members)) == wanted), None)
        if same is None:
            name = " and ".join(one.name for one in members)
            first = members[0].type
            same = self.add(Referent(name=name, type=first, members=members, is_plural=True))
        same.seen, same.weight = self._clock, _TOGETHER

    def rename(self, referent: Referent, name: str) -> Referent | None:
        """Call a thing by its name; give what bore the name until now, which is the same thing."""
        other = self.by_name(name)
        is_same = other is not None and other is not referent and not other.is_self
        if other is not None and is_same:
            self.all.remove(other)
        referent.rename(name)
        return other if is_same else None

    def by_name(self, name: str) -> Referent | None:
        """Find a thing by its name or an alias, else by part of its name if only one fits."""
        wanted = _key(name)
        for one in reversed(self.all):
            if wanted in {_key(text) for text in [one.name, *one.aliases]}:
                return one
        parts = wanted.split()
        named = [one for one in self.all if one.is_named or _has_name(one)]
        partial = [one for one in named if _is_part(parts, _key(one.name).split())]
        return partial[0] if len(partial) == 1 else None

    def numbered(self, digits: str) -> Referent | None:
        """Find "the 210" as the one name that ends so: RX210."""
        same = [one for one in self.all if one.is_named and one.name.endswith(digits)]
        return same[0] if len(same) == 1 else None

    def described(
        self, noun: str, holder: Referent | None, *, is_plural: bool, is_definite: bool
    ) -> Referent | None:
        """Find what was last called by this noun and is held by the same."""
        for one in sorted(self.all, key=lambda one: -one.seen):
            is_same = one.noun == noun and one.seen and one.is_plural == is_plural
            if is_same and (one.holder is holder or (holder is None and is_definite)):
                return one
        return None

    def unnamed(self, noun: str, holder: Referent | None) -> Referent | None:
        """Find what was called by this noun and has no name yet."""
        for one in reversed(self.all):
            is_held = holder is None or one.holder is holder
            if one.noun == noun and is_held and not one.is_named and one.seen:
                return one
        return None

    def of_kind(self, noun: str, kind: str | None, articles: set[str]) -> Referent | None:
        """Find what "that town" or "the company" means: the last named thing of that type."""
        if articles & {"that", "this"} and kind:
            named = [one for one in self.all if one.is_named and one.seen]
            return self.latest([one for one in named if kind in {one.type, one.hint}])
        return self.employer() if noun in _FIRMS and "the" in articles else None

    def employer(self) -> Referent | None:
        """Give the named organization that was spoken of last."""
        named = [one for one in self.all if one.is_named and one.seen]
        firms = [one for one in named if one.type == "organization"]
        return self.latest([one for one in firms if not one.name.lower().endswith(_PARTS)])

    def place(self) -> Referent | None:
        """Give the named place that was spoken of last."""
        places = [one for one in self.all if (one.type or one.hint) == "place"]
        return self.latest([one for one in places if one.is_named and one.seen])

    def singular(
        self, gender: Gender, speaker: Referent, barred: list[Referent]
    ) -> Referent | None:
        """Give what "he", "she" or "it" most likely means."""
        seen = [one for one in self.all if one.seen and not one.is_plural and not one.members]
        options = [one for one in seen if one not in barred and _fits(one, gender, speaker)]
        found = self.latest(options, gender)
        if found is not None and gender != "thing":
            found.gender = found.gender or gender
            found.learn_type("person")
        return found

    def plural(self) -> list[Referent]:
        """Give whom or what "they" most likely means."""
        seen = [one for one in self.all if one.seen]
        options = [one for one in seen if one.is_plural or one.members or self._is_firm(one)]
        found = self.latest(options)
        return (found.members or [found]) if found is not None else []

    def last_group(self, member: Referent | None = None) -> list[Referent]:
        """Give the group that was named last, or the last with this member."""
        groups = [one for one in self.all if one.members]
        found = self.latest([one for one in groups if member is None or member in one.members])
        return found.members if found is not None else []

    def latest(self, options: list[Referent], gender: Gender = "") -> Referent | None:
        """Give the one that was spoken of last and most prominently."""
        return max(options, key=lambda one: _salience(one, gender), default=None)

    def _is_firm(self, one: Referent) -> bool:
        return (one.type or one.hint) == "organization" and self._clock - one.seen <= _FRESH


def _salience(one: Referent, gender: Gender) -> tuple[int, int]:
    is_thing = one.type not in {None, "place", "person"}
    is_known = is_thing if gender == "thing" else one.type == "person"
    is_sure = gender in {"male", "female"} and one.gender == gender
    return one.seen + one.weight * 2 + 4 * is_sure + 3 * is_known, one.weight


def _fits(referent: Referent, gender: Gender, speaker: Referent) -> bool:
    if referent.is_self or referent is speaker:
        return False
    if gender == "thing":
        is_someone = referent.type is None and bool(referent.gender)
        return referent.type not in {"person", "date", "literal"} and not is_someone
    if referent.type == "animal":
        return True
    return referent.is_person and referent.gender in {gender, ""}


def _key(name: str) -> str:
    words = name.casefold().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").split()
    return " ".join(words[1:] if len(words) > 1 and words[0] in _ARTICLES else words)


def _is_part(parts: list[str], other: list[str]) -> bool:
    short, long = sorted((parts, other), key=len)
    if not short or len(short) == len(long):
        return False
    is_edge = short[0] == long[0] or short[-1] == long[-1]
    return is_edge and set(short) <= set(long)


def _has_name(referent: Referent) -> bool:
    """Whether a description has a name in it: "a Kestrel scooter"."""
    return referent.holder is None and any(word[:1].isupper() for word in referent.name.split())
