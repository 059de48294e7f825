"""What can go wrong when a value is put into words."""

from runtime.wording import Wording


class NotOfKind(ValueError):
    """The value cannot be read as the kind that was asked for."""

    def __init__(self, kind: str) -> None:
        self.text = Wording(f"это значение не прочитать как {kind}", f"this value cannot be read as {kind}")
        super().__init__(self.text.en)
        self.kind = kind
