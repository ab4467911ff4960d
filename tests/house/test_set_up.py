"""The scripts that set up a bare machine."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.house.tree import ROOT

SCRIPTS = ROOT / "scripts"


def run(*command: str, path: str | None = None) -> subprocess.CompletedProcess[str]:
    environment = os.environ | ({"PATH": path} if path else {})
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL
    )


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A folder that stands for the programs of a Debian on which nothing of ours is installed, seen by somebody."""
    for name in ("bash", "cat", "env", "mktemp", "rm", "tail"):
        (tmp_path / name).symlink_to(str(shutil.which(name)))
    for name, says in (("id", "echo 1000"), ("dpkg-query", "exit 1"), ("apt-get", "exit 99"), ("apt-cache", "")):
        (tmp_path / name).write_text(f"#!/bin/sh\n{says}\n")
        (tmp_path / name).chmod(0o755)
    return tmp_path


def test_without_root_and_sudo_one_line_says_what_to_install(machine: Path) -> None:
    done = run(str(SCRIPTS / "sysdeps"), "demo", path=str(machine))
    assert (done.returncode, done.stdout) == (1, "")
    [line] = done.stderr.splitlines()
    assert line.startswith("Packages are missing and need root: apt-get install --no-install-recommends redis-server ")


def test_where_everything_is_installed_nothing_is_asked_of_the_network(machine: Path) -> None:
    (machine / "dpkg-query").write_text("#!/bin/sh\nprintf 'install ok installed'\n")
    done = run(str(SCRIPTS / "sysdeps"), "test", path=str(machine))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_where_there_is_no_apt_one_line_says_what_is_needed_and_the_rest_goes_on(machine: Path) -> None:
    (machine / "apt-get").unlink()
    done = run(str(SCRIPTS / "sysdeps"), "demo", path=str(machine))
    assert (done.returncode, len(done.stderr.splitlines())) == (0, 1)
    assert "This machine has no apt" in done.stderr


def test_a_release_without_wkhtmltopdf_is_told_once_and_gets_the_rest(machine: Path) -> None:
    (machine / "id").write_text("#!/bin/sh\necho 0\n")
    (machine / "apt-get").write_text(f'#!/bin/sh\necho "$@" >> {machine}/asked\n')
    known = "#!/bin/sh\n[ $2 = wkhtmltopdf ] && echo ' Candidate: (none)' || echo ' Candidate: 1.0'\n"
    (machine / "apt-cache").write_text(known)
    for name in ("printf", "tee", "chmod"):
        (machine / name).write_text("#!/bin/sh\n")
        (machine / name).chmod(0o755)
    done = run(str(SCRIPTS / "sysdeps"), "demo", path=str(machine))
    assert done.returncode == 0
    assert "wkhtmltopdf is not in this release: WeasyPrint makes every page instead." in done.stderr.splitlines()
    update, install = (machine / "asked").read_text().splitlines()
    assert update.split()[-1] == "update"
    assert "redis-server" in install
    assert "wkhtmltopdf" not in install


def test_a_python_that_is_too_old_is_said_in_one_line(machine: Path) -> None:
    (machine / "python3").write_text("#!/bin/sh\nexit 1\n")
    (machine / "python3").chmod(0o755)
    done = run(str(SCRIPTS / "find-python"), path=str(machine))
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("There is no Python 3.11, 3.12 or 3.13 on this machine")


def test_a_python_that_will_do_is_found() -> None:
    done = run(str(SCRIPTS / "find-python"))
    assert done.returncode == 0
    assert Path(done.stdout.strip()).exists()


@pytest.mark.parametrize(("command", "outcome"), [("true", 0), ("false", 1), ("exit 7", 7)])
def test_the_time_of_a_step_is_told_and_its_outcome_kept(command: str, outcome: int) -> None:
    done = run(str(SCRIPTS / "timed"), "set-up", "sh", "-c", command)
    assert done.returncode == outcome
    assert done.stderr.startswith("set-up: ")
    assert done.stderr.strip().endswith("(failed)" if outcome else " s")


def test_everything_that_can_be_made_is_shown() -> None:
    shown = run("make", "help").stdout
    assert all(f"make {target}" in shown for target in ("demo", "test", "check", "docs", "bench", "clean", "help"))


def test_what_sets_up_a_machine_may_be_run() -> None:
    assert all(
        os.access(SCRIPTS / name, os.X_OK) for name in ("bootstrap", "browser", "find-python", "sysdeps", "timed")
    )
