"""The form that leads a number into a scenario: what was typed comes back with what is wrong about it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.contrib.auth.models import User

from designer.led_numbers import led
from runtime.wording import Wording
from scenarios.errors import RouteRefused
from scenarios.models import Route, Scenario


@dataclass(frozen=True, slots=True)
class NumberForm:
    """What stands in the fields; `wrong` is the field that `refusal` is about.

    `is_known`: it changes a route that stands on the page, whose description is emptied when the field is;
    a form for any number leaves a description that it does not give.
    """

    number: str = ""
    trunk: str = ""
    description: str = ""
    scenario: int = 0
    move: bool = False
    is_known: bool = False
    wrong: str = ""
    refusal: Wording | None = None

    @classmethod
    def sent(cls, fields: Mapping[str, str]) -> "NumberForm":
        """What a browser sent."""
        wanted = fields.get("scenario", "")
        return cls(
            fields.get("number", ""),
            fields.get("trunk", ""),
            fields.get("description", ""),
            int(wanted) if wanted.isdecimal() and len(wanted) < 10 else 0,
            "move" in fields,
            "known" in fields,
        )

    def lead_into(self, scenario: Scenario, *, author: User) -> Route:
        """The route, which leads there now; raises as `led` does."""
        return led(
            self.number,
            scenario,
            author=author,
            trunk=self.trunk,
            description=self.description if self.is_known else self.description or None,
            move=self.move,
        )

    def refused(self, refusal: RouteRefused) -> "NumberForm":
        """The same, with what is wrong."""
        return replace(self, wrong=refusal.field, refusal=refusal.message)
