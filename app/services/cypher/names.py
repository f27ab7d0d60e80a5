"""Names and values of the words of a query."""

import re
from typing import Final

from app.services.cypher.tree import Leaf, Node
from app.services.errors import QueryRefusedError

ESCAPES: Final = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}
_ESCAPE: Final = re.compile(r"\\(?:u([0-9a-fA-F]{4})|(.))", re.DOTALL)


def refused(message: str, part: Node | Leaf) -> QueryRefusedError:
    """Give the error that names the place of a part."""
    leaf = part if isinstance(part, Leaf) else part.first
    return QueryRefusedError(message, line=leaf.line, column=leaf.column)


def name(node: Node) -> str:
    """Give a variable's, label's, property's or parameter's name without its quotes.

    Raises QueryRefusedError for a backslash: it means something to one reader and not to another.
    """
    text = "".join(leaf.text for leaf in node.leaves())
    if "\\" in text:
        raise refused("A name may not contain a backslash.", node)
    is_quoted = len(text) > 1 and text[0] == text[-1] == "`"
    return text[1:-1].replace("``", "`") if is_quoted else text


def text_of(node: Node) -> str:
    """Give the value of a string literal."""
    quoted = "".join(leaf.text for leaf in node.leaves())
    return _ESCAPE.sub(_letter, quoted[1:-1])


def function_name(node: Node) -> str:
    """Give the dotted name of a function as it is called."""
    return ".".join(name(word) for word in node.all("symbolicNameString"))


def _letter(match: re.Match[str]) -> str:
    code, letter = match.groups()
    return chr(int(code, 16)) if code else ESCAPES.get(letter, letter)
