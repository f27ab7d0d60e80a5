"""Pure: which predicates the name of a form's field may stand for."""

import re
from typing import Final

from app.services.registry import Reading, built_in

# what people call a field, and the predicates that answer it; names and aliases of predicates
# answer to themselves
WORDS: Final[dict[str, tuple[str, ...]]] = {
    "name": ("named",),
    "full_name": ("named",),
    "first_name": ("named",),
    "city": ("lives_in",),
    "town": ("lives_in",),
    "location": ("lives_in", "located_in"),
    "residence": ("lives_in",),
    "home": ("lives_in",),
    "address": ("lives_in",),
    "origin": ("originally_from", "born_in"),
    "employer": ("works_at",),
    "company": ("works_at",),
    "workplace": ("works_at",),
    "organization": ("works_at", "member_of"),
    "job": ("works_as",),
    "role": ("works_as",),
    "title": ("works_as",),
    "spouse": ("married_to",),
    "husband": ("married_to",),
    "wife": ("married_to",),
    "partner": ("married_to", "engaged_to", "dating"),
    "child": ("parent_of",),
    "kid": ("parent_of",),
    "son": ("parent_of",),
    "daughter": ("parent_of",),
    "parent": ("child_of",),
    "mother": ("child_of",),
    "father": ("child_of",),
    "sibling": ("sibling_of",),
    "brother": ("sibling_of",),
    "sister": ("sibling_of",),
    "relative": ("relative_of",),
    "family": ("married_to", "parent_of", "child_of", "sibling_of", "relative_of"),
    "friend": ("friend_of",),
    "roommate": ("roommate_of",),
    "neighbor": ("neighbor_of",),
    "neighbour": ("neighbor_of",),
    "colleague": ("colleague_of",),
    "coworker": ("colleague_of",),
    "manager": ("reports_to",),
    "boss": ("reports_to",),
    "project": ("works_on",),
    "team": ("member_of",),
    "group": ("member_of",),
    "membership": ("member_of",),
    "language": ("speaks",),
    "school": ("studied_at",),
    "university": ("studied_at",),
    "education": ("studied_at", "studies"),
    "subject": ("studies", "teaches"),
    "interest": ("likes", "does_activity", "plays"),
    "like": ("likes",),
    "dislike": ("dislikes",),
    "preference": ("prefers", "likes", "has_favorite"),
    "hobby": ("does_activity", "plays"),
    "activity": ("does_activity", "plays"),
    "instrument": ("plays",),
    "sport": ("plays", "does_activity"),
    "book": ("read",),
    "movie": ("watched",),
    "film": ("watched",),
    "show": ("watched",),
    "possession": ("owns",),
    "wish": ("wants",),
    "goal": ("wants", "plans_to"),
    "plan": ("plans_to", "plans_to_visit", "plans_to_attend"),
    "trip": ("visited", "plans_to_visit"),
    "place_visited": ("visited",),
    "country_visited": ("visited",),
    "allergy": ("allergic_to",),
    "condition": ("has_condition",),
    "illness": ("has_condition",),
    "medication": ("takes",),
    "doctor": ("treated_by",),
    "procedure": ("had_procedure",),
    "trait": ("has_attribute",),
    "achievement": ("achieved",),
}
LEADS: Final = (
    "current",
    "present",
    "users",
    "user",
    "persons",
    "person",
    "list_of",
    "known",
    "my",
)
TAILS: Final = ("name", "names", "list")
_HUMP: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_NOT_A_WORD: Final = re.compile(r"[\W_]+")


def snake_case(name: str) -> str:
    """Write a field's name as words with underscores: `homeTown`, `Home town`."""
    return _NOT_A_WORD.sub("_", _HUMP.sub("_", name)).strip("_").casefold()


def readings(field: str) -> list[Reading]:
    """Give the predicates that a field asks for, the nearest first."""
    name = snake_case(field)
    found: list[Reading] = []
    for word in (name, *_shorter(name)):
        for predicate in WORDS.get(word, (word,)):
            reading = built_in().reading(predicate)
            if reading is not None and reading not in found:
                found.append(reading)
    return found


def _shorter(name: str) -> list[str]:
    """Give the name without what it may begin and end with, then in the singular."""
    bare = name
    for lead in LEADS:
        bare = bare.removeprefix(f"{lead}_")
    for tail in TAILS:
        bare = bare.removesuffix(f"_{tail}")
    return [word for word in (bare, _singular(bare), _singular(name)) if word != name]


def _singular(name: str) -> str:
    if name.endswith("ies"):
        return f"{name[:-3]}y"
    if name.endswith("children"):
        return name.removesuffix("ren")
    return name.removesuffix("s") if not name.endswith("ss") else name
