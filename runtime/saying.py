"""A prompt of the drawing as what is to be heard in this call: holes filled, values put into words."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Final

from runtime.expressions import EvaluationError, Template
from runtime.expressions.values import to_text
from runtime.phone import Silence, Sound, Speech, Utterance
from runtime.wording import Wording
from runtime.words import NotOfKind, in_words, spoken_form

if TYPE_CHECKING:
    from runtime.call import Call


def spoken_prompt(prompt: Sequence[Any], call: "Call") -> tuple[Utterance, ...]:
    """The items of a prompt (frozen twins of `runtime.prompt`) in order; what has no words is left out.

    A hole or a value that fails is empty and leaves a warning on the step. Raises Failure
    "resume_incomplete" when a text needs what a restart could not bring back.
    """
    utterances = []
    for item in prompt:
        utterance = _SPOKEN[item.kind](item, call)
        if utterance is not None:
            utterances.append(utterance)
    return tuple(utterances)


def fixed_parts(template: Template) -> tuple[str, ...]:
    """The parts of a text that are known before any call, without those that have no words."""
    return tuple(part.strip() for part in template.parts if isinstance(part, str) and spoken_form(part))


def fixed_speech(parts: Sequence[str], language: str) -> Speech | None:
    """The fixed parts of a text as one speech; None when there are none."""
    return Speech(" ".join(parts), language, tuple(parts)) if parts else None


def own_speech(words: Wording, language: str) -> Speech:
    """What a component says of its own accord, in the language of the scenario (English for any other)."""
    text = words.in_language(language)
    return Speech(text, language, (text,))


def _text(item: Any, call: "Call") -> Speech | None:
    text = call.render(item.text).strip()
    if not spoken_form(text):
        return None
    return Speech(text, call.language, (text,) if item.text.is_constant else fixed_parts(item.text))


def _sound(item: Any, call: "Call") -> Sound:
    return Sound(item.sound, call.language)


def _silence(item: Any, call: "Call") -> Silence:
    return Silence(item.silence_s)


def _say(item: Any, call: "Call") -> Speech | None:
    try:
        value = call.evaluate(item.say)
    except EvaluationError as error:
        call.warn(error.text)
        return None
    try:
        words = in_words(value, item.as_, call.language, call.region)
    except NotOfKind as refusal:
        call.warn(refusal.text.under(item.say.source))
        words = to_text(value).strip()
    if call.names_secret(item.say) or to_text(value) in call.trace.secrets:
        # A secret is known to the trace as its value; in words it has to be hidden too.
        call.trace.hide(words)
    return Speech(words, call.language) if spoken_form(words) else None


_SPOKEN: Final[dict[str, Callable[[Any, "Call"], Utterance | None]]] = {
    "text": _text,
    "sound": _sound,
    "say": _say,
    "silence": _silence,
}
