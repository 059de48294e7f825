"""One port to what scenarios name but do not hold: sounds, queues, boxes, phones; and the rules for
dialling.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal, Protocol

from runtime.errors import Failure
from runtime.wording import Wording

NameKind = Literal["sound", "queue", "box", "phone", "calendar", "scenario", "user"]


class Names(Protocol):
    """Who knows which names exist."""

    def known(self, kind: NameKind) -> frozenset[str] | None:
        """All names of a kind, or None while their source cannot be reached."""

    def dial_rules(self) -> "DialRules | None":
        """The rules for dialling, or None where nobody knows them."""


class NamesOffline:
    """No source of names at hand: every name is taken on trust and reported as a warning."""

    def known(self, kind: NameKind) -> frozenset[str] | None:
        return None

    def dial_rules(self) -> "DialRules | None":
        return None


@dataclass(frozen=True, slots=True)
class DialRule:
    """`pattern`: digits, `X` for any one digit, `.` at the end for one or more; `dial` holds `{number}`."""

    pattern: str
    dial: str

    def __post_init__(self) -> None:
        for part in wrong_in_rule(self.pattern, self.dial):
            raise ValueError(f"dial rule: {part} {getattr(self, part)!r} cannot be used")

    def matches(self, number: str) -> bool:
        """Whether this rule is the one for `number`."""
        regex = "".join({"X": "[0-9]", ".": "[0-9]+", "+": r"\+"}.get(sign, sign) for sign in self.pattern)
        return re.fullmatch(regex, number) is not None


def wrong_in_rule(pattern: str, dial: str) -> tuple[Literal["pattern", "dial"], ...]:
    """Which parts of a rule written so cannot be."""
    wrong: list[Literal["pattern", "dial"]] = []
    if not pattern or not re.fullmatch(r"\+?[0-9X]*\.?", pattern):
        wrong.append("pattern")
    if "{number}" not in dial or not re.fullmatch(r"[A-Za-z0-9]+/[A-Za-z0-9_@.:{}-]+", dial):
        wrong.append("dial")
    return tuple(wrong)


SHIPPED_RULES: Final = tuple(DialRule("X" * length, "PJSIP/{number}") for length in (2, 3, 4, 5))


class DialRules:
    """The ordered rules that turn a target into a dial string; the first that matches wins, none means
    forbidden.
    """

    def __init__(self, rules: Sequence[DialRule] = SHIPPED_RULES) -> None:
        self._rules = tuple(rules)
        patterns = (rule.pattern for rule in self._rules)
        self.internal_patterns = tuple(
            pattern for pattern in patterns if re.fullmatch("[0-9X]{2,5}", pattern)
        )
        """The patterns of internal numbers: two to five digits, X for any digit."""

    def dial_string(self, target: str) -> str:
        """What Asterisk is to dial for `target` (digits, an optional leading +; spaces, brackets and dashes
        are dropped). Raises Failure as `rule_for` does.
        """
        return self.rule_for(target).dial.replace("{number}", dialled(target))

    def rule_for(self, target: str) -> DialRule:
        """The rule that wins for `target`.

        Raises Failure "forbidden" when none allows it, "bad_data" when it is no number at all.
        """
        number = dialled(target)
        if not is_number(number):
            raise Failure("bad_data", Wording("это не номер телефона", "the target is not a phone number"))
        for rule in self._rules:
            if rule.matches(number):
                return rule
        raise Failure(
            "forbidden",
            Wording("ни одно правило набора не разрешает этот номер", "no dial rule allows this number"),
        )

    @classmethod
    def from_rows(cls, rows: Iterable[tuple[str, str]]) -> "DialRules":
        """Rules from (pattern, dial) rows, the shipped ones behind them."""
        return cls((*(DialRule(pattern, dial) for pattern, dial in rows), *SHIPPED_RULES))


def dialled(target: str) -> str:
    """What is dialled for a target: without its spaces, brackets and dashes."""
    return re.sub(r"[\s()-]", "", target)


def is_number(number: str) -> bool:
    """Whether what `dialled` gives can be dialled at all, by whatever rule."""
    return re.fullmatch(r"\+?[0-9]{1,32}", number) is not None
