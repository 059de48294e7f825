"""What Vite has made of the front end: which files a page has to link, read from Vite's own manifest.

The manifest is small and read for each page, so that a build shows at once and a server never links files
that a later build has removed.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from django.conf import settings

ENTRY: Final = "src/main.tsx"
MANIFEST: Final = "manifest.json"


class NotBuilt(Exception):
    """The front end was not built, or its build did not end."""


@dataclass(frozen=True, slots=True)
class Built:
    """Addresses of an entry: its script, its styles, and the scripts that it will ask for first."""

    script: str
    styles: tuple[str, ...]
    preloads: tuple[str, ...]


def built_files(entry: str = ENTRY) -> Built:
    """The files of an entry, by their sources' path inside the front end. Raises NotBuilt."""
    folder: Path = settings.BUILT_FRONT_END
    try:
        manifest: Mapping[str, Any] = json.loads((folder / MANIFEST).read_bytes())
        chunks = list(_chunks(manifest, entry, set()))
    except (OSError, ValueError, KeyError) as error:
        raise NotBuilt(str(error)) from error
    files = [chunk["file"] for chunk in chunks]
    styles = dict.fromkeys(style for chunk in chunks for style in chunk.get("css", ()))
    if not all((folder / file).is_file() for file in (*files, *styles)):
        raise NotBuilt("the manifest names files that are not there")
    base = f"{settings.STATIC_URL}{folder.name}/"
    first, *others = (base + file for file in files)
    return Built(first, tuple(base + style for style in styles), tuple(others))


def _chunks(manifest: Mapping[str, Any], name: str, seen: set[str]) -> Iterator[Mapping[str, Any]]:
    """The chunk and all that it imports at once, each one time; what it imports later loads itself."""
    if name in seen:
        return
    seen.add(name)
    chunk = manifest[name]
    yield chunk
    for imported in chunk.get("imports", ()):
        yield from _chunks(manifest, imported, seen)
