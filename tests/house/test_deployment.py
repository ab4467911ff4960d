"""What is shipped to run the portal with: every command is real, every process is confined, no setting is made up."""

import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

from portal.cli.group import main
from portal.cli.serving import serve
from tests.house.tree import ROOT, modules

DEPLOY = ROOT / "deploy"
UNITS = sorted((DEPLOY / "systemd").glob("*.service"))
TIMERS = sorted((DEPLOY / "systemd").glob("*.timer"))
HOME = "/opt/rights/.venv/bin/"
COMPOSE: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
OURS = {name: made for name, made in COMPOSE["services"].items() if made["image"] == "rights-portal"}
CONFINED = (
    "User=rights",
    "NoNewPrivileges=yes",
    "ProtectSystem=strict",
    "ProtectHome=yes",
    "PrivateTmp=yes",
    "PrivateDevices=yes",
    "CapabilityBoundingSet=",
    "SystemCallFilter=@system-service",
    "RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX",
    "UMask=0077",
)
# Of 10, as `systemd-analyze security` reckons it; a service as it comes has 9.6.
MOST_EXPOSED = 2.0


def require_command(words: list[str]) -> None:
    """Fail unless `rights` takes these words: the command and each of its options."""
    command: click.Command = main
    while isinstance(command, click.Group):
        name, *words = words
        with click.Context(command) as context:
            found = command.get_command(context, name)
        assert found is not None, name
        command = found
    command.make_context(command.name or "", words)


def settings_in(paths: Iterable[Path]) -> set[str]:
    return {name for path in paths for name in re.findall(r"\bRIGHTS_[A-Z_]+[A-Z]", path.read_text(encoding="utf-8"))}


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_a_unit_runs_a_command_of_ours_confined(unit: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for setting in settings_in([DEPLOY / "rights.env.example"]):
        monkeypatch.setenv(setting, "somewhere")
    text = unit.read_text(encoding="utf-8")
    [started] = re.findall(r"^ExecStart=(.+)$", text, re.MULTILINE)
    program, *words = shlex.split(started)
    assert program == f"{HOME}rights"
    require_command(words)
    assert [line for line in CONFINED if line not in text.splitlines()] == []


def test_systemd_takes_every_unit_and_finds_it_little_exposed(tmp_path: Path) -> None:
    """Where this machine has systemd's own checker; what it checks is held by the other tests too."""
    checker = shutil.which("systemd-analyze")
    for unit in [*UNITS, *TIMERS]:
        text = unit.read_text(encoding="utf-8").replace(HOME, f"{Path(sys.executable).parent}/")
        (tmp_path / unit.name).write_text(text, encoding="utf-8")
    if checker is None:
        return
    names = sorted(path.name for path in tmp_path.iterdir())
    done = subprocess.run([checker, "verify", *names], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert [line for line in done.stderr.splitlines() if "rights-" in line] == []
    for unit in UNITS:
        command = [checker, "security", "--offline=yes", f"./{unit.name}"]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        [level] = re.findall(r"Overall exposure level for \S+: ([0-9.]+)", done.stdout)
        assert float(level) <= MOST_EXPOSED, unit.name


def test_every_timer_has_its_service() -> None:
    assert {timer.stem for timer in TIMERS} <= {unit.stem for unit in UNITS}


@pytest.mark.parametrize("name", OURS)
def test_a_container_runs_a_command_of_ours_confined(name: str) -> None:
    service = OURS[name]
    require_command([str(word) for word in service["command"]])
    assert (service["read_only"], service["cap_drop"]) == (True, ["ALL"])
    assert "no-new-privileges:true" in service["security_opt"]
    assert all(str(port).startswith("127.0.0.1:") for port in service.get("ports", ()))


def test_every_image_of_others_is_of_a_version() -> None:
    named = [made["image"] for made in COMPOSE["services"].values() if made["image"] != "rights-portal"]
    named += re.findall(r"^FROM (\S+)", (DEPLOY / "Containerfile").read_text(encoding="utf-8"), re.MULTILINE)
    assert [image for image in named if not re.search(r":[0-9][\w.-]*$", image)] == []
    used = {network for made in COMPOSE["services"].values() for network in made["networks"]}
    assert used == set(COMPOSE["networks"])


def test_the_image_holds_every_package_and_program_and_does_not_run_as_root() -> None:
    text = (DEPLOY / "Containerfile").read_text(encoding="utf-8")
    [listed] = re.findall(r"^for_demo=\((.*?)\)", (ROOT / "scripts" / "sysdeps").read_text(), re.MULTILINE | re.DOTALL)
    assert [name for name in listed.split() if name != "redis-server" and f" {name}" not in text] == []
    copied = set(re.findall(r"^COPY (\w+) \w+$", text, re.MULTILINE))
    assert copied == {"portal", "redaction", "requests_", "templates", "workers"}
    assert re.findall(r"^USER (\d+)", text, re.MULTILINE) == ["10001"]
    [wanted] = re.findall(r"^UV_VERSION := (\S+)$", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert f"uv=={wanted}" in text


def test_no_shipped_file_names_a_setting_that_nobody_reads() -> None:
    named = settings_in(path for path in DEPLOY.rglob("*") if path.is_file())
    unread = named - settings_in(modules())
    assert {name for name in unread if not name.startswith(("RIGHTS_COUNCIL_", "RIGHTS_SSO"))} == set()


def test_the_proxy_leads_to_the_ports_that_the_apps_listen_on() -> None:
    ports = {str(option.default) for option in serve.params if (option.name or "").endswith("port")}
    text = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    assert set(re.findall(r"proxy_pass http://127\.0\.0\.1:(\d+);", text)) == ports
    assert "TLSv1 " not in text
    assert text.count("{") == text.count("}")
