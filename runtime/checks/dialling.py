"""Numbers that a scenario dials: are they numbers at all, and does a dial rule allow them here?"""

from collections.abc import Iterator

from runtime.errors import Failure
from runtime.names import dialled, is_number
from runtime.wording import Wording

from .drawing import Drawing, Placed
from .issue import Issue
from .values import Leaf


def issues(drawing: Drawing) -> Iterator[Issue]:
    """An error for each text that can never be dialled, a warning for each number that no rule allows: an
    administrator may add one, and the drawing is right then as it is.
    """
    rules = None
    for node in drawing.nodes.values():
        for leaf in node.leaves:
            text = leaf.text() if leaf.widget == "phone" else None
            if not text:
                continue
            if not is_number(dialled(text)):
                yield _no_number(node, leaf, text)
                continue
            rules = rules or drawing.names.dial_rules()
            if rules is None:
                continue
            try:
                rules.rule_for(text)
            except Failure:
                yield _forbidden(node, leaf, text)


def _no_number(node: Placed, leaf: Leaf, text: str) -> Issue:
    return Issue(
        "no_number",
        "error",
        Wording(
            f"«{node.title}»: «{text}» – не номер телефона.", f"“{node.title}”: “{text}” is no phone number."
        ),
        Wording(
            "Впишите один номер цифрами, можно с «+» впереди; другой номер – отдельной строкой.",
            "Write one number in digits, perhaps with a + in front; another one goes into a row of its own.",
        ),
        node=node.id,
        param=leaf.param,
    )


def _forbidden(node: Placed, leaf: Leaf, text: str) -> Issue:
    return Issue(
        "forbidden_number",
        "warning",
        Wording(
            f"«{node.title}»: номер «{text}» не разрешает ни одно правило набора, звонок на него не пойдёт.",
            f"“{node.title}”: no dial rule allows the number “{text}”, so it will not be called.",
        ),
        Wording(
            "Исправьте номер или добавьте правило на странице «Правила набора».",
            "Correct the number, or add a rule on the page “Dial rules”.",
        ),
        node=node.id,
        param=leaf.param,
    )
