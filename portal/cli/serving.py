"""`rights serve`: the web apps, a process each; both of those that people use in one command."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from types import FrameType

import click

from portal.settings import WebSettings
from requests_.errors import InvalidCommand
from requests_.settings import letters_folder

SECONDS_BETWEEN_LOOKS = 0.2
SECONDS_TO_STOP = 25
LARGEST_HEADER_BYTES = 16_380  # a long draft's cookies are about 7,500


@click.command()
@click.argument("which", type=click.Choice(["public", "staff", "api", "both"]), default="both")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8000, show_default=True, help="The public app's port.")
@click.option("--staff-port", default=8001, show_default=True, help="The staff app's port.")
@click.option("--api-port", default=8002, show_default=True, help="The API's port.")
@click.option("--processes", default=1, show_default=True, help="Worker processes of each app.")
def serve(which: str, host: str, port: int, staff_port: int, api_port: int, processes: int) -> None:
    """Run the public app, the staff app, both, or the API (gunicorn with gevent: slow visitors hold nobody up)."""
    from portal.wiring import require_current_tables

    WebSettings.from_environment()
    letters_folder()
    require_current_tables()
    ports = {"public": port, "staff": staff_port, "api": api_port}
    chosen = ["public", "staff"] if which == "both" else [which]
    for name in chosen:
        _require_free(host, ports[name], "--port" if name == "public" else f"--{name}-port")
        click.echo(f"The {'API' if name == 'api' else f'{name} app'}: http://{host}:{ports[name]}", err=True)
    children = [_start(name, f"{host}:{ports[name]}", processes) for name in chosen]
    sys.exit(wait_until_told(children))


def _require_free(host: str, port: int, option: str) -> None:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as fault:
            raise InvalidCommand(
                f"The app cannot listen on {host}:{port} ({fault.strerror}): stop what listens there, or choose "
                f"another port with {option}."
            ) from fault


def _start(name: str, bind: str, processes: int) -> subprocess.Popen[bytes]:
    options = {
        "--bind": bind,
        "--worker-class": "gevent",
        "--workers": str(processes),
        "--timeout": "120",
        "--graceful-timeout": "20",
        "--limit-request-field_size": str(LARGEST_HEADER_BYTES),
        "--log-level": "warning",
    }
    pairs = [word for pair in options.items() for word in pair]
    return subprocess.Popen([sys.executable, "-m", "gunicorn", *pairs, "--no-control-socket", f"portal.wsgi:{name}()"])


def wait_until_told(children: Sequence[subprocess.Popen[bytes]]) -> int:
    """Until told to stop, or until one app ends by itself: then the other is stopped too. Returns the exit code."""
    is_told = False
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}

    def tell(_: int, __: FrameType | None) -> None:
        nonlocal is_told
        is_told = True

    for number in before:
        signal.signal(number, tell)
    while not is_told and all(child.poll() is None for child in children):
        time.sleep(SECONDS_BETWEEN_LOOKS)
    for child in children:
        if child.poll() is None:
            child.terminate()
    for child in children:
        try:
            child.wait(SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            child.kill()
    for number, handler in before.items():
        signal.signal(number, handler)
    if not is_told:
        click.echo("A web app ended by itself: see its last lines above.", err=True)
    return 0 if is_told else 1
