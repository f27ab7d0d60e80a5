"""A sentence with everything the rules found out about it before they draw conclusions."""

from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from extraction.calendars import Calendar, in_month, spoken
from extraction.clauses import RELATIVES, Clause, clauses
from extraction.modality import Standing, standing
from extraction.relating import Times
from extraction.temporal import TimePhrase, time_phrases
from extraction.words import Sentence, Word

_FRESH = {"just", "finally", "recently", "newly"}
_QUOTES: str = '"\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}'


class Scene(Struct, kw_only=True, eq=False):
    """`standings` and `phrases` go by the place of a clause's head."""

    sentence: Sentence
    clauses: list[Clause]
    standings: dict[int, Standing]
    phrases: dict[int, list[TimePhrase]]
    timed: set[int]
    today: date

    def times(self, clause: Clause) -> Times:
        """Give when a clause begins or happens, and when it ends."""
        standing = self.standings[clause.head.place]
        start: Calendar | None = None
        end: Calendar | None = None
        is_since = False
        for phrase in self._phrases_of(clause):
            meant = phrase.meant(standing.direction)
            if phrase.bound == "until":
                end = end or (phrase.coming if standing.direction > 0 else meant)
            elif meant is not None and (start is None or phrase.bound in {"since", "for"}):
                start, is_since = meant, phrase.bound in {"since", "for"}
        if start is None and standing.direction < 0 and is_fresh(clause.head):
            start = in_month(self.today)
        is_ahead = start is not None and start.first_day > self.today
        return Times(start=start, end=end, is_since=is_since, is_ahead=is_ahead)

    def _phrases_of(self, clause: Clause) -> list[TimePhrase]:
        """Give the times of a clause, else those of its participle: "broke it skiing on Friday"."""
        own = self.phrases.get(clause.head.place, [])
        doing = [kid for kid in clause.head.kids("advcl", "xcomp", "acl") if kid.tag == "VBG"]
        free = [kid for kid in doing if not kid.kids("mark", "case", "nsubj")]
        return own or [phrase for kid in free for phrase in self.phrases.get(kid.place, [])]

    def spoken_times(self) -> list[tuple[int, int, str]]:
        """Give the characters of every time that is known, with what to write instead."""
        found: list[tuple[int, int, str]] = []
        for place, phrases in self.phrases.items():
            for phrase in phrases:
                meant = phrase.meant(self.standings[place].direction)
                if phrase.bound == "until" and self.standings[place].tense != "past":
                    meant = phrase.coming
                if meant is not None and phrase.bound not in {"for", "never"}:
                    found.append((phrase.start, phrase.end, spoken(meant, phrase.bound)))
        return found


def scene(sentence: Sentence, text: str, today: date) -> Scene:
    """Find the clauses of a sentence, what they claim, and when."""
    found = clauses(sentence)
    quoted = _quoted(sentence)
    standings: dict[int, Standing] = {}
    for clause in found:
        above = standings.get(clause.parent.head.place) if clause.parent else None
        is_quoted = clause.head.place in quoted
        standings[clause.head.place] = standing(clause, above, is_quoted=is_quoted)
    spoken_words = [word for word in sentence.words if word.start >= 0]
    first, last = (spoken_words[0].start, spoken_words[-1].end) if spoken_words else (0, 0)
    phrases = _shifted(time_phrases(text[first:last], today), first)
    return Scene(
        sentence=sentence,
        clauses=found,
        standings=standings,
        phrases=_by_clause(phrases, found, sentence),
        today=today,
        timed={
            word.place
            for word in sentence.words
            for one in phrases
            if one.start <= word.start < one.end
        },
    )


def antecedents(found: list[Clause]) -> dict[int, Word]:
    """Say what each relative pronoun stands for, by its place."""
    pairs: dict[int, Word] = {}
    for clause in found:
        if clause.link != "acl:relcl" or clause.antecedent is None:
            continue
        for word in clause.head.subtree():
            if (
                word.lower in RELATIVES
                and word.pos in {"PRON", "DET"}
                and word.place < clause.head.place
            ):
                pairs.setdefault(word.place, clause.antecedent)
    sentence = found[0].sentence if found else None
    if sentence is not None and not sentence.is_question:
        for word in sentence.words:
            before = [one for one in sentence.words[: word.place] if one.pos in {"NOUN", "PROPN"}]
            if word.lower in {"who", "whom", "whose"} and before:
                pairs.setdefault(word.place, before[-1])
    return pairs


def _shifted(phrases: Sequence[TimePhrase], offset: int) -> list[TimePhrase]:
    return [
        TimePhrase(
            start=one.start + offset,
            end=one.end + offset,
            bound=one.bound,
            past=one.past,
            coming=one.coming,
        )
        for one in phrases
    ]


def _by_clause(
    phrases: list[TimePhrase], found: list[Clause], sentence: Sentence
) -> dict[int, list[TimePhrase]]:
    """Give each time to the clause it stands in or right behind."""
    heads = {clause.head.place for clause in found}
    owned: dict[int, list[TimePhrase]] = {}
    for phrase in phrases:
        words = [word for word in sentence.words if phrase.start <= word.start < phrase.end]
        outer = min(words, key=lambda word: len(list(word.ancestors())), default=None)
        if outer is None:
            continue
        ups = [up.place for up in [outer, *outer.ancestors()] if up.place in heads]
        parsed = ups[0] if ups else sentence.root.place
        owned.setdefault(_nearest(parsed, words[0].place, found), []).append(phrase)
    return owned


def _nearest(parsed: int, place: int, found: list[Clause]) -> int:
    """Prefer the last clause before the time to the parser's choice, unless it is embedded."""
    before = [
        clause.head.place
        for clause in found
        if clause.head.place <= place
        and (clause.link not in {"acl", "acl:relcl"} or clause.head.place == parsed)
        and (clause.kind != "fragment" or clause.link == "root")
    ]
    nearest = max(before, default=parsed)
    is_fragment = any(one.head.place == parsed and one.kind == "fragment" for one in found)
    return max(nearest, parsed) if parsed <= place and not is_fragment else nearest


def _quoted(sentence: Sentence) -> set[int]:
    inside: set[int] = set()
    is_open = False
    for word in sentence.words:
        if word.text in _QUOTES and word.text:
            is_open = not is_open
        elif is_open:
            inside.add(word.place)
    return inside


def is_fresh(verb: Word) -> bool:
    """Whether "just", "finally" or "recently" says that it happened about now."""
    return any(kid.lower in _FRESH for kid in verb.kids("advmod"))
