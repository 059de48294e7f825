"""The dial rules of the installation: which numbers scenarios may ring, and by which line."""

from collections.abc import Sequence
from typing import Final

from django.contrib.auth.models import User
from django.db import transaction

from runtime.names import DialRule, wrong_in_rule
from runtime.wording import Wording
from scenarios.audit import record
from scenarios.changes import count_change
from scenarios.errors import Refused
from scenarios.models import DialRule as StoredRule

_RIGHT: Final = {
    "pattern": Wording(
        "в образце бывают цифры, + в начале, X вместо любой цифры и точка в конце",
        "the pattern has digits, + at the start, X for any digit and a dot at the end",
    ),
    "dial": Wording(
        "в наборе нужно {number}, например PJSIP/{number}@trunk",
        "what to dial needs {number}, such as PJSIP/{number}@trunk",
    ),
}


class RulesChanged(Refused):
    """Somebody else has changed the rules since they were read."""

    code = "rules_changed"


def read_rule(pattern: str, dial: str) -> DialRule:
    """One rule as a person writes it; raises Refused for what Asterisk could not be told to dial."""
    wrong = [_RIGHT[part] for part in wrong_in_rule(pattern, dial)]
    if wrong:
        ru, en = "; ".join(words.ru for words in wrong), "; ".join(words.en for words in wrong)
        raise Refused(
            Wording(
                f"правило «{pattern} → {dial}» не годится: {ru}",
                f"the rule “{pattern} → {dial}” cannot be used: {en}",
            )
        )
    return DialRule(pattern, dial)


def dial_rules() -> list[DialRule]:
    """The rules that an administrator has added, in their order; the shipped ones stand behind them."""
    return [DialRule(pattern, dial) for pattern, dial in StoredRule.objects.values_list("pattern", "dial")]


def replace_dial_rules(rules: Sequence[DialRule], *, base: Sequence[DialRule], author: User | None) -> None:
    """Let these rules hold, in this order, from the next call on.

    Raises RulesChanged when the rules are no longer those of `base`, from which the author started.
    """
    with transaction.atomic():
        count_change()
        before = dial_rules()
        if before != list(base):
            raise RulesChanged(
                Wording(
                    "не сохранено: правила набора тем временем изменил другой",
                    "not saved: somebody else has changed the dial rules meanwhile",
                )
            )
        if before == list(rules):
            return
        StoredRule.objects.all().delete()
        StoredRule.objects.bulk_create(
            StoredRule(position=place, pattern=rule.pattern, dial=rule.dial)
            for place, rule in enumerate(rules, 1)
        )
        for gone in before:
            if gone not in rules:
                record("dial_rule_removed", author=author, subject=gone.pattern, dial=gone.dial)
        for place, rule in enumerate(rules):
            if before[place : place + 1] != [rule]:
                record("dial_rule_set", author=author, subject=rule.pattern, dial=rule.dial, place=place + 1)
