"""The files of this project, as the tests of the house look at them."""

import os
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGES = ("portal", "requests_", "redaction", "templates", "workers")
_NOT_OURS = {
    ".git",
    ".venv",
    ".boot",
    "var",
    "__pycache__",
    "node_modules",
    ".mypy_cache",
    ".ruff_cache",
    ".hypothesis",
}


@cache
def files() -> tuple[Path, ...]:
    """Every file that is kept; where there is no git, every file that is not made by a tool."""
    listed = None
    if (ROOT / ".git").exists():
        command = ["git", "-C", str(ROOT), "-c", "safe.directory=*", "ls-files", "-z"]
        try:
            listed = subprocess.run(command, capture_output=True, check=True, text=True).stdout.split("\0")
        except (OSError, subprocess.CalledProcessError):
            listed = None
    if listed is None:
        listed = [str(path.relative_to(ROOT)) for path in _walk()]
    return tuple(ROOT / name for name in listed if name and (ROOT / name).is_file())


def _walk() -> list[Path]:
    found = []
    for folder, folders, names in os.walk(ROOT):
        folders[:] = [name for name in folders if name not in _NOT_OURS]
        found += [Path(folder) / name for name in names]
    return found


def modules() -> list[Path]:
    """Every module of the product."""
    return [path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))]


def name_of(path: Path) -> str:
    """A file's name within the project."""
    return path.relative_to(ROOT).as_posix()
