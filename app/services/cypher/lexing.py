"""Text to words: runs the grammar's lexer."""

from typing import Any

from antlr4 import InputStream
from antlr4.atn.LexerATNSimulator import LexerATNSimulator
from antlr4.error.ErrorListener import ErrorListener
from antlr4.Lexer import Lexer

from app.services.cypher.grammar import Grammar
from app.services.errors import QueryRefusedError


class _Complaints(ErrorListener):
    def syntaxError(  # noqa: N802 - ANTLR's signature
        self,
        recognizer: Any,  # noqa: ARG002
        offendingSymbol: Any,  # noqa: ARG002, N803
        line: int,
        column: int,
        msg: str,
        e: Any,  # noqa: ARG002
    ) -> None:
        """Refuse what is no word of Cypher."""
        raise QueryRefusedError(f"This is no Cypher: {msg}", line=line, column=column + 1)


class QueryLexer(Lexer):
    """Gives the words of a query; raises QueryRefusedError for what is none."""

    def __init__(self, text: str, grammar: Grammar) -> None:
        """Take the query and the grammar that it is in."""
        super().__init__(InputStream(text))
        automaton = grammar.lexer
        self._interp = LexerATNSimulator(
            self, automaton.network, automaton.learned, automaton.contexts
        )
        self.removeErrorListeners()
        self.addErrorListener(_Complaints())

    def action(self, localctx: object, ruleIndex: int, actionIndex: int) -> None:  # noqa: N803 - ANTLR's signature
        """Do nothing: the one action counts the braces of interpolated strings."""
