"""What was typed into a form for a name, and what is wrong about it: it comes back as it was."""

from dataclasses import dataclass

from runtime.wording import Wording


@dataclass(frozen=True, slots=True)
class NamedForm:
    """`wrong` is the field that `refusal` is about, `typed` what stands in it; all empty while nothing is."""

    wrong: str = ""
    typed: str = ""
    refusal: Wording | None = None
