"""Dial rules: which numbers scenarios may ring, and by which line."""

from typing import Annotated

from django.http import HttpRequest
from ninja import Query, Router
from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from designer.api.problem import Shown, Taken, Words, answers, words
from designer.api.scenarios import author
from runtime.errors import Failure
from runtime.names import SHIPPED_RULES, DialRule
from scenarios.dial_rules import dial_rules, read_rule, replace_dial_rules
from scenarios.errors import Refused
from scenarios.roles import require
from scenarios.surroundings import stored_dial_rules

router = Router(tags=["dial rules"])
_RULES_MAX = 500


class ShownRule(Shown):
    """`pattern`: digits, X for any digit, `.` at the end for one or more; `dial` holds `{number}`."""

    pattern: str
    dial: str


class NewRule(Taken):
    """One row to keep."""

    pattern: Annotated[str, Field(min_length=1, max_length=64)]
    dial: Annotated[str, Field(min_length=1, max_length=200)]

    @model_validator(mode="after")
    def check_spelling(self) -> "NewRule":
        """Refuse what Asterisk could not be told to dial."""
        try:
            read_rule(self.pattern, self.dial)
        except Refused as refused:
            raise PydanticCustomError("dial_rule", "{en}", refused.message._asdict()) from refused
        return self


class DialRules(Shown):
    """The rules in their order; the first that matches wins. `shipped` stand behind them."""

    rules: list[ShownRule]
    shipped: list[ShownRule]


class NewRules(Taken):
    """All rules as they are to be, and `base` as they were read."""

    rules: Annotated[list[NewRule], Field(max_length=_RULES_MAX)]
    base: Annotated[list[NewRule], Field(max_length=_RULES_MAX)]


class NumberToTry(Taken):
    """A number as a scenario might name it."""

    number: Annotated[str, Field(min_length=1, max_length=64)]


class Dialled(Shown):
    """What Asterisk would dial; null with the reason when it would not."""

    dial: str | None
    reason: Words | None


@router.get("/dial_rules", response=answers(DialRules), operation_id="dial_rule_list", summary="All rules")
def dial_rule_list(request: HttpRequest) -> DialRules:
    """The rules of the installation."""
    require(request.user, "dial_rule.view")
    return _all_rules()


@router.put(
    "/dial_rules", response=answers(DialRules, 409), operation_id="dial_rules_replace", summary="Replace them"
)
def dial_rules_replace(request: HttpRequest, new: NewRules) -> DialRules:
    """Let these rules hold from now on; 409 when somebody else has changed them since `base`."""
    require(request.user, "dial_rule.edit")
    rules, base = ([DialRule(row.pattern, row.dial) for row in rows] for rows in (new.rules, new.base))
    replace_dial_rules(rules, base=base, author=author(request))
    return _all_rules()


@router.get(
    "/dial_rules/try", response=answers(Dialled), operation_id="dial_rule_try", summary="Try a number"
)
def dial_rule_try(request: HttpRequest, asked: Query[NumberToTry]) -> Dialled:
    """What would be dialled for a number."""
    require(request.user, "dial_rule.view")
    try:
        return Dialled(dial=stored_dial_rules().dial_string(asked.number), reason=None)
    except Failure as failure:
        return Dialled(dial=None, reason=words(failure.text))


def _all_rules() -> DialRules:
    return DialRules(
        rules=[_shown(rule) for rule in dial_rules()], shipped=[_shown(rule) for rule in SHIPPED_RULES]
    )


def _shown(rule: DialRule) -> ShownRule:
    return ShownRule(pattern=rule.pattern, dial=rule.dial)
