"""Speech and recorded sounds as files that Asterisk plays."""

from .errors import SpeechError
from .folder import PromptFile, PromptFolder, text_key
from .static_texts import static_texts
from .store import SpeechStore

__all__ = ["PromptFile", "PromptFolder", "SpeechError", "SpeechStore", "static_texts", "text_key"]
