"""What people call a node: the name it was given, else that of its component."""

from collections.abc import Mapping
from typing import Any

from runtime.component import components


def title_of(node: Mapping[str, Any], language: str) -> str:
    """The title of a stored node; `language` is that of the scenario."""
    type_ = node.get("type")
    kind = components().get(type_) if isinstance(type_, str) else None
    return str(node.get("title") or (kind.title.in_language(language) if kind is not None else type_))
