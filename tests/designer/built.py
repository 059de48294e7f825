"""A front end that was built, for tests that need no browser to look at it."""

import gzip
import json
from pathlib import Path

SCRIPT = "assets/main-AbCd1234.js"
STYLE = "assets/main-EfGh5678.css"
SHARED = "assets/shared-IjKl9012.js"
MANIFEST = {
    "src/main.tsx": {"file": SCRIPT, "isEntry": True, "css": [STYLE], "imports": ["_shared.js"]},
    "_shared.js": {"file": SHARED, "imports": ["_shared.js"]},
    "src/later.ts": {"file": "assets/later-MnOp3456.js", "isDynamicEntry": True},
}
TEXT = "export {};\n"


def build(folder: Path) -> Path:
    """Vite's files, the script also compressed, in a folder named as on a real installation."""
    built = folder / "designer"
    (built / "assets").mkdir(parents=True)
    (built / "manifest.json").write_text(json.dumps(MANIFEST))
    for file in (SCRIPT, STYLE, SHARED):
        (built / file).write_text(TEXT)
    (built / f"{SCRIPT}.gz").write_bytes(gzip.compress(TEXT.encode()))
    return built
