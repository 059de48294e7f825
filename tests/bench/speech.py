"""What speech costs: milliseconds for a sentence, microseconds for a prompt that is known already."""

import asyncio
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Final

from runtime.phone import Speech
from runtime.speech import PromptFolder, SpeechStore
from runtime.words import in_words

_SENTENCES: Final = 40
_LOOK_UPS: Final = 20_000
_LONG: Final = {
    "ru": "Здравствуйте, вы позвонили в нашу компанию. Оставайтесь на линии, вам ответит оператор {}.",
    "en": "Hello, you have called our company. Please stay on the line, agent {} will answer you soon.",
}
_VALUES: Final = {
    "number": 1234567,
    "money": 1234.56,
    "date": datetime(2026, 11, 23, 20, 5, tzinfo=UTC),
    "phone": "+74951234567",
}


def main() -> dict[str, object]:
    """`render_ms`: median to make a sentence of about 8 s; `cached_us`: a known text from memory; `found_ms`:
    a published text asked for the first time; `words_us`: a value into words.
    """
    with tempfile.TemporaryDirectory() as folder:
        render_ms = {language: _render_ms(Path(folder), language) for language in _LONG}
        cached_us, found_ms = asyncio.run(_asked(Path(folder)))
    return {
        "render_ms": render_ms,
        "cached_us": cached_us,
        "found_ms": found_ms,
        "words_us": {kind: _words_us(value, kind) for kind, value in _VALUES.items()},
    }


def _render_ms(root: Path, language: str) -> float:
    folder = PromptFolder(root)
    taken_s = []
    for number in range(_SENTENCES):
        sentence = Speech(_LONG[language].format(number), language)
        taken_s.append(_seconds(partial(folder.make, sentence)))
    return round(1000 * statistics.median(taken_s), 1)


async def _asked(root: Path) -> tuple[float, float]:
    """Microseconds for a known text, milliseconds for a published one that this process has not asked for."""
    store = SpeechStore(root)
    texts = [Speech(_LONG["ru"].format(number), "ru") for number in range(_SENTENCES)]
    begun_s = time.perf_counter()
    for text in texts:
        await store.file_for(text)
    found_s = (time.perf_counter() - begun_s) / len(texts)
    begun_s = time.perf_counter()
    for _ in range(_LOOK_UPS):
        await store.file_for(texts[0])
    cached_s = (time.perf_counter() - begun_s) / _LOOK_UPS
    await store.close()
    return round(1e6 * cached_s, 2), round(1000 * found_s, 2)


def _words_us(value: object, kind: str) -> float:
    taken_s = [_seconds(lambda: in_words(value, kind, "ru", "RU")) for _ in range(500)]
    return round(1e6 * statistics.median(taken_s), 1)


def _seconds(work: Callable[[], object]) -> float:
    begun_s = time.perf_counter()
    work()
    return time.perf_counter() - begun_s
