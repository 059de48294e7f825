"""The tree of an expression. `offset` is the place that an error about the node points at."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Literal:
    """A constant."""

    offset: int
    value: Any


@dataclass(frozen=True, slots=True)
class Name:
    """A variable; `is_bare` without backticks, `is_root` with CEL's leading dot (never a loop's variable)."""

    offset: int
    name: str
    is_bare: bool = True
    is_root: bool = False


@dataclass(frozen=True, slots=True)
class Select:
    """`operand.field`; `is_test` for has(operand.field)."""

    offset: int
    operand: "Node"
    field: str
    is_test: bool = False


@dataclass(frozen=True, slots=True)
class Index:
    """`operand[key]`."""

    offset: int
    operand: "Node"
    key: "Node"


@dataclass(frozen=True, slots=True)
class Call:
    """A function; `x.f(y)` is read as `f(x, y)`."""

    offset: int
    name: str
    arguments: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Unary:
    """`!operand` or `-operand`."""

    offset: int
    sign: str
    operand: "Node"


@dataclass(frozen=True, slots=True)
class Binary:
    """An operator between two operands, `in`, `&&` and `||` included."""

    offset: int
    sign: str
    left: "Node"
    right: "Node"


@dataclass(frozen=True, slots=True)
class Conditional:
    """`test ? yes : no`, and if(test, yes, no)."""

    offset: int
    test: "Node"
    yes: "Node"
    no: "Node"


@dataclass(frozen=True, slots=True)
class ListOf:
    """`[a, b]`."""

    offset: int
    items: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class MapOf:
    """`{key: value}`; `keys` and `items` go in pairs."""

    offset: int
    keys: tuple["Node", ...]
    items: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Loop:
    """`source.all(variable, test)` and its kin; `kind` is all, exists, exists_one, map or filter.

    `test` is the condition (true in a two-part map), `result` what a map or a filter gathers.
    """

    offset: int
    kind: str
    variable: str
    source: "Node"
    test: "Node"
    result: "Node | None"


Node = Literal | Name | Select | Index | Call | Unary | Binary | Conditional | ListOf | MapOf | Loop


def children(node: Node) -> tuple[Node, ...]:
    """The nodes directly below, in source order."""
    match node:
        case Select(operand=operand) | Unary(operand=operand):
            return (operand,)
        case Index(operand=operand, key=key):
            return (operand, key)
        case Call(arguments=arguments):
            return arguments
        case Binary(left=left, right=right):
            return (left, right)
        case Conditional(test=test, yes=yes, no=no):
            return (test, yes, no)
        case ListOf(items=items):
            return items
        case MapOf(keys=keys, items=items):
            return tuple(part for pair in zip(keys, items, strict=True) for part in pair)
        case Loop(source=source, test=test, result=result):
            return (source, test) if result is None else (source, test, result)
        case _:
            return ()


def walk(node: Node) -> Iterator[tuple[Node, int]]:
    """Every node with its depth, the root at 1."""
    waiting = [(node, 1)]
    while waiting:
        current, depth = waiting.pop()
        yield current, depth
        waiting.extend((child, depth + 1) for child in children(current))


def size(node: Node) -> int:
    """How many nodes the tree has."""
    return sum(1 for _ in walk(node))


def free_names(node: Node, bound: frozenset[str], type_names: frozenset[str]) -> list[tuple[str, int]]:
    """(name, offset) of each variable that is neither a loop's own nor a bare type name, in source order."""
    found: list[tuple[str, int]] = []
    waiting: list[tuple[Node, frozenset[str]]] = [(node, bound)]
    while waiting:
        current, inside = waiting.pop()
        if isinstance(current, Name):
            is_own = current.name in inside and not current.is_root
            is_type = current.is_bare and not current.is_root and current.name in type_names
            if not is_own and not is_type:
                found.append((current.name, current.offset))
        elif isinstance(current, Loop):
            waiting.append((current.source, inside))
            body = inside | {current.variable}
            waiting.extend((part, body) for part in children(current)[1:])
        else:
            waiting.extend((child, inside) for child in children(current))
    return sorted(found, key=lambda entry: entry[1])
