"""The expression language: CEL's syntax, typed and bounded, functions in Russian and English.

Where it leaves CEL (github.com/google/cel-spec, langdef.md) on purpose:
- a whole number beside a double widens, in arithmetic as in comparison;
- names are Unicode words (NFC, case-sensitive); any other name stands in backticks, anywhere;
- a name followed by `(` is a function, dots included; `x.f(y)` and `f(x, y)` are one call;
- `if(a, b, c)` evaluates only the part it needs, and empty(x) takes what is not there for null;
- a path starts at the variable before its first dot: no containers, no variables with dots in bare names;
- dates and durations are exact to the microsecond; a date is read in the zone that it carries;
- an object holds either 1 or true as a key, not both; string(1e20) has no exponent;
- no messages, no optional values, no reserved word as a bare name but after a dot.
"""

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
