"""A real Dovecot for tests: its own processes, ports, certificate and mailbox, nothing of the system's.

    with standing() as server: ...

Runs as who runs the tests; as root, where Dovecot refuses to open mailboxes, as `nobody`.
"""

from __future__ import annotations

import contextlib
import grp
import imaplib
import os
import pwd
import shutil
import socket
import ssl
import stat
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

USER = "ada@larch.example"
PASSWORD = 'p"ä\\ß wörd'
DRAFTS = "Entwürfe & mehr"
"""The folder with the special-use flag; "Drafts" is there too, and is not it."""
_SECONDS = 10.0
_CONFIG = """
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
protocols = imap
listen = 127.0.0.1
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
first_valid_uid = {uid}
first_valid_gid = {gid}
service anvil {{
  chroot =
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {clear}
  }}
  inet_listener imaps {{
    port = {tls}
    ssl = yes
  }}
}}
auth_failure_delay = 0
ssl = required
ssl_cert = <{folder}/cert.pem
ssl_key = <{folder}/key.pem
mail_location = maildir:{folder}/mail
passdb {{
  driver = passwd-file
  args = scheme=PLAIN {folder}/users
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}/home
}}
namespace inbox {{
  inbox = yes
  separator = /
  mailbox "{drafts}" {{
    auto = create
    special_use = \\Drafts
  }}
  mailbox Drafts {{
    auto = create
  }}
}}
"""


@dataclass(frozen=True)
class Dovecot:
    """Where it listens; `cert` is what a client has to trust, `log` what it wrote."""

    tls: int
    clear: int
    folder: Path
    host: str = "127.0.0.1"

    @property
    def cert(self) -> Path:
        return self.folder / "cert.pem"

    @property
    def said(self) -> Path:
        """What it wrote before it had a log."""
        return self.folder / "stderr"

    @property
    def context(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=self.cert)

    @contextlib.contextmanager
    def client(self) -> Iterator[imaplib.IMAP4_SSL]:
        """Another mail program, to look at what is there."""
        with imaplib.IMAP4_SSL(self.host, self.tls, ssl_context=self.context) as client:
            client.authenticate("PLAIN", lambda _: f"\0{USER}\0{PASSWORD}".encode())
            yield client


@contextlib.contextmanager
def standing() -> Iterator[Dovecot]:
    """A running server; skips the test where there is no Dovecot 2.3."""
    program = _program()
    with tempfile.TemporaryDirectory(prefix="dovecot-", dir="/tmp") as name:  # short: sockets lie in it, and pytest's folders are root's
        folder = Path(name)
        tls, clear = _free_ports(2)
        server = Dovecot(tls, clear, folder)
        uid, gid = _prepare(server)
        command = [program, "-F", "-c", str(folder / "dovecot.conf")]
        identity = {"user": uid, "group": gid, "extra_groups": []} if os.getuid() == 0 else {}
        with server.said.open("wb") as said:
            process = subprocess.Popen(command, stderr=said, **identity)  # type: ignore[call-overload]  # keywords by name
        try:
            _wait(server, process)
            yield server
        finally:
            process.terminate()
            process.wait(_SECONDS)


def _program() -> str:
    program = shutil.which("dovecot", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    if program is None or shutil.which("openssl") is None:
        pytest.skip("Dovecot is not installed: `apt-get install dovecot-imapd`")
    version = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout
    if not version.startswith("2.3."):
        pytest.skip(f"this test writes the configuration of Dovecot 2.3, and {version.split()[0]} is installed")
    if not Path(os.devnull).stat().st_mode & stat.S_IWOTH:
        pytest.skip(f"Dovecot stops where not everybody may write to {os.devnull}: `chmod 666 {os.devnull}`")
    return program


def _prepare(server: Dovecot) -> tuple[int, int]:
    """Configuration, user and certificate, in the hands of who will run it."""
    folder = server.folder
    person = pwd.getpwnam("nobody") if os.getuid() == 0 else pwd.getpwuid(os.getuid())
    uid, gid = person.pw_uid, person.pw_gid
    values = {"user": person.pw_name, "group": grp.getgrgid(gid).gr_name, "uid": uid, "gid": gid, "drafts": DRAFTS}
    (folder / "dovecot.conf").write_text(_CONFIG.format(folder=folder, tls=server.tls, clear=server.clear, **values), encoding="utf-8")
    (folder / "users").write_text(f"{USER}:{PASSWORD}\n", encoding="utf-8")
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj", "/CN=test",
         "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", folder / "key.pem", "-out", folder / "cert.pem"],
        check=True, capture_output=True,
    )  # fmt: skip
    for name in ("run", "state", "home", "mail"):
        (folder / name).mkdir()
    if os.getuid() == 0:
        for path in (folder, *folder.iterdir()):
            os.chown(path, uid, gid)
    return uid, gid


def _free_ports(count: int) -> list[int]:
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [found.getsockname()[1] for found in sockets]
    for found in sockets:
        found.close()
    return ports


def _wait(server: Dovecot, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + _SECONDS
    while time.monotonic() < end and process.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection((server.host, server.tls), timeout=1):
            return
        time.sleep(0.02)
    texts = [file.read_text() for file in (server.said, server.folder / "log") if file.exists()]
    pytest.fail(f"Dovecot did not start, exit status {process.poll()}: {''.join(texts) or 'it wrote nothing'}")
