"""A text in the product's two languages."""

from typing import NamedTuple


class Wording(NamedTuple):
    """One text for people, in Russian and in English."""

    ru: str
    en: str

    def in_language(self, language: str) -> str:
        """The text in `language` ("ru" or "en"); English for any other."""
        return self.ru if language == "ru" else self.en

    def under(self, heading: "str | Wording") -> "Wording":
        """The same behind a heading: "heading: text"."""
        words = heading if isinstance(heading, Wording) else Wording(heading, heading)
        return Wording(f"{words.ru}: {self.ru}", f"{words.en}: {self.en}")
