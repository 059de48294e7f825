"""Expressions and texts while they are being written: what is wrong, and what comes out for sample values."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Annotated, Any, Final, Literal
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest
from ninja import Router
from pydantic import Field

from designer.api.problem import Shown, Taken, Words, answers, words
from runtime.expressions import EvaluationError, Expression, ExpressionError, Problem, Template, to_text
from runtime.expressions.values import kind_of
from runtime.wording import Wording
from scenarios.roles import require

router = Router(tags=["expressions"])
Kind = Literal["text", "number", "date", "duration", "yes_no", "list", "object", "any"]
ShortText = Annotated[str, Field(max_length=200)]


class SampleVariable(Taken):
    """A variable with its kind and a value to try; dates and durations as texts: 2026-11-23T20:00:00+03:00,
    90s.
    """

    name: ShortText
    type: Kind = "any"
    value: Any = None


class SampleCall(Taken):
    """What functions tell of the call that is tried."""

    called: ShortText = "84951234567"
    caller: ShortText = "79991234567"
    caller_name: ShortText = ""
    trunk: ShortText = ""
    line: ShortText = ""
    last_keys: ShortText = ""
    call_seconds: Annotated[float, Field(ge=0, le=86_400, allow_inf_nan=False)] = 0.0


class Trial(Taken):
    """An expression, or a text with holes, and the values to try it with."""

    kind: Literal["expression", "template"] = "expression"
    source: Annotated[str, Field(max_length=20_000)]
    variables: Annotated[list[SampleVariable], Field(max_length=1_000, default_factory=list)]
    call: SampleCall = SampleCall()


class ExpressionProblem(Shown):
    """What is wrong; `offset` counts characters of the source from 0, `suggestion` can be put in instead."""

    code: str
    offset: int
    message: Words
    suggestion: str | None = None


class Tried(Shown):
    """`problems` are found without running it, `failures` while it ran; `result` is as people read it."""

    names: list[str]
    result_type: Kind
    problems: list[ExpressionProblem]
    failures: list[ExpressionProblem]
    result: str | None
    result_kind: str | None


@dataclass(frozen=True, slots=True)
class SampleFacts:
    """Implements `runtime.expressions.Facts` for a call that nobody makes."""

    called: str
    caller: str
    caller_name: str
    trunk: str
    line: str
    last_keys: str
    seconds: float
    region: str
    zone: tzinfo
    call_id: str = "1700000000.1"
    revision: str = "sample"

    def now(self) -> datetime:
        """The present moment here."""
        return datetime.now(self.zone)

    def call_seconds(self) -> float:
        """As long as the sample says."""
        return self.seconds


_READERS: Final = {"date": Expression("timestamp(text)"), "duration": Expression("duration(text)")}


@router.post(
    "/expressions/try", response=answers(Tried), operation_id="expression_try", summary="Try an expression"
)
def expression_try(request: HttpRequest, trial: Trial) -> Tried:
    """Check an expression or a text with holes, and run it with the sample values."""
    require(request.user, "expression.check")
    types = {variable.name: variable.type for variable in trial.variables}
    try:
        if trial.kind == "template":
            return _tried_template(Template(trial.source), types, trial)
        return _tried_expression(Expression(trial.source), types, trial)
    except ExpressionError as error:
        return Tried(
            names=[], result_type="any", problems=[_shown(error)], failures=[], result=None, result_kind=None
        )


def _tried_expression(expression: Expression, types: Mapping[str, str], trial: Trial) -> Tried:
    values, failures = _sample_values(trial.variables)
    result = result_kind = None
    try:
        value = expression.evaluate(values, _facts(trial.call))
        result, result_kind = to_text(value), kind_of(value)
    except EvaluationError as error:
        failures.append(_shown(error))
    return Tried(
        names=_unique(name for name, _ in expression.names),
        result_type=expression.result_type(types),
        problems=[_shown(problem) for problem in expression.problems(types)],
        failures=failures,
        result=result,
        result_kind=result_kind,
    )


def _tried_template(template: Template, types: Mapping[str, str], trial: Trial) -> Tried:
    values, failures = _sample_values(trial.variables)
    text, errors = template.render_reporting(values, _facts(trial.call))
    return Tried(
        names=_unique(name for expression, _ in template.expressions for name, _ in expression.names),
        result_type="text",
        problems=[
            _shown(problem, at)
            for expression, at in template.expressions
            for problem in expression.problems(types)
        ],
        failures=[*failures, *map(_shown, errors)],
        result=text,
        result_kind="text",
    )


def _sample_values(samples: list[SampleVariable]) -> tuple[dict[str, Any], list[ExpressionProblem]]:
    """The values as the language has them; one that is no date or duration is told and left out."""
    values: dict[str, Any] = {}
    failures: list[ExpressionProblem] = []
    for sample in samples:
        reader = _READERS.get(sample.type)
        try:
            values[sample.name] = (
                sample.value
                if reader is None
                else reader.evaluate({"text": sample.value}, _facts(SampleCall()))
            )
        except EvaluationError as error:
            told = Wording(f"{sample.name}: {error.message.ru}", f"{sample.name}: {error.message.en}")
            failures.append(ExpressionProblem(code="bad_sample", offset=0, message=words(told)))
    return values, failures


def _facts(call: SampleCall) -> SampleFacts:
    zone = ZoneInfo(settings.TIME_ZONE)
    given = call.model_dump(exclude={"call_seconds"})
    return SampleFacts(**given, seconds=call.call_seconds, region=settings.CALLWRIGHT.region, zone=zone)


def _shown(problem: Problem | ExpressionError, at: int = 0) -> ExpressionProblem:
    return ExpressionProblem(
        code=problem.code,
        offset=at + problem.offset,
        message=words(problem.message),
        suggestion=getattr(problem, "suggestion", None),
    )


def _unique(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(names))
