"""The expression language: CEL's syntax, typed and bounded, functions in Russian and English."""

from .errors import EvaluationError, ExpressionError, Problem
from .expression import Expression
from .facts import Facts
from .register import functions
from .template import Template
from .values import TypeName, Uint, Weight, to_text, weight

__all__ = (
    "EvaluationError",
    "Expression",
    "ExpressionError",
    "Facts",
    "Problem",
    "Template",
    "TypeName",
    "Uint",
    "Weight",
    "functions",
    "to_text",
    "weight",
)
