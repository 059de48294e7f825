"""Texts with holes: `Здравствуйте, {{ ИМЯ }}`.

A hole ends at the first `}}` outside its own braces and texts, so an expression may hold objects.
`\\{{` stands for `{{`; `${...}` is Asterisk's and stays as it is.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from . import messages, syntax_messages
from .errors import EvaluationError, ExpressionError
from .expression import Expression
from .facts import Facts
from .limits import RESULT_BYTES, TEMPLATE_CHARS, TEMPLATE_HOLES
from .run import Run
from .tokens import tokens
from .values import to_text


class Template:
    """`source` read and compiled. Raises ExpressionError with the offset in the template.

    `parts`: its fixed texts and expressions in order. `expressions`: (expression, its offset here).
    `is_constant`: it has no holes.
    """

    __slots__ = ("_offsets", "_slots", "expressions", "is_constant", "parts", "source")

    def __init__(self, source: str) -> None:
        if len(source) > TEMPLATE_CHARS:
            raise ExpressionError("too_long", TEMPLATE_CHARS, syntax_messages.TEMPLATE_TOO_LONG)
        self.source = source
        parts: list[str | Expression] = []
        expressions: list[tuple[Expression, int]] = []
        at = 0
        while True:
            fixed, start = _fixed(source, at)
            if fixed:
                parts.append(fixed)
            if start < 0:
                break
            if len(expressions) == TEMPLATE_HOLES:
                raise ExpressionError("too_many_holes", start - 2, syntax_messages.TOO_MANY_HOLES)
            end = _hole_end(source, start)
            expressions.append((_expression(source, start, end), start))
            parts.append(expressions[-1][0])
            at = end + 2
        self.parts = tuple(parts)
        self.expressions = tuple(expressions)
        self.is_constant = not expressions
        starts = iter(expressions)
        self._offsets = [0 if isinstance(part, str) else next(starts)[1] for part in parts]
        self._slots = max((expression.slots for expression, _ in expressions), default=0)

    def render(self, variables: Mapping[str, Any], facts: Facts) -> str:
        """The text with its holes filled; a hole that fails is empty."""
        return "".join(self._texts(variables, facts, []))

    def render_reporting(
        self, variables: Mapping[str, Any], facts: Facts
    ) -> tuple[str, list[EvaluationError]]:
        """The text with its holes filled, and the errors of those that failed, placed in the template."""
        errors: list[EvaluationError] = []
        return "".join(self._texts(variables, facts, errors)), errors

    def pieces(self, variables: Mapping[str, Any], facts: Facts) -> list[tuple[str, bool]]:
        """(text, whether it is fixed) in order, for a voice that may have time for the fixed ones only."""
        texts = self._texts(variables, facts, [])
        return [(text, isinstance(part, str)) for text, part in zip(texts, self.parts, strict=True)]

    def _texts(self, variables: Mapping[str, Any], facts: Facts, errors: list[EvaluationError]) -> list[str]:
        """One text for each part; what failed is put down in `errors`."""
        if self.is_constant:
            return [part for part in self.parts if isinstance(part, str)]
        run = Run(variables, facts, self._slots)
        room = RESULT_BYTES
        texts: list[str] = []
        for part in self.parts:
            if isinstance(part, str):
                texts.append(part)
                continue
            try:
                value = part.run(run)
                text = value if type(value) is str else to_text(value)
                room -= len(text)
                if room < 0:
                    raise EvaluationError("result_too_large", 0, messages.TOO_LARGE)
                texts.append(text)
            except EvaluationError as error:
                offset = self._offsets[len(texts)] + error.offset
                errors.append(EvaluationError(error.code, offset, error.message))
                texts.append("")
        return texts


def holes(source: str) -> Iterator[tuple[int, int]]:
    """Where the expression of each hole begins and ends, of a text that is no template too: a hole without an
    end goes on to the next braces, or to the end of the text.
    """
    at = 0
    while True:
        _, start = _fixed(source, at)
        if start < 0:
            return
        try:
            end = _hole_end(source, start)
        except ExpressionError:
            braces = source.find("}}", start)
            end = braces if braces >= 0 else len(source)
        yield start, end
        at = end + 2


def _fixed(source: str, at: int) -> tuple[str, int]:
    """The fixed text from `at` on, and where the next hole's expression starts (-1: there is none)."""
    parts: list[str] = []
    while True:
        braces = source.find("{{", at)
        if braces < 0:
            parts.append(source[at:])
            return "".join(parts), -1
        if braces > at and source[braces - 1] == "\\":
            parts.append(source[at : braces - 1] + "{{")
            at = braces + 2
            continue
        parts.append(source[at:braces])
        return "".join(parts), braces + 2


def _hole_end(source: str, start: int) -> int:
    """The offset of the `}}` that closes the hole whose expression starts at `start`."""
    depth = 0
    for token in tokens(source, start):
        if token.kind == "end":
            break
        if token.kind != "sign":
            continue
        if token.text == "{":
            depth += 1
        elif token.text == "}":
            if depth == 0 and source.startswith("}}", token.offset):
                return token.offset
            depth -= 1
    raise ExpressionError("unclosed_hole", start - 2, syntax_messages.UNCLOSED_HOLE)


def _expression(source: str, start: int, end: int) -> Expression:
    try:
        return Expression(source[start:end])
    except ExpressionError as error:
        raise ExpressionError(error.code, start + error.offset, error.message) from None
