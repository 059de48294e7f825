"""The static check: unknown names, calls that cannot work, types that do not go together.

It errs on the side of silence: whatever may turn out right at run time ("any") is no problem.
"""

from collections.abc import Mapping

from runtime.wording import Wording

from . import messages
from .errors import Fault, Problem
from .function import Function
from .nodes import (
    Binary,
    Call,
    Conditional,
    Index,
    ListOf,
    Literal,
    Loop,
    MapOf,
    Name,
    Node,
    Select,
    Unary,
    children,
)
from .patterns import compiled
from .register import function_named, function_names, is_function
from .suggestions import as_written, nearest
from .values import TYPE_NAMES, kind_of

_ORDERED = frozenset({"text", "number", "yes_no", "date", "duration", "bytes", "any"})
_SUMS = {
    "+": {
        ("text", "text"): "text",
        ("bytes", "bytes"): "bytes",
        ("list", "list"): "list",
        ("date", "duration"): "date",
        ("duration", "date"): "date",
        ("duration", "duration"): "duration",
    },
    "-": {("date", "date"): "duration", ("date", "duration"): "date", ("duration", "duration"): "duration"},
}


class Checker:
    """Checks one tree; `types` gives the kind of each known variable, None when variables are not known."""

    def __init__(self, types: Mapping[str, str] | None) -> None:
        self.types = types
        self.problems: list[Problem] = []

    def kind(self, node: Node, bound: frozenset[str]) -> str:
        """The kind of the node's value, its problems put down; `bound` are the loop variables in sight."""
        match node:
            case Literal(value=value):
                return kind_of(value)
            case Name():
                return self.name(node, bound)
            case Call():
                return self.call(node, bound)
            case Unary():
                return self.unary(node, bound)
            case Binary():
                return self.binary(node, bound)
            case Conditional():
                self.condition(node.test, bound)
                yes, no = self.kind(node.yes, bound), self.kind(node.no, bound)
                return yes if yes == no else "any"
            case Select() | Index():
                return self.part(node, bound)
            case Loop():
                return self.loop(node, bound)
            case ListOf() | MapOf():
                for child in children(node):
                    self.kind(child, bound)
                return "list" if isinstance(node, ListOf) else "object"

    def report(self, code: str, node: Node, message: Wording, suggestion: str | None = None) -> str:
        """Put down a problem; its node may be anything from here on."""
        self.problems.append(Problem(code, node.offset, message, suggestion))
        return "any"

    def name(self, node: Name, bound: frozenset[str]) -> str:
        if node.name in bound and not node.is_root:
            return "any"
        if node.is_bare and not node.is_root and node.name in TYPE_NAMES:
            return "type"
        if self.types is None:
            return "any"
        kind = self.types.get(node.name)
        if kind is not None:
            return kind
        near = nearest(node.name, [*self.types, *(() if node.is_root else bound)])
        suggestion = as_written(near) if near else None
        if suggestion is None:
            function = node.name if is_function(node.name) else nearest(node.name, function_names())
            suggestion = f"{function}()" if function else None
        return self.report("unknown_name", node, messages.unknown_name(node.name, suggestion), suggestion)

    def part(self, node: Select | Index, bound: frozenset[str]) -> str:
        kind = self.kind(node.operand, bound)
        wanted = ("object",) if isinstance(node, Select) else ("object", "list")
        if isinstance(node, Index):
            self.kind(node.key, bound)
        if kind not in (*wanted, "any"):
            self.report("wrong_type", node, messages.NO_FIELDS)
        return "yes_no" if isinstance(node, Select) and node.is_test else "any"

    def call(self, node: Call, bound: frozenset[str]) -> str:
        kinds = [self.kind(argument, bound) for argument in node.arguments]
        function = function_named(node.name)
        if function is None:
            near = nearest(node.name, function_names())
            return self.report("unknown_function", node, messages.unknown_function(node.name, near), near)
        if not function.fewest <= len(kinds) <= len(function.params):
            self.report("wrong_argument_count", node, messages.argument_count(function.usage))
            return function.returns
        for index, (kind, param) in enumerate(zip(kinds, function.params, strict=False)):
            if kind != "any" and kind not in param.kinds and "any" not in param.kinds:
                message = messages.wrong_argument(node.name, index + 1, param.kinds, kind)
                self.report("wrong_type", node.arguments[index], message)
        self.pattern(node, function)
        return function.returns

    def pattern(self, node: Call, function: Function) -> None:
        """A literal pattern of matches() is tried out."""
        if function.name != "matches" or not isinstance(node.arguments[1], Literal):
            return
        try:
            compiled(str(node.arguments[1].value))
        except Fault as fault:
            self.report(fault.code, node.arguments[1], fault.message)

    def unary(self, node: Unary, bound: frozenset[str]) -> str:
        kind = self.kind(node.operand, bound)
        wanted = "yes_no" if node.sign == "!" else "number"
        if kind not in (wanted, "any"):
            self.report("wrong_type", node, messages.wrong_operand(node.sign, kind, wanted))
        return wanted

    def condition(self, node: Node, bound: frozenset[str]) -> None:
        if self.kind(node, bound) not in ("yes_no", "any"):
            self.report("not_a_condition", node, messages.NOT_A_CONDITION)

    def loop(self, node: Loop, bound: frozenset[str]) -> str:
        if self.kind(node.source, bound) not in ("list", "object", "any"):
            self.report("wrong_type", node, messages.NOT_A_COLLECTION)
        inner = bound | {node.variable}
        self.condition(node.test, inner)
        if node.result is not None:
            self.kind(node.result, inner)
        return "list" if node.kind in ("map", "filter") else "yes_no"

    def binary(self, node: Binary, bound: frozenset[str]) -> str:
        sign = node.sign
        if sign in ("&&", "||"):
            self.condition(node.left, bound)
            self.condition(node.right, bound)
            return "yes_no"
        left, right = self.kind(node.left, bound), self.kind(node.right, bound)
        if sign in ("==", "!="):
            if _never_equal(left, right):
                self.report("never_equal", node, messages.never_equal(left, right))
            return "yes_no"
        if sign == "in":
            self.membership(node, left, right)
            return "yes_no"
        if sign in ("<", "<=", ">", ">="):
            if not {left, right} <= _ORDERED or ("any" not in (left, right) and left != right):
                self.report("wrong_type", node, messages.wrong_operands(sign, left, right))
            return "yes_no"
        return self.arithmetic(node, left, right)

    def membership(self, node: Binary, left: str, right: str) -> None:
        if right not in ("list", "object", "any"):
            self.report("wrong_type", node, messages.wrong_operands("in", left, right))
        elif isinstance(node.right, ListOf) and node.right.items:
            kinds = [kind_of(item.value) if isinstance(item, Literal) else "any" for item in node.right.items]
            if all(_never_equal(left, kind) for kind in kinds):
                self.report("never_equal", node, messages.never_equal(left, kinds[0]))

    def arithmetic(self, node: Binary, left: str, right: str) -> str:
        sums = _SUMS.get(node.sign, {})
        if "any" in (left, right):
            known = right if left == "any" else left
            fits = known in ("any", "number") or any(known in pair for pair in sums)
            if fits:
                return "number" if node.sign in "*/%" else "any"
        elif left == right == "number":
            return "number"
        elif (left, right) in sums:
            return sums[left, right]
        return self.report("wrong_type", node, messages.wrong_operands(node.sign, left, right))


def _never_equal(left: str, right: str) -> bool:
    """Two known and different kinds; null may stand in for any value that is not there."""
    return left != right and not {"any", "null"} & {left, right}
