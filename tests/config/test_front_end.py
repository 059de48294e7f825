"""The build of the front end: made once, again when it has to be, and never in the way of the product."""

import hashlib
import json
import shutil
import subprocess
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]
NODE = "#!/bin/sh\necho v24.19.0\n"
VITE = """#!/bin/sh
[ -f fails ] && { echo "a comma is missing" >&2; exit 1; }
mkdir -p ../../static/designer
echo made >> ../../builds
echo '{}' > ../../static/designer/manifest.json
"""


def executable(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    path.chmod(0o755)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project whose tools are there already; its Vite notes down each build."""
    shutil.copytree(PROJECT / "scripts", tmp_path / "scripts")
    sources = tmp_path / "designer" / "frontend"
    executable(tmp_path / ".venv" / "bin" / "node", NODE)
    executable(sources / "node_modules" / ".bin" / "vite", VITE)
    (sources / "src").mkdir()
    (sources / "src" / "main.tsx").write_text("one")
    (sources / "package-lock.json").write_text("{}")
    digest = hashlib.sha256(b"{}").hexdigest()
    (sources / "node_modules" / ".installed").write_text(f"{digest}  -\n")
    return tmp_path


def build(project: Path, *options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [project / "scripts" / "front_end.sh", *options],
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )


def builds(project: Path) -> int:
    noted = project / "builds"
    return len(noted.read_text().splitlines()) if noted.exists() else 0


def test_it_is_built_once_and_told_so(project: Path) -> None:
    first = build(project)
    assert (first.returncode, first.stdout) == (0, "Building the page to draw on ...\n")
    again = build(project)
    assert (again.returncode, again.stdout, builds(project)) == (0, "", 1)


def test_a_changed_source_builds_it_again_and_a_changed_test_does_not(project: Path) -> None:
    build(project)
    sources = project / "designer" / "frontend" / "src"
    (sources / "main.test.tsx").write_text("only a test")
    build(project)
    assert builds(project) == 1
    (sources / "main.tsx").write_text("two")
    build(project)
    assert builds(project) == 2


def test_a_build_that_somebody_removed_is_made_again(project: Path) -> None:
    build(project)
    shutil.rmtree(project / "static")
    build(project)
    assert builds(project) == 2


def test_a_build_that_fails_stops_tests_but_not_the_product(project: Path) -> None:
    (project / "designer" / "frontend" / "fails").touch()
    failed = build(project)
    assert failed.returncode == 1
    assert "a comma is missing" in failed.stderr
    assert "The page to draw on is not built." in failed.stderr
    assert build(project, "--optional").returncode == 0
    (project / "designer" / "frontend" / "fails").unlink()
    assert build(project, "--optional").returncode == 0
    assert builds(project) == 1


def test_the_lock_file_names_what_it_locks_and_no_registry() -> None:
    lock = json.loads((PROJECT / "designer" / "frontend" / "package-lock.json").read_text())
    packages = {path: package for path, package in lock["packages"].items() if path}
    assert [path for path, package in packages.items() if "integrity" not in package] == []
    assert [path for path, package in packages.items() if "resolved" in package] == []
