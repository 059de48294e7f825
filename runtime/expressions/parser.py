"""Tokens into a tree: precedence climbing, with the limits of an expression enforced on the way."""

from collections.abc import Iterable

from . import limits, messages, syntax_messages
from .errors import ExpressionError
from .macros import global_macro, member_macro
from .nodes import (
    Binary,
    Call,
    Conditional,
    Index,
    ListOf,
    Literal,
    MapOf,
    Name,
    Node,
    Select,
    Unary,
    walk,
)
from .register import is_function
from .tokens import Token, tokens
from .values import INT_MAX

_PRECEDENCE = {"||": 1, "&&": 2, "+": 4, "-": 4, "*": 5, "/": 5, "%": 5}
_PRECEDENCE |= dict.fromkeys(("==", "!=", "<", "<=", ">", ">=", "in"), 3)
CONSTANTS = {"true": True, "false": False, "null": None}
# CEL language definition, "Syntax": words that are no identifiers.
RESERVED = frozenset(
    {"as", "break", "const", "continue", "else", "for", "function", "if", "import"}
    | {"in", "let", "loop", "package", "namespace", "return", "var", "void", "while"}
)


def parse(source: str) -> Node:
    """The tree of `source`. Raises ExpressionError for bad syntax and for what is above the limits."""
    if len(source) > limits.SOURCE_CHARS:
        raise ExpressionError("too_long", limits.SOURCE_CHARS, syntax_messages.TOO_LONG)
    if not source.strip():
        raise ExpressionError("empty_expression", 0, syntax_messages.EMPTY)
    parser = _Parser(tokens(source))
    tree = parser.whole()
    for count, (node, depth) in enumerate(walk(tree), 1):
        if count > limits.NODES:
            raise ExpressionError("too_many_nodes", node.offset, syntax_messages.TOO_MANY_NODES)
        if depth > limits.CHAIN_LINKS:
            raise ExpressionError("too_deep", node.offset, messages.TOO_DEEP)
    return tree


def dotted_path(node: Node) -> str | None:
    """`a.b.c` for a plain path of bare names, else None."""
    fields: list[str] = []
    while isinstance(node, Select) and not node.is_test:
        fields.append(node.field)
        node = node.operand
    if not isinstance(node, Name) or not node.is_bare or node.is_root:
        return None
    return ".".join((node.name, *reversed(fields)))


class _Parser:
    def __init__(self, stream: Iterable[Token]) -> None:
        self.tokens = list(stream)
        self.at = 0
        self.level = 0

    @property
    def token(self) -> Token:
        return self.tokens[self.at]

    def take(self, sign: str) -> Token | None:
        """The present token if it is this sign, and step over it."""
        token = self.tokens[self.at]
        if token.kind == "sign" and token.text == sign:
            self.at += 1
            return token
        return None

    def expect(self, sign: str) -> Token:
        token = self.take(sign)
        if token is None:
            raise self.surprise()
        return token

    def surprise(self) -> ExpressionError:
        """The error for a token that cannot stand where it is."""
        token = self.token
        before = self.tokens[self.at - 1] if self.at else None
        if token.kind == "end":
            return ExpressionError("unexpected_end", token.offset, syntax_messages.UNEXPECTED_END)
        if before and before.kind == token.kind == "name":
            return ExpressionError(
                "two_names", before.offset, syntax_messages.two_names(before.text, token.text)
            )
        return ExpressionError("unexpected_token", token.offset, syntax_messages.unexpected(token.text))

    def whole(self) -> Node:
        tree = self.expression()
        if self.token.kind != "end":
            raise self.surprise()
        return tree

    def expression(self) -> Node:
        self.level += 1
        if self.level > limits.NESTING_LEVELS + 1:
            raise ExpressionError("too_deep", self.token.offset, messages.TOO_DEEP)
        arms: list[tuple[int, Node, Node]] = []
        tree = self.binary(1)
        while question := self.take("?"):
            yes = self.expression()
            self.expect(":")
            arms.append((question.offset, tree, yes))
            tree = self.binary(1)
        for offset, test, yes in reversed(arms):
            tree = Conditional(offset, test, yes, tree)
        self.level -= 1
        return tree

    def binary(self, weakest: int) -> Node:
        left = self.unary()
        while True:
            token = self.token
            is_sign = token.kind == "sign" or (token.kind == "name" and token.text == "in")
            precedence = _PRECEDENCE.get(token.text, 0) if is_sign else 0
            if precedence < weakest or not precedence:
                return left
            self.at += 1
            left = Binary(token.offset, token.text, left, self.binary(precedence + 1))

    def unary(self) -> Node:
        signs: list[Token] = []
        while sign := self.take("-") or self.take("!"):
            signs.append(sign)
        token = self.token
        if signs and signs[-1].text == "-" and token.kind == "value" and type(token.value) in (int, float):
            self.at += 1
            tree = self.postfix(Literal(signs.pop().offset, -token.value))  # type: ignore[operator]
        else:
            tree = self.postfix(self.primary())
        for sign in reversed(signs):
            tree = Unary(sign.offset, sign.text, tree)
        return tree

    def postfix(self, tree: Node) -> Node:
        while True:
            if self.take("."):
                tree = self.member(tree)
            elif bracket := self.take("["):
                tree = Index(bracket.offset, tree, self.expression())
                self.expect("]")
            else:
                return tree

    def member(self, operand: Node) -> Node:
        token = self.token
        if token.kind not in ("name", "quoted_name"):
            raise ExpressionError("field_expected", token.offset, syntax_messages.PATH_NAME)
        self.at += 1
        if token.kind == "quoted_name" or not self.take("("):
            return Select(token.offset, operand, token.text)
        arguments = self.listed(")")
        path = dotted_path(operand)
        if path is not None and is_function(f"{path}.{token.text}"):
            return Call(token.offset, f"{path}.{token.text}", arguments)
        return member_macro(token, operand, arguments) or Call(
            token.offset, token.text, (operand, *arguments)
        )

    def primary(self) -> Node:
        token = self.token
        self.at += 1
        if token.kind == "value":
            if type(token.value) is int and token.value > INT_MAX:
                raise ExpressionError("number_out_of_range", token.offset, syntax_messages.NUMBER_RANGE)
            return Literal(token.offset, token.value)
        if token.kind == "quoted_name":
            return Name(token.offset, token.text, is_bare=False)
        if token.kind == "name":
            return self.named(token)
        if token.kind == "sign" and token.text in "([{.":
            return self.bracketed(token)
        self.at -= 1
        raise self.surprise()

    def named(self, token: Token) -> Node:
        if self.take("("):
            arguments = self.listed(")")
            return global_macro(token, arguments) or Call(token.offset, token.text, arguments)
        if token.text in CONSTANTS:
            return Literal(token.offset, CONSTANTS[token.text])
        if token.text in RESERVED:
            raise ExpressionError("reserved_word", token.offset, syntax_messages.reserved(token.text))
        return Name(token.offset, token.text)

    def bracketed(self, opening: Token) -> Node:
        if opening.text == "(":
            tree = self.expression()
            self.expect(")")
            return tree
        if opening.text == "[":
            return ListOf(opening.offset, self.listed("]"))
        if opening.text == "{":
            return self.map(opening)
        token = self.token
        if token.kind not in ("name", "quoted_name"):
            raise ExpressionError("field_expected", token.offset, syntax_messages.PATH_NAME)
        self.at += 1
        if self.take("("):
            return Call(token.offset, token.text, self.listed(")"))
        return Name(token.offset, token.text, is_bare=token.kind == "name", is_root=True)

    def listed(self, closing: str) -> tuple[Node, ...]:
        """Expressions with commas between, one allowed after the last, up to the closing sign."""
        items: list[Node] = []
        while not self.take(closing):
            items.append(self.expression())
            if not self.take(","):
                self.expect(closing)
                break
        return tuple(items)

    def map(self, opening: Token) -> Node:
        keys: list[Node] = []
        items: list[Node] = []
        while not self.take("}"):
            keys.append(self.expression())
            self.expect(":")
            items.append(self.expression())
            if not self.take(","):
                self.expect("}")
                break
        return MapOf(opening.offset, tuple(keys), tuple(items))
