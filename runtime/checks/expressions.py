"""Expressions that read but cannot work: unknown variables and functions, types that do not go together."""

from collections.abc import Iterator, Mapping
from typing import Final

from runtime.expressions import Expression, Problem
from runtime.expressions.kind_names import KIND_NAMES, any_of
from runtime.wording import Wording

from .drawing import Drawing, Placed
from .fix import Declare, Fix
from .issue import Issue
from .mistakes import after_colon
from .spelling import name_at, respelt
from .values import Leaf
from .variables import Variables, variables

_CODES: Final = {"unknown_name": "unknown_variable"}


_SUGGESTIONS: Final = 100
"""For how many unknown names a near one is looked for: each search goes through all variables."""


class _WithoutSuggestions(Mapping[str, str]):
    """Knows every variable and lists none, so that none is proposed for a misspelt one."""

    def __init__(self, types: Mapping[str, str]) -> None:
        self._types = types

    def __getitem__(self, name: str) -> str:
        return self._types[name]

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


def issues(drawing: Drawing) -> Iterator[Issue]:
    """Every problem of every expression, for the variables that this scenario has."""
    known = variables(drawing)
    types: Mapping[str, str] = known.types
    suggested = 0
    problems: dict[str, list[Problem]] = {}
    """By the expression's text: the same one is checked once."""
    for node in drawing.nodes.values():
        for leaf in node.leaves:
            for expression, offset in leaf.expressions():
                if expression.source not in problems:
                    found = problems[expression.source] = expression.problems(types)
                    suggested += sum(problem.code == "unknown_name" for problem in found)
                    if suggested > _SUGGESTIONS:
                        types = _WithoutSuggestions(known.types)
                for problem in problems[expression.source]:
                    yield _issue(node, leaf, problem, offset)
                if leaf.gives and not problems[expression.source]:
                    yield from _wrong_result(node, leaf, expression, known)


def _issue(node: Placed, leaf: Leaf, problem: Problem, offset: int) -> Issue:
    label = node.label(leaf.param)
    fix = Wording("Исправьте выражение в отмеченном месте.", "Correct the expression at the marked place.")
    if problem.suggestion is not None:
        fix = Wording(f"Напишите {problem.suggestion}.", f"Write {problem.suggestion}.")
    elif problem.code == "unknown_name":
        fix = Wording(
            "Присвойте переменную раньше по схеме или опишите её на вкладке «Переменные».",
            "Assign the variable earlier in the drawing, or declare it on the tab “Variables”.",
        )
    return Issue(
        _CODES.get(problem.code, problem.code),
        "error",
        Wording(
            f"«{node.title}», {label.ru}: {after_colon(problem.message.ru)}",
            f"“{node.title}”, {label.en}: {after_colon(problem.message.en)}",
        ),
        fix,
        node=node.id,
        param=leaf.param,
        offset=offset + problem.offset,
        fixes=_fixes(node, leaf, problem, offset + problem.offset),
    )


def _fixes(node: Placed, leaf: Leaf, problem: Problem, offset: int) -> tuple[Fix, ...]:
    """Another spelling where one is near; a name that nobody knows can also be declared."""
    found = respelt(node.id, leaf, offset, problem.suggestion) if problem.suggestion is not None else ()
    name = name_at(leaf.value.source, offset).strip("`")
    if problem.code != "unknown_name" or not name:
        return found
    title = Wording(f"Объявить переменную «{name}»", f"Declare the variable “{name}”")
    return (*found, Fix("declare", title, Declare(name, {"type": "any"})))


def _wrong_result(node: Placed, leaf: Leaf, expression: Expression, known: Variables) -> Iterator[Issue]:
    result = expression.result_type(known.types)
    wanted = tuple(leaf.gives.split("|"))
    if result in ("any", *wanted):
        return
    label, has, needed = node.label(leaf.param), KIND_NAMES[result], any_of(wanted)
    yield Issue(
        "wrong_result",
        "error",
        Wording(
            f"«{node.title}», {label.ru}: выражение даёт «{has.ru}», а нужно {needed.ru}.",
            f"“{node.title}”, {label.en}: the expression gives {has.en}, but {needed.en} is needed.",
        ),
        Wording(
            f"Измените выражение: пусть даёт {needed.ru}.",
            f"Change the expression so that it gives {needed.en}.",
        ),
        node=node.id,
        param=leaf.param,
        offset=0,
    )
