"""What can go wrong on the way from words to a file that Asterisk plays."""

from runtime.wording import Wording


class SpeechError(Exception):
    """Something cannot be made audible; `message` says what to do about it, in both languages. Never the
    words themselves: they may be a caller's.
    """

    def __init__(self, message: Wording) -> None:
        super().__init__(message.en)
        self.message = message


def program_missing(program: str) -> SpeechError:
    """A program that makes speech is not on this machine; each is in the Debian package of its name."""
    return SpeechError(
        Wording(
            f"Не установлена программа {program}, без неё тексты не озвучить: apt-get install {program}",
            f"{program} is not installed and texts cannot be spoken without it: apt-get install {program}",
        )
    )


def synthesis_failed(reason: str) -> SpeechError:
    """The voice gave no sound; `reason` is what the programs said."""
    return SpeechError(
        Wording(
            f"Не удалось озвучить текст: {reason}",
            f"A text could not be spoken: {reason}",
        )
    )


def nothing_to_say() -> SpeechError:
    """The text holds no words."""
    return SpeechError(
        Wording(
            "В тексте нет ни букв, ни цифр: произносить нечего.",
            "The text holds no letters and no digits: there is nothing to speak.",
        )
    )


def sound_missing(name: str) -> SpeechError:
    """No file for a sound's name."""
    return SpeechError(
        Wording(
            f"Нет звука «{name}»: положите {name}.wav в папку sounds данных Callwright.",
            f"There is no sound {name!r}: put {name}.wav into the folder sounds of Callwright's data.",
        )
    )


def recording_unreadable(name: str, reason: str) -> SpeechError:
    """A file that people put there is no WAV that sox can read."""
    return SpeechError(
        Wording(
            f"Файл {name} не читается как звук, сохраните его как WAV: {reason}",
            f"The file {name} cannot be read as sound, save it as WAV: {reason}",
        )
    )
