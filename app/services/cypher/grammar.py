"""Neo4j's own grammar of Cypher 25, from the archive that Neo4j is made of, as automata."""

import re
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from typing import Any, Final, cast
from zipfile import ZipFile

from antlr4.atn.ATN import ATN
from antlr4.atn.ATNDeserializer import ATNDeserializer
from antlr4.dfa.DFA import DFA
from antlr4.PredictionContext import PredictionContextCache
from msgspec import Struct

from app.services.cypher.class_files import constants

PACKAGE: Final = "org/neo4j/cypher/internal/parser/v25"
SEGMENT: Final = re.compile(r"_serializedATN(Segment(\d+))?")
RULE: Final = "RULE_"
LONG: Final = 0x8000
MINUS_ONE: Final = 0xFFFF


class Automaton(Struct, frozen=True, kw_only=True):
    """An augmented transition network and what is learned while it runs."""

    network: ATN
    learned: list[DFA]
    contexts: PredictionContextCache


class Grammar(Struct, frozen=True, kw_only=True):
    """The lexer's and the parser's automata, with the names of tokens and rules."""

    lexer: Automaton
    parser: Automaton
    tokens: Mapping[int, str]
    rules: Sequence[str]


def loaded(archive: bytes) -> Grammar:
    """Read the grammar out of the archive `cypher-v25-antlr-parser`."""
    with ZipFile(BytesIO(archive)) as files:
        lexer = constants(files.read(f"{PACKAGE}/Cypher25Lexer.class"))
        parser = constants(files.read(f"{PACKAGE}/Cypher25Parser.class"))
    numbers = {name: value for name, value in parser.items() if isinstance(value, int)}
    rules = {value: name for name, value in numbers.items() if name.startswith(RULE)}
    return Grammar(
        lexer=_automaton(lexer),
        parser=_automaton(parser),
        tokens={value: name for name, value in numbers.items() if not name.startswith(RULE)},
        rules=[rules[number].removeprefix(RULE) for number in range(len(rules))],
    )


def _automaton(fields: Mapping[str, int | str]) -> Automaton:
    found = ((SEGMENT.fullmatch(name), text) for name, text in fields.items())
    segments = {int(match[2] or 0): str(text) for match, text in found if match}
    numbers = _numbers("".join(segments[number] for number in sorted(segments)))
    network = cast("Any", ATNDeserializer().deserialize(numbers))
    return Automaton(
        network=network,
        learned=[DFA(state, number) for number, state in enumerate(network.decisionToState)],
        contexts=PredictionContextCache(),
    )


def _numbers(text: str) -> list[int]:
    """Undo how ANTLR's Java target writes integers as characters: one up to 15 bits, else two."""
    characters = iter(map(ord, text))
    return [_number(first, characters) for first in characters]


def _number(first: int, rest: Iterator[int]) -> int:
    if not first & LONG:
        return first
    second = next(rest)
    return -1 if first == second == MINUS_ONE else (first & ~LONG) << 16 | second
