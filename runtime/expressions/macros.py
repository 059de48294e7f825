"""Calls that are no functions: they see their arguments unevaluated (CEL language definition, "Macros")."""

from . import syntax_messages
from .errors import ExpressionError
from .nodes import Conditional, Literal, Loop, Name, Node, Select
from .tokens import Token

_CONDITIONALS = ("if", "если")
_LOOPS = {
    "all": "all",
    "exists": "exists",
    "exists_one": "exists_one",
    "existsOne": "exists_one",
    "map": "map",
    "filter": "filter",
}


def global_macro(token: Token, arguments: tuple[Node, ...]) -> Node | None:
    """The node of `if(...)` or `has(...)`, None for another name. Raises ExpressionError for a wrong form."""
    if token.text in _CONDITIONALS:
        if len(arguments) != 3:
            usage = f"{token.text}(условие, да, нет)" if token.text == "если" else "if(condition, yes, no)"
            raise ExpressionError("bad_macro", token.offset, syntax_messages.bad_macro(token.text, usage))
        return Conditional(token.offset, *arguments)
    if token.text == "has":
        if len(arguments) != 1 or not isinstance(arguments[0], Select):
            raise ExpressionError(
                "bad_macro", token.offset, syntax_messages.bad_macro("has", "has(object.field)")
            )
        tested = arguments[0]
        return Select(tested.offset, tested.operand, tested.field, is_test=True)
    return None


def member_macro(token: Token, operand: Node, arguments: tuple[Node, ...]) -> Node | None:
    """The loop of `list.all(x, ...)` and its kin; None for another name. Raises ExpressionError."""
    kind = _LOOPS.get(token.text)
    if kind is None:
        return None
    most = 3 if kind == "map" else 2
    if not 2 <= len(arguments) <= most or not isinstance(arguments[0], Name) or arguments[0].is_root:
        usage = f"list.{token.text}(x, {'x + 1' if kind == 'map' else 'x > 0'})"
        raise ExpressionError("bad_macro", token.offset, syntax_messages.bad_macro(token.text, usage))
    name = arguments[0].name
    if kind == "map":
        test = arguments[1] if len(arguments) == 3 else Literal(token.offset, True)
        return Loop(token.offset, kind, name, operand, test, arguments[-1])
    gathered = Name(arguments[0].offset, name) if kind == "filter" else None
    return Loop(token.offset, kind, name, operand, arguments[1], gathered)
