"""Text to tree: runs Neo4j's grammar over a query."""

from collections.abc import Sequence
from threading import Lock
from typing import Any, Final, cast

from antlr4 import CommonTokenStream
from antlr4.atn.ATNState import ATNState
from antlr4.atn.ParserATNSimulator import ParserATNSimulator
from antlr4.atn.PredictionMode import PredictionMode
from antlr4.atn.Transition import Transition
from antlr4.error.Errors import RecognitionException
from antlr4.Parser import Parser
from antlr4.Token import Token
from msgspec import Struct

from app.services.cypher.grammar import Grammar
from app.services.cypher.lexing import QueryLexer
from app.services.cypher.tree import Leaf, Node, Part
from app.services.errors import QueryRefusedError

LONGEST: Final = 10_000
DEEPEST: Final = 40
START: Final = "statements"
WORDS: Final = frozenset(
    {Transition.ATOM, Transition.SET, Transition.NOT_SET, Transition.RANGE, Transition.WILDCARD}
)
# levels of precedence: most hold one part only and are skipped
LEVELS: Final = frozenset({"expression", *(f"expression{level}" for level in range(1, 12))})
OPENING: Final = frozenset({"LPAREN", "LBRACKET", "LCURLY", "CASE"})
CLOSING: Final = frozenset({"RPAREN", "RBRACKET", "RCURLY", "END"})
NO_ESCAPES: Final = "Escapes like \\u0041 are read inside of strings only: write the letter."
# what the automata learn is shared by all queries
LOCK: Final = Lock()


# ANTLR's stubs know too little of these
State = Any
Word = Any


class _Frame(Struct):
    """A rule that is being matched, what it has so far, and where it goes on afterwards."""

    rule: str
    parts: list[Part]
    after: State


def parsed(text: str, grammar: Grammar) -> Node:
    """Read a query; raises QueryRefusedError with the place that is no Cypher."""
    if len(text) > LONGEST:
        raise QueryRefusedError(f"A query may have at most {LONGEST:,} characters.")
    with LOCK:
        stream = CommonTokenStream(QueryLexer(text, grammar))
        stream.fill()
        words = cast("Sequence[Word]", stream.tokens)
        _check_depth([(grammar.tokens.get(word.type, ""), word) for word in words])
        return _Run(stream, grammar).tree()


class _Run:
    """Walks the parser's automaton along the words, as ANTLR's interpreter of grammars does.

    The grammar has no left recursion, no predicates and no actions.
    """

    def __init__(self, stream: CommonTokenStream, grammar: Grammar) -> None:
        self._stream = stream
        self._grammar = grammar
        self._network: Any = grammar.parser.network
        self._simulator: Any = ParserATNSimulator(
            Parser(stream), self._network, grammar.parser.learned, grammar.parser.contexts
        )
        self._simulator.predictionMode = PredictionMode.SLL

    def tree(self) -> Node:
        """Match the start rule; raises QueryRefusedError."""
        frames = [_Frame(START, [], None)]
        state: State = self._network.ruleToStartState[self._grammar.rules.index(START)]
        while state.stateType != ATNState.RULE_STOP or len(frames) > 1:
            if state.stateType == ATNState.RULE_STOP:
                frame = frames.pop()
                frames[-1].parts += _kept(frame)
                state = frame.after
            else:
                state = self._step(state, frames)
        return Node(rule=START, parts=tuple(frames[0].parts))

    def _step(self, state: State, frames: list[_Frame]) -> State:
        transition = self._chosen(state)
        if transition.serializationType == Transition.RULE:
            number: int = transition.target.ruleIndex
            rule = self._grammar.rules[number]
            frames.append(_Frame(rule, [], transition.followState))
        elif transition.serializationType in WORDS:
            frames[-1].parts.append(self._taken(transition))
        return transition.target

    def _chosen(self, state: State) -> Any:
        if len(state.transitions) == 1:
            return state.transitions[0]
        try:
            number = self._simulator.adaptivePredict(self._stream, state.decision, None)
        except RecognitionException as error:
            raise _unexpected(error.offendingToken or self._stream.LT(1)) from error
        return state.transitions[number - 1]

    def _taken(self, transition: Any) -> Leaf:
        word: Word = self._stream.LT(1)
        if not transition.matches(word.type, 1, max(self._grammar.tokens)):
            raise _unexpected(word)
        if word.type != Token.EOF:
            self._stream.consume()
        return Leaf(
            kind=self._grammar.tokens.get(word.type, "EOF"),
            text=word.text,
            line=word.line,
            column=word.column + 1,
            start=word.start,
            stop=word.stop + 1,
        )


def _kept(frame: _Frame) -> list[Part]:
    """Give a rule's node; nothing for an empty rule, the one part of a mere level of precedence."""
    if frame.rule in LEVELS and len(frame.parts) == 1 and isinstance(frame.parts[0], Node):
        return frame.parts
    return [Node(rule=frame.rule, parts=tuple(frame.parts))] if frame.parts else []


def _unexpected(word: Word) -> QueryRefusedError:
    if word.type == Token.EOF:
        message = "The query ends too early."
    elif word.text == "\\":
        message = NO_ESCAPES
    else:
        message = f"{word.text[:40]!r} is not expected here."
    return QueryRefusedError(message, line=word.line, column=word.column + 1)


def _check_depth(words: Sequence[tuple[str, Word]]) -> None:
    depth = 0
    for kind, word in words:
        depth += (kind in OPENING) - (kind in CLOSING)
        if depth > DEEPEST:
            message = f"Brackets and CASE may be nested {DEEPEST} deep at most."
            raise QueryRefusedError(message, line=word.line, column=word.column + 1)
