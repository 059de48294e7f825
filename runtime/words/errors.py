"""What can go wrong when a value is put into words."""


class NotOfKind(ValueError):
    """The value cannot be read as the kind that was asked for."""

    def __init__(self, kind: str) -> None:
        super().__init__(f"this value cannot be read as {kind}")
        self.kind = kind
