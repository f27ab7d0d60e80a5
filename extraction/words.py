"""A parsed sentence as the rules read it: words that know their head and their children."""

from collections.abc import Iterator

from msgspec import Struct


class Word(Struct, kw_only=True, eq=False):
    """One token. `start` and `end` are characters of its turn; `head` is None at the root.

    Built once by the reader; the rules never change it.
    """

    place: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    morph: str
    start: int
    end: int
    name_type: str = ""
    space: str = " "
    head: "Word | None" = None
    children: list["Word"] = []

    @property
    def lower(self) -> str:
        """The text in lower case, with a straight apostrophe."""
        return self.text.lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")

    @property
    def relation(self) -> str:
        """The dependency without its subtype."""
        return self.dep.partition(":")[0]

    @property
    def is_plural(self) -> bool:
        """Whether the word is marked as plural."""
        return "Number=Plur" in self.morph

    def kids(self, *relations: str) -> list["Word"]:
        """Children whose relation, with or without subtype, is one of these."""
        return [kid for kid in self.children if kid.dep in relations or kid.relation in relations]

    def kid(self, *relations: str) -> "Word | None":
        """Give the first such child."""
        return next(iter(self.kids(*relations)), None)

    def subtree(self) -> list["Word"]:
        """Give the word and everything below it, in the order of the text."""
        return sorted(self._below(), key=lambda word: word.place)

    def _below(self) -> Iterator["Word"]:
        yield self
        for kid in self.children:
            yield from kid._below()  # noqa: SLF001 -- recursion on the same class

    def hang(self, head: "Word") -> bool:
        """Hang on another word, unless that one hangs on this: a tree stays a tree."""
        if self is head or any(self is one for one in head.ancestors()):
            return False
        if self.head is not None:
            self.head.children.remove(self)
        self.head = head
        head.children.append(self)
        head.children.sort(key=lambda word: word.place)
        return True

    def ancestors(self) -> Iterator["Word"]:
        """Yield the heads from the nearest up to the root."""
        word = self.head
        while word is not None:
            yield word
            word = word.head


class Sentence(Struct, kw_only=True, eq=False):
    """A sentence of turn number `turn`: its words and its root.

    `is_answered`: a question that an answer has made a statement.
    """

    turn: int
    words: list[Word]
    root: Word
    is_answered: bool = False

    @property
    def start(self) -> int:
        """Where the sentence begins in its turn."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """Where the sentence ends in its turn."""
        return self.words[-1].end

    @property
    def is_question(self) -> bool:
        """Whether its closing punctuation asks."""
        if self.is_answered:
            return False
        closing = [word.text for word in self.words[-3:] if word.pos == "PUNCT"]
        return any("?" in text for text in closing)


def written(words: list[Word]) -> str:
    """Give the words as text, spaced as they were."""
    return "".join(word.text + word.space for word in words).strip()
