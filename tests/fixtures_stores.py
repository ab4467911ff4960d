"""Real stores of other makers: a mail server and a database server, each started once for the run."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.fixtures_services import free_port, program, shared_server

_DOVECOT = """
base_dir = {home}/run
state_dir = {home}/state
log_path = {home}/log
protocols = imap
listen = 127.0.0.1
ssl = required
ssl_cert = <{home}/certificate.pem
ssl_key = <{home}/key.pem
disable_plaintext_auth = yes
default_login_user = {login}
default_internal_user = {internal}
default_internal_group = {group}
first_valid_uid = 1
mail_location = maildir:{home}/mail/%u
passdb {{
  driver = static
  args = password=open-sesame
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={home}/mail/%u
}}
service anvil {{
  chroot =
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = 0
  }}
  inet_listener imaps {{
    port = {port}
    ssl = yes
  }}
}}
"""


@dataclass(frozen=True)
class ImapServer:
    """A Dovecot that takes any account with the password "open-sesame", and keeps its mails in a Maildir."""

    port: int
    home: Path

    @property
    def authority(self) -> Path:
        """The certificate to trust."""
        return self.home / "certificate.pem"

    def url(self, account: str, folder: str = "") -> str:
        """The address of an account's folder."""
        return f"imaps://{account}@127.0.0.1:{self.port}/{folder}"


def _start_dovecot(folder: Path) -> str:
    home, port = folder / "dovecot", free_port()
    for name in ("", "mail", "run", "state"):
        (home / name).mkdir()
    _certificate(home)
    is_root = os.getuid() == 0
    me = str(os.getuid())
    if is_root:  # Dovecot serves no mails to root
        shutil.chown(home / "mail", "mail", "mail")
    names = dict(login="dovenull", internal="dovecot", group="dovecot", uid="mail", gid="mail") if is_root else dict(
        login=me, internal=me, group=str(os.getgid()), uid=me, gid=str(os.getgid()))  # fmt: skip
    config = home / "dovecot.conf"
    config.write_text(_DOVECOT.format(home=home, port=port, **names))
    command = [program("dovecot", "dovecot-imapd", "/usr/sbin"), "-F", "-c", str(config)]
    _started(command, folder / "dovecot.pid", port, home / "log")
    return f"{port} {home}"


@pytest.fixture(scope="session")
def imap_server() -> ImapServer:
    """The run's IMAP server, over TLS."""
    port, home = shared_server("dovecot", _start_dovecot).split(" ", 1)
    return ImapServer(port=int(port), home=Path(home))


def _certificate(home: Path) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "mail.invalid")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=2))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    (home / "certificate.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (home / "key.pem").write_bytes(secret)


def _start_mariadb(folder: Path) -> str:
    home, port = folder / "mariadb", free_port()
    home.mkdir()
    account = "nobody" if os.getuid() == 0 else ""  # it does not run as root
    if account:
        shutil.chown(home, account)
    common = ["--no-defaults", f"--datadir={home}/data", *([f"--user={account}"] if account else [])]
    make = [program("mariadb-install-db", "mariadb-server-core"), *common, "--auth-root-authentication-method=normal"]
    done = subprocess.run([*make, "--skip-test-db", "--skip-name-resolve"], capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.fail(f"MariaDB did not start: {done.stdout[-800:]}{done.stderr[-800:]}", pytrace=False)
    server = [program("mariadbd", "mariadb-server-core", "/usr/sbin"), *common, f"--port={port}", f"--socket={home}/s"]
    quick = ["--bind-address=127.0.0.1", "--innodb-flush-log-at-trx-commit=0", "--innodb-buffer-pool-size=16M"]
    _started([*server, *quick, f"--log-error={home}/log"], folder / "mariadb.pid", port, home / "log")
    return f"mysql+pymysql://root@127.0.0.1:{port}"


@pytest.fixture(scope="session")
def mariadb_server() -> str:
    """The run's MariaDB, as a URL without a database."""
    return shared_server("mariadb", _start_mariadb)


def _started(command: list[str], pid: Path, port: int, log: Path) -> None:
    """Start a server that outlives this test, and wait until it answers; the run's watcher ends it."""
    server = subprocess.Popen(
        command, start_new_session=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    pid.write_text(str(server.pid))
    end = time.monotonic() + 60
    while time.monotonic() < end and server.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                server.returncode = 0  # it is the watcher's now
                return
        time.sleep(0.05)
    said = log.read_text(errors="replace")[-800:] if log.exists() else ""
    pytest.fail(f"The server did not start: {said}", pytrace=False)
