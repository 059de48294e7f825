"""A data folder and a store over it, for each test."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from runtime.speech import PromptFolder, SpeechStore


@pytest.fixture
def folder(tmp_path: Path) -> PromptFolder:
    return PromptFolder(tmp_path)


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[SpeechStore]:
    made = SpeechStore(tmp_path)
    yield made
    await made.close()
