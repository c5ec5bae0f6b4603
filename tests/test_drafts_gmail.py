"""serve.drafts.gmail against a server that follows Google's own discovery document, with a token server beside it. Nothing leaves here."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
import urllib.parse
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterator
from email import message_from_bytes, policy
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import MailwrightError
from pipeline.schema import Email, Person
from serve.drafts import gmail, keys
from serve.drafts.message import compose
from tests import keyring_stand

discovery = pytest.importorskip("googleapiclient.discovery_cache", reason="the discovery document travels with google-api-python-client")
ADDRESS = "ada@gmail.com"
MESSAGE = compose(Email(subject="Größe 😀", body="Dear Ms Reed"), Person(name="Zoë", address=ADDRESS), Person(address="jobs@larch.example"))


def document() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((resources.files(discovery) / "documents" / "gmail.v1.json").read_text(encoding="utf-8"))
    return found


def methods(resource: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield from resource.get("methods", {}).values()
    for inner in resource.get("resources", {}).values():
        yield from methods(inner)


class Google(ThreadingHTTPServer):
    """The API by its discovery document, and /auth, /token and /revoke. `called` are the ids of API methods."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.called: list[str] = []
        self.raw: list[bytes] = []
        self.asked: list[dict[str, str]] = []
        self.revoked: list[str] = []
        self.challenge = ""
        self.granted = gmail.SCOPE
        self.alive = True
        self.refusal: tuple[int, dict[str, Any]] | None = None
        self.create = next(one for one in methods(document()) if one["id"] == "gmail.users.drafts.create")

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    server: Google

    def do_POST(self) -> None:
        data = self.rfile.read(int(self.headers["Content-Length"]))
        if self.path == "/token":
            self._token(dict(urllib.parse.parse_qsl(data.decode())))
        elif self.path == "/revoke":
            self.server.revoked.append(dict(urllib.parse.parse_qsl(data.decode()))["token"])
            self._answer(200, {})
        else:
            self._api(data)

    def _api(self, data: bytes) -> None:
        create = self.server.create
        if self.path.lstrip("/") != create["flatPath"].format(userId="me") or create["httpMethod"] != "POST":
            self.server.called.append(self.path)
            return self._answer(404, {})
        self.server.called.append(create["id"])
        if self.headers["Authorization"] != "Bearer access" or self.server.granted not in create["scopes"]:
            return self._answer(403, {"error": {"message": "Insufficient Permission"}})
        if self.server.refusal:
            return self._answer(*self.server.refusal)
        body = json.loads(data)
        assert set(body) <= set(document()["schemas"]["Draft"]["properties"])
        assert set(body["message"]) <= set(document()["schemas"]["Message"]["properties"])
        self.server.raw.append(base64.urlsafe_b64decode(body["message"]["raw"]))
        return self._answer(200, {"id": "r-17", "message": {"id": "m-1", "threadId": "m-1", "labelIds": ["DRAFT"]}})

    def _token(self, form: dict[str, str]) -> None:
        server = self.server
        server.asked.append(form)
        if form["grant_type"] == "authorization_code":
            sent = base64.urlsafe_b64encode(hashlib.sha256(form["code_verifier"].encode()).digest()).rstrip(b"=").decode()
            good = (form["code"], sent) == ("code", server.challenge)
        else:
            good = server.alive and form["refresh_token"] == "refresh"
        if not good:
            return self._answer(400, {"error": "invalid_grant", "error_description": "Token has been expired or revoked."})
        token = {"access_token": "access", "refresh_token": "refresh", "expires_in": 3599, "token_type": "Bearer", "scope": server.granted}
        return self._answer(200, token)

    def _answer(self, status: int, body: dict[str, Any]) -> None:
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *args: object) -> None:
        """Quiet."""


@pytest.fixture
def google(monkeypatch: pytest.MonkeyPatch) -> Iterator[Google]:
    keyring_stand.lay(monkeypatch, keyring_stand.Memory())
    monkeypatch.setenv("OAUTHLIB_INSECURE_TRANSPORT", "1")  # the stand speaks plain HTTP
    with Google() as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        monkeypatch.setattr(gmail, "CREATE", gmail.CREATE.replace("https://gmail.googleapis.com", server.url))
        monkeypatch.setattr(gmail, "REVOKE", f"{server.url}/revoke")
        yield server
        server.shutdown()


@pytest.fixture
def client(google: Google, tmp_path: Path) -> Path:
    file = tmp_path / "client.json"
    inner = {"client_id": "id", "client_secret": "secret", "auth_uri": f"{google.url}/auth", "token_uri": f"{google.url}/token"}
    file.write_text(json.dumps({"installed": inner}), encoding="utf-8")
    return file


def visit(google: Google, **change: str) -> Callable[[str], None]:
    """A person who follows the link in a browser and consents; `change` is what comes back otherwise."""

    def show(url: str) -> None:
        asked = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(url).query))
        google.asked.append(asked)
        google.challenge = asked["code_challenge"]
        query = urllib.parse.urlencode({"code": "code", "state": asked["state"], "scope": gmail.SCOPE} | change)
        threading.Thread(target=lambda: urllib.request.urlopen(f"{asked['redirect_uri']}?{query}").read(), daemon=True).start()

    return show


def test_the_url_is_that_of_the_discovery_document() -> None:
    """Host, path and method of `users.drafts.create` as Google publishes them."""
    found = document()
    create = next(one for one in methods(found) if one["id"] == "gmail.users.drafts.create")
    assert found["rootUrl"] + found["servicePath"] + create["flatPath"].format(userId="me") == gmail.CREATE
    assert create["httpMethod"] == "POST"


def test_the_scope_is_the_smallest_that_creates_drafts() -> None:
    """Of the scopes that the document allows for it, the one that opens the fewest methods; those of add-ons work inside Gmail only."""
    found = document()
    opened = Counter(scope for one in methods(found) for scope in one["scopes"])
    create = next(one for one in methods(found) if one["id"] == "gmail.users.drafts.create")
    usable = [scope for scope in create["scopes"] if ".addons." not in scope]
    assert len(usable) > 1
    assert min(usable, key=opened.__getitem__) == gmail.SCOPE


def test_a_person_consents_once_and_drafts_are_saved(google: Google, client: Path) -> None:
    """Loopback, PKCE, that one scope; then one call per draft, of `drafts.create`, and of no other method."""
    gmail.authorise(client, ADDRESS, visit(google))
    asked = google.asked[0]
    assert asked["scope"] == gmail.SCOPE
    assert asked["redirect_uri"].startswith("http://127.0.0.1:")
    assert (asked["access_type"], asked["code_challenge_method"], asked["login_hint"]) == ("offline", "S256", ADDRESS)
    gmail.check(ADDRESS)
    assert google.called == []
    assert gmail.save(ADDRESS, MESSAGE) == "r-17"
    assert gmail.save(ADDRESS, MESSAGE) == "r-17"
    assert google.called == ["gmail.users.drafts.create"] * 2
    found = message_from_bytes(google.raw[0], policy=policy.default)
    assert (found["Subject"], found["To"]) == ("Größe 😀", "jobs@larch.example")


def test_the_keyring_holds_no_access_token(google: Google, client: Path) -> None:
    """Only what asks for one; it fits into the smallest of keyrings (Windows: 1,280 letters)."""
    gmail.authorise(client, ADDRESS, visit(google))
    kept = keys.find(f"{ADDRESS} (Gmail)")
    assert kept
    assert set(json.loads(kept)) == {"client_id", "client_secret", "refresh_token", "token_uri"}


@pytest.mark.parametrize(
    ("change", "reason"),
    [({"state": "another"}, "mismatching_state"), ({"error": "access_denied"}, "access_denied"), ({"code": "bad"}, "grant")],
)
def test_a_consent_that_was_not_given_is_told(google: Google, client: Path, change: dict[str, str], reason: str) -> None:
    """A person who says no, and an answer that belongs to another question. Nothing is kept."""
    with pytest.raises(MailwrightError, match=rf"no consent \(.*{reason}.*\); run `mailwright mail add"):
        gmail.authorise(client, ADDRESS, visit(google, **change))
    assert keys.find(f"{ADDRESS} (Gmail)") is None


def test_another_scope_than_asked_is_no_consent(google: Google, client: Path) -> None:
    """A person can take the tick away."""
    google.granted = "openid"
    with pytest.raises(MailwrightError, match="the permission asked for was not given"):
        gmail.authorise(client, ADDRESS, visit(google))


def test_nobody_is_waited_for_without_end(google: Google, client: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A window that was closed."""
    monkeypatch.setattr(gmail, "CONSENT_SECONDS", 0.1)
    with pytest.raises(MailwrightError, match="no consent came"):
        gmail.authorise(client, ADDRESS, lambda url: None)


def test_without_a_keyring_nobody_is_asked(client: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A consent that cannot be kept is worth nothing."""
    from keyring.backends.fail import Keyring

    keyring_stand.lay(monkeypatch, Keyring())  # type: ignore[no-untyped-call]  # keyring annotates most of itself
    shown: list[str] = []
    with pytest.raises(keys.NoKeyringError):
        gmail.authorise(client, ADDRESS, shown.append)
    assert shown == []


@pytest.mark.parametrize("content", ["", "[]", '{"web": {"client_id": "x"}}', '{"installed": {"client_id": "x", "client_secret": "hush"}}'])
def test_a_file_that_is_no_desktop_client_is_named(google: Google, tmp_path: Path, content: str) -> None:
    """Without what is in it."""
    file = tmp_path / "c.json"
    file.write_text(content)
    with pytest.raises(MailwrightError, match=r"c\.json: not the JSON file of an OAuth client of type 'Desktop app'") as caught:
        gmail.authorise(file, ADDRESS, visit(google))
    assert "hush" not in str(caught.value)


def test_a_consent_that_ran_out_says_so(google: Google, client: Path) -> None:
    """As it does after seven days for a client in testing."""
    gmail.authorise(client, ADDRESS, visit(google))
    google.alive = False
    for use in (lambda: gmail.save(ADDRESS, MESSAGE), lambda: gmail.check(ADDRESS)):
        with pytest.raises(MailwrightError, match="no longer honours the consent"):
            use()
    assert google.called == []


def test_google_s_own_words_reach_the_user(google: Google, client: Path) -> None:
    """They name the page on which the API is switched on."""
    gmail.authorise(client, ADDRESS, visit(google))
    google.refusal = 403, {"error": {"message": "Gmail API has not been used in project 7 before.\nEnable it"}}
    with pytest.raises(MailwrightError, match=r"\(403: Gmail API has not been used in project 7 before\. Enable it\)"):
        gmail.save(ADDRESS, MESSAGE)


def test_without_consent_the_command_is_named(google: Google) -> None:
    """Nothing is asked of Google."""
    with pytest.raises(MailwrightError, match=r"no consent is kept in the keyring; run `mailwright mail add ada@gmail\.com --gmail"):
        gmail.save(ADDRESS, MESSAGE)
    assert google.called == []


def test_revoking_gives_the_consent_back(google: Google, client: Path) -> None:
    """To Google, and out of the keyring; a second time there is nothing to do."""
    gmail.authorise(client, ADDRESS, visit(google))
    assert gmail.revoke(ADDRESS)
    assert google.revoked == ["refresh"]
    assert keys.find(f"{ADDRESS} (Gmail)") is None
    assert gmail.revoke(ADDRESS)
    assert google.revoked == ["refresh"]


def test_revoking_without_a_connection_forgets_all_the_same(google: Google, client: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And says that Google was not told."""
    gmail.authorise(client, ADDRESS, visit(google))
    monkeypatch.setattr(gmail, "REVOKE", "http://127.0.0.1:1/revoke")
    assert not gmail.revoke(ADDRESS)
    assert keys.find(f"{ADDRESS} (Gmail)") is None


def test_people_without_an_address_are_left_out(google: Google, client: Path) -> None:
    """A group without members is fine in a file; here the user fills in the address in Gmail."""
    gmail.authorise(client, ADDRESS, visit(google))
    gmail.save(ADDRESS, compose(Email(subject="S", body="B"), Person(name="Zoë"), Person(name="Carol Reed")))
    found = message_from_bytes(google.raw[0], policy=policy.default)
    assert "From" not in found
    assert "To" not in found
    assert found.get_content().strip() == "B"


def test_too_large_a_draft_is_refused(google: Google, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before it is sent anywhere."""
    monkeypatch.setattr(gmail, "LARGEST", 100)
    with pytest.raises(MailwrightError, match="attach a smaller file"):
        gmail.save(ADDRESS, MESSAGE)
