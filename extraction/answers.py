"""Makes one statement of a question and its answer, so that "Bass." tells what beth plays."""

from typing import Final

from msgspec import structs

from extraction.wordlists import wordlist
from extraction.words import Sentence, Word

_WH: Final = {"what", "who", "whom", "where", "when"}
_YES: Final = wordlist("answers", "yes")
_NOWHERE: Final = -1


def is_yes(text: str) -> bool:
    """Whether a reply begins by agreeing."""
    words = text.lower().replace(",", " ").replace(".", " ").replace("!", " ").split()
    return bool(words) and (
        words[0] in _YES or words[:2] in (["that's", "right"], ["of", "course"])
    )


def confirmed(question: Sentence) -> Sentence | None:
    """Give a yes/no question as the statement that a "yes" makes of it."""
    if any(word.lower in _WH and word.tag.startswith("W") for word in question.words):
        return None
    words = _asked(question)
    return Sentence(turn=question.turn, words=words, root=_root(words), is_answered=True)


def answered(question: Sentence, answer: Sentence) -> Sentence | None:
    """Put a fragment in the place of the question word; None when they do not go together."""
    if _is_clause(answer):
        return None
    asked = next(
        (word for word in question.words if word.lower in _WH and word.tag.startswith("W")), None
    )
    if asked is None or asked.relation == "det":
        return None
    return _spliced(question, asked, answer)


def named_answer(question: Sentence, answer: Sentence) -> Sentence | None:
    """Put a fragment in the place of what a yes/no question asks for: "Do they have children?"."""
    verb = question.root
    objects = verb.kids("obj")
    if _is_clause(answer) or not objects or answer.root.pos not in {"NOUN", "PROPN"}:
        return None
    return _spliced(question, objects[0], answer)


def _is_clause(answer: Sentence) -> bool:
    root = answer.root
    return bool(root.kids("nsubj", "cop", "aux")) or root.pos in {"VERB", "AUX", "INTJ"}


def _asked(question: Sentence) -> list[Word]:
    """Copy the words of a question; they stand nowhere in the turn of the answer."""
    words = _copied([word for word in question.words if word.text != "?"])
    for word in words:
        word.start = word.end = _NOWHERE
    return words


def _copied(words: list[Word]) -> list[Word]:
    """Copy words, so that the sentence they come from stays as it was read."""
    copies = {id(word): structs.replace(word, head=None, children=[]) for word in words}
    for word in words:
        if word.head is not None and id(word.head) in copies:
            copy = copies[id(word)]
            copy.head = copies[id(word.head)]
            copy.head.children.append(copy)
    return _numbered(list(copies.values()))


def _numbered(words: list[Word]) -> list[Word]:
    for place, word in enumerate(words):
        word.place = place
    return words


def _root(words: list[Word]) -> Word:
    return next((word for word in words if word.head is None), words[0])


def _spliced(question: Sentence, asked: Word, answer: Sentence) -> Sentence | None:
    words, said = _asked(question), _copied(answer.words)
    root = said[answer.words.index(answer.root)]
    slot = words[question.words.index(asked)]
    gone = {id(word) for word in slot.subtree()} if slot.head is not None else {id(slot)}
    kept = [word for word in words if id(word) not in gone]
    _put(root, slot)
    joined = _numbered([*kept, _comma(root), *said])
    return Sentence(turn=answer.turn, words=joined, root=_root(joined), is_answered=True)


def _comma(head: Word) -> Word:
    """Keep the last word of the question apart from the answer."""
    return Word(
        place=0, text=";", lemma=";", pos="PUNCT", tag=",", dep="punct", morph="",
        start=_NOWHERE, end=_NOWHERE, head=head, children=[],
    )  # fmt: skip


def _put(new: Word, slot: Word) -> None:
    """Hang the answer where the question word hung, with what hung on it."""
    head = slot.head
    if head is None:
        _become_root(new, slot.children)
        return
    head.children = [kid for kid in head.children if kid is not slot]
    if slot.relation == "advmod" and head.kids("cop") and head.pos in {"PRON", "NOUN", "PROPN"}:
        kids = [*head.kids("cop", "aux"), head]
        head.children = [kid for kid in head.children if kid not in kids]
        head.dep = "nsubj"
        _become_root(new, kids)
        return
    is_second = slot.relation == "nsubj" and bool(head.kids("nsubj"))
    is_oblique = slot.relation == "advmod" or bool(new.kids("case"))
    new.dep = "obl" if is_oblique else "obj" if is_second else slot.dep
    new.head = head
    head.children.append(new)
    for kid in slot.kids("case"):
        kid.head = new
        new.children.append(kid)


def _become_root(new: Word, kids: list[Word]) -> None:
    new.dep, new.head = "root", None
    for kid in kids:
        kid.head = new
        new.children.append(kid)
