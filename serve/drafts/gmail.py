"""A draft by Gmail's API, with an OAuth client of the user's own: `mailwright mail add ada@gmail.com --gmail client.json`.

    authorise(Path("client.json"), "ada@gmail.com")     opens the browser, waits for the consent, keeps the token in the keyring
    save("ada@gmail.com", message)                      the draft's id
    revoke("ada@gmail.com")                             gives the consent back

One request of the API is used, `users.drafts.create`, and its URL is the only one of the API that stands here. Google has no scope for
drafts alone: `gmail.compose` is the smallest that allows them, and by Google's rules it would also allow sending, which nothing here does.
Does not cover: drafts over 5 MB in all, which Google wants in pieces; containers, whose loopback address no browser reaches.
"""

from __future__ import annotations

import base64
import copy
import json
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

from pydantic import Field, ValidationError, field_validator

from pipeline.errors import MailwrightError
from pipeline.schema import Record
from serve.drafts import keys
from serve.drafts.message import check_address

if TYPE_CHECKING:
    from google.auth.transport.requests import AuthorizedSession
    from google.oauth2.credentials import Credentials
    from google_auth_oauthlib.flow import InstalledAppFlow  # type: ignore[import-untyped]  # the library has no annotations

SCOPE: Final = "https://www.googleapis.com/auth/gmail.compose"
CREATE: Final = "https://gmail.googleapis.com/gmail/v1/users/me/drafts"
REVOKE: Final = "https://oauth2.googleapis.com/revoke"
LARGEST: Final = 5 * 2**20
"""Bytes of a message that Gmail takes in one piece."""
SECONDS: Final = 30
CONSENT_SECONDS: Final = 300
"""How long a person may take to consent."""
UNTOLD: Final = "Google could not be told: remove the program at https://myaccount.google.com/connections"
_AGAIN: Final = "run `mailwright mail add {} --gmail CLIENT.json` again"


class Account(Record):
    """A mailbox at Gmail, reached by its API."""

    kind: Literal["gmail"] = "gmail"
    address: str

    @field_validator("address")
    @classmethod
    def _address(cls, address: str) -> str:
        return check_address(address)


class Token(Record):
    """What is kept in the keyring: enough to ask for an hour's access whenever a draft is saved. The access itself is not kept."""

    client_id: str
    client_secret: str = Field(repr=False)
    refresh_token: str = Field(repr=False)
    token_uri: str


def authorise(client_file: Path, address: str, show: Callable[[str], None] | None = None) -> None:
    """Asks the user's consent in the browser and keeps it. `show` gets the page's address; by default the browser opens it.

    Raises MailwrightError where the file is no desktop client, and where the consent was not given, did not come, or cannot be kept.
    """
    keys.find(_key(address))  # without a keyring, nobody is asked for anything
    flow = _flow(client_file, show or _in_browser)
    given = _consent(flow, address)
    if not given.refresh_token:
        msg = f"{address}: Google gave no lasting consent; remove the program at myaccount.google.com/connections and try again"
        raise MailwrightError(msg)
    token = Token(
        client_id=given.client_id, client_secret=given.client_secret, refresh_token=given.refresh_token, token_uri=given.token_uri
    )
    keys.keep(_key(address), token.model_dump_json())


def save(address: str, message: EmailMessage) -> str:
    """Puts the message among the drafts; the draft's id.

    Raises MailwrightError where the consent is missing or no longer holds, and where Google does not take the draft.
    """
    data = _taken(message).as_bytes()
    if len(data) > LARGEST:
        msg = f"{address}: the draft has {len(data) / 2**20:.1f} MB, Gmail takes {LARGEST // 2**20} in one piece; attach a smaller file"
        raise MailwrightError(msg)
    body = {"message": {"raw": base64.urlsafe_b64encode(data).decode()}}
    with _session(address) as session:
        answer = _asked(address, lambda: session.post(CREATE, json=body, timeout=SECONDS))
    draft: str = answer["id"]
    return draft


def check(address: str) -> None:
    """Raises MailwrightError where no consent is kept, or Google no longer honours it."""
    from google.auth.transport.requests import Request

    with _session(address) as session:
        _asked(address, lambda: session.credentials.refresh(Request()))


def revoke(address: str) -> bool:
    """Gives the consent back and forgets it; False where Google could not be told, so that the user does it there.

    Raises NoKeyringError.
    """
    token = _token(address)
    if token is None:
        return not keys.forget(_key(address))  # one that cannot be read cannot be given back
    import requests  # of the extra `app`; where it is absent, so is a consent

    try:
        told = requests.post(REVOKE, data={"token": token.refresh_token}, timeout=SECONDS).ok
    except requests.RequestException:
        told = False
    keys.forget(_key(address))
    return told


def _key(address: str) -> str:
    return f"{address} (Gmail)"


def _token(address: str) -> Token | None:
    kept = keys.find(_key(address))
    try:
        return Token.model_validate_json(kept) if kept else None
    except ValidationError:
        return None


def _flow(client_file: Path, show: Callable[[str], None]) -> InstalledAppFlow:
    try:
        from google_auth_oauthlib.flow import InstalledAppFlow
    except ImportError:
        msg = "google-auth-oauthlib is not installed; run `pip install 'mailwright[app]'`"
        raise MailwrightError(msg) from None

    class Shown(InstalledAppFlow):  # type: ignore[misc]  # the class above it has no annotations
        """Hands the page of consent to the caller, where the library prints it on stdout."""

        def authorization_url(self, **options: object) -> tuple[str, str]:
            url, state = super().authorization_url(**options)
            show(url)
            return url, state

    return Shown.from_client_config(_client(client_file), scopes=[SCOPE])


def _client(file: Path) -> dict[str, Any]:
    """Raises MailwrightError where the file is not what Google gives for a desktop app. Its content is a secret and not told."""
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        msg = f"{file}: cannot be read ({error.strerror}); give the client's JSON file as downloaded from Google"
        raise MailwrightError(msg) from error
    except ValueError:
        found = None
    inner = found.get("installed") if isinstance(found, dict) else None
    wanted = ("client_id", "client_secret", "auth_uri", "token_uri")
    if not isinstance(inner, dict) or not all(isinstance(inner.get(key), str) for key in wanted):
        msg = f"{file}: not the JSON file of an OAuth client of type 'Desktop app'; make one as docs/drafts.md says, and download it"
        raise MailwrightError(msg)
    return {"installed": inner}


def _consent(flow: InstalledAppFlow, address: str) -> Credentials:
    from google_auth_oauthlib.flow import WSGITimeoutError
    from oauthlib.oauth2 import OAuth2Error  # type: ignore[import-untyped]  # the library has no annotations
    from requests import RequestException

    page = "Mailwright may now save drafts. You can close this window."
    try:
        # Loopback only, on a port that is free now; prompt=consent, or Google gives a lasting token the first time only.
        given: Credentials = flow.run_local_server(
            host="127.0.0.1", port=0, open_browser=False, authorization_prompt_message=None, success_message=page,
            timeout_seconds=CONSENT_SECONDS, prompt="consent", login_hint=address,
        )  # fmt: skip
    except WSGITimeoutError:
        msg = f"{address}: no consent came within {CONSENT_SECONDS // 60} minutes; {_AGAIN.format(address)}"
        raise MailwrightError(msg) from None
    except (OAuth2Error, Warning) as error:  # the library raises a Warning where another scope was granted
        problem = getattr(error, "error", None) or "the permission asked for was not given"
        msg = f"{address}: no consent ({problem}); {_AGAIN.format(address)}, and allow managing drafts"
        raise MailwrightError(msg) from None
    except RequestException as error:
        msg = f"{address}: Google was not reached ({type(error).__name__}); check your connection, then {_AGAIN.format(address)}"
        raise MailwrightError(msg) from None
    return given


def _in_browser(url: str) -> None:
    import webbrowser

    from pipeline.console import console

    console.print(f"waiting for your consent in the browser; if none opens, visit\n{url}", markup=False)
    webbrowser.open(url)


def _taken(message: EmailMessage) -> EmailMessage:
    """The message without people who have no address: Gmail's API wants an address in every From and To."""
    found = copy.copy(message)  # its own list of headers, the same content
    for header in ("From", "To"):
        if header in found and not found[header].addresses:
            del found[header]
    return found


def _session(address: str) -> AuthorizedSession:
    from google.auth.transport.requests import AuthorizedSession
    from google.oauth2.credentials import Credentials

    token = _token(address)
    if token is None:
        msg = f"{address}: no consent is kept in the keyring; {_AGAIN.format(address)}"
        raise MailwrightError(msg)
    access = Credentials(None, scopes=[SCOPE], **token.model_dump())  # type: ignore[no-untyped-call]  # half of google-auth is annotated
    return AuthorizedSession(access)  # type: ignore[no-untyped-call]  # as above


def _asked(address: str, request: Callable[[], Any]) -> Any:  # noqa: ANN401 - the answer's JSON, or None where there is none
    """The answer as JSON. Raises MailwrightError with Google's own words where it is a refusal."""
    from google.auth.exceptions import RefreshError, TransportError
    from requests import RequestException

    try:
        answer = request()
    except RefreshError:
        msg = f"{address}: Google no longer honours the consent (a client in testing loses it after 7 days); {_AGAIN.format(address)}"
        raise MailwrightError(msg) from None
    except (RequestException, TransportError) as error:
        msg = f"{address}: Google was not reached ({type(error).__name__}); check your connection and try again"
        raise MailwrightError(msg) from None
    if answer is None or answer.ok:
        return answer and answer.json()
    msg = f"{address}: Gmail did not take the draft ({answer.status_code}: {_refusal(answer)}); see docs/drafts.md"
    raise MailwrightError(msg)


def _refusal(answer: Any) -> str:  # noqa: ANN401 - requests' response, whose library is not imported where this module is
    try:
        said = str(answer.json()["error"]["message"])
    except (ValueError, KeyError, TypeError):
        said = str(answer.reason)
    return " ".join(said.split())[:300]
