"""serve.drafts.message: what goes into a message comes out of it, and nothing else does."""

from __future__ import annotations

import datetime as dt
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.utils import parseaddr
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import MailwrightError
from pipeline.schema import Email, Person
from serve.drafts.message import LONGEST_URL, Attachment, check_address, compose, mailto

EMAIL = Email(subject="Night nurse", body="Dear Ms Reed,\n\nI would like to join you.\n\nZoë Mensah")
ADA = Person(name="Ada Mensah", address="ada@example.org")
PDF = Attachment(name="cv.pdf", content=b"%PDF-1.7\r\n\0\xff", media_type="application/pdf")

# Letters of every script, marks, emoji, quotes, commas and backslashes; not what `compose` refuses.
LETTERS = st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp", "Cn"))
TRICKY = st.sampled_from([*'",;:<>@()[]\\=?', "é", "ß", "😀", "👩🏽\u200d⚕️", "王", "שלום", "اسم", " ", "Mensah", "= ?"])
PIECES = st.lists(st.one_of(LETTERS, TRICKY), max_size=30).map("".join)
LINES = PIECES.map(lambda text: " ".join(text.replace("=?", "?").split()))
NAMES = LINES.filter(bool)
ADDRESSES = st.tuples(
    st.from_regex(r"[a-z0-9!#$%&'*+/=?^_`{|}~-]{1,20}(\.[a-z0-9+_-]{1,20})?", fullmatch=True),
    st.from_regex(r"[a-z0-9]([a-z0-9-]{0,20}[a-z0-9])?(\.[a-z]{2,12}){1,3}", fullmatch=True),
).map("@".join)
PEOPLE = st.builds(Person, name=NAMES, address=ADDRESSES)
FILES = st.builds(
    Attachment,
    name=NAMES.map(lambda name: name.replace("/", "").replace("\\", "").strip() + ".pdf"),
    content=st.binary(max_size=300),
    media_type=st.sampled_from(["application/pdf", "text/plain", "image/png", "message/rfc822", "nonsense"]),
)
BODIES = st.lists(PIECES, max_size=8).map("\n".join)


def parsed(message: EmailMessage) -> EmailMessage:
    found = message_from_bytes(message.as_bytes(), policy=policy.default)
    assert isinstance(found, EmailMessage)
    return found


def person(data: bytes, header: str) -> Person:
    """Who stands in a header. The name is decoded by `email.header`: `policy.default` puts blanks between the words of long names."""
    (address,) = message_from_bytes(data, policy=policy.default)[header].addresses
    name, _ = parseaddr(message_from_bytes(data)[header])
    decoded = str(make_header(decode_header(name)))
    assert "".join(address.display_name.split()) == "".join(decoded.split())
    return Person(name=decoded, address=address.addr_spec)


@settings(max_examples=60, deadline=None)
@given(st.builds(Email, subject=LINES, body=BODIES), PEOPLE, PEOPLE, st.none() | FILES)
def test_what_goes_in_comes_out_and_nothing_else(email: Email, sender: Person, recipient: Person, attachment: Attachment | None) -> None:
    """Every field is read back as it was written, by a parser that knows the standards; there is no header that nobody asked for."""
    data = compose(email, sender, recipient, attachment).as_bytes()
    assert data.isascii()
    assert data.count(b"\n") == data.count(b"\r\n")
    assert max(map(len, data.split(b"\r\n"))) <= 998
    found = message_from_bytes(data, policy=policy.default)
    assert isinstance(found, EmailMessage)
    assert found["Subject"] == email.subject
    assert (person(data, "From"), person(data, "To")) == (sender, recipient)
    body = found.get_body(("plain",))
    assert isinstance(body, EmailMessage)
    assert body.get_content().splitlines() == (email.body + "\n").splitlines()
    files = list(found.iter_attachments())
    assert [file.get_filename() for file in files] == ([attachment.name] if attachment else [])
    assert [file.get_payload(decode=True) for file in files] == ([attachment.content] if attachment else [])
    assert {name.lower() for name in found.keys()} <= {  # noqa: SIM118 - iterating a message gives something else
        "from", "to", "subject", "date", "mime-version", "content-type", "content-transfer-encoding",
    }  # fmt: skip
    assert len(found.keys()) == len(set(found.keys()))


@settings(max_examples=30, deadline=None)
@given(
    NAMES, st.sampled_from([*"\r\n\0\v\f\x1b\x1c\x85\u2028\u2029\x7f"]), st.integers(0, 60), st.sampled_from(["Bcc: eve@example.org", ""])
)
def test_a_line_break_is_refused_in_every_field(text: str, letter: str, place: int, header: str) -> None:
    """Wherever it stands, whatever kind of line break or control character it is."""
    bad = f"{text[:place]}{letter}{header}{text[place:]}"
    for refused in (
        lambda: compose(EMAIL.model_copy(update={"subject": bad}), ADA),
        lambda: compose(EMAIL, Person(name=bad, address=ADA.address)),
        lambda: compose(EMAIL, Person(name=bad)),
        lambda: compose(EMAIL, ADA, Person(name=bad, address=ADA.address)),
        lambda: compose(EMAIL, ADA, Person(address=f"a{bad}b@example.org")),
        lambda: compose(EMAIL, ADA, None, PDF.model_copy(update={"name": bad})),
        lambda: mailto(EMAIL.model_copy(update={"subject": bad})),
        lambda: mailto(EMAIL, Person(address=f"a{bad}b@example.org")),
    ):
        with pytest.raises(MailwrightError):
            refused()


@pytest.mark.parametrize("hidden", ["=?utf-8?q?Hi=0D=0ABcc:_eve@example.org?=", "Hi =?us-ascii?B?QmNjOiBlQHguZXhhbXBsZQ==?=", "1 =? 2"])
def test_a_line_break_inside_an_encoded_word_is_refused(hidden: str) -> None:
    """Python decodes such a word when the header is set, and writes what was hidden in it."""
    with pytest.raises(MailwrightError, match="which mail programs decode"):
        compose(EMAIL.model_copy(update={"subject": hidden}), ADA)
    with pytest.raises(MailwrightError, match="which mail programs decode"):
        compose(EMAIL, Person(name=hidden, address=ADA.address))
    with pytest.raises(MailwrightError, match="which mail programs decode"):
        compose(EMAIL, ADA, None, PDF.model_copy(update={"name": hidden}))


def test_a_body_is_no_header() -> None:
    """Whatever it begins with."""
    found = parsed(compose(Email(subject="S", body="Bcc: eve@example.org\n\nFrom here on"), ADA))
    assert "Bcc" not in found
    assert found.get_content().splitlines() == ["Bcc: eve@example.org", "", "From here on"]


def test_encoded_words_are_short_and_whole() -> None:
    """At most 75 characters each, no letter cut in two (RFC 2047), as strict servers want them."""
    subject = "Größere Überraschungen für Ärztinnen und 王小明 " * 5
    message = compose(Email(subject=subject.strip(), body="x"), Person(name="Zoë, Ann, die Ältere " * 8, address="zoe@example.org"))
    head = message.as_bytes().partition(b"\r\n\r\n")[0]
    words = [word for line in head.split(b"\r\n") for word in line.split() if word.startswith(b"=?")]
    assert len(words) > 8
    assert max(map(len, words)) <= 75
    assert max(map(len, head.split(b"\r\n"))) <= 78
    assert parsed(message)["Subject"] == subject.strip()


def test_long_lines_stay_whole() -> None:
    """A paragraph is one line in the mail program, however long; mail itself has lines of at most 998 bytes."""
    body = "word " * 1000 + "end"
    data = compose(Email(subject="S", body=body), ADA).as_bytes()
    assert max(map(len, data.splitlines())) < 80
    assert parsed(compose(Email(subject="S", body=body), ADA)).get_content() == body + "\r\n"


def test_the_attachment_is_a_file_beside_the_text() -> None:
    """With its name in any script (RFC 2231) and its bytes untouched."""
    name = "Lebenslauf 王小明 – Zoë “Final”.pdf"
    found = parsed(compose(EMAIL, ADA, None, PDF.model_copy(update={"name": name})))
    assert found.get_content_type() == "multipart/mixed"
    (file,) = found.iter_attachments()
    assert (file.get_filename(), file.get_content_type(), file.get_content_disposition()) == (name, "application/pdf", "attachment")
    assert file.get_payload(decode=True) == PDF.content


@pytest.mark.parametrize("name", ["", "  ", "../cv.pdf", "C:\\cv.pdf"])
def test_an_attachment_needs_a_plain_name(name: str) -> None:
    """Mail programs save it under this name."""
    with pytest.raises(MailwrightError, match="is no file name"):
        compose(EMAIL, ADA, None, PDF.model_copy(update={"name": name}))


def test_too_large_an_attachment_is_refused() -> None:
    """Mail servers would refuse it after minutes."""
    with pytest.raises(MailwrightError, match=r"cv\.pdf: 16 MB, more than mail servers take"):
        compose(EMAIL, ADA, None, PDF.model_copy(update={"content": bytes(16 * 2**20)}))


def test_half_a_letter_is_refused() -> None:
    """A lone surrogate has no bytes."""
    with pytest.raises(MailwrightError, match="body: character 2 is half of a letter"):
        compose(Email(subject="S", body="a \ud83d"), ADA)


def test_the_date_is_the_one_given() -> None:
    """With its time zone."""
    assert compose(EMAIL, ADA, when=dt.datetime(2026, 3, 1, 9, 30, tzinfo=dt.UTC))["Date"] == "Sun, 01 Mar 2026 09:30:00 +0000"


def test_a_name_without_an_address_survives() -> None:
    """As a group without members, so that the mail program asks for the address; accents and commas stay in the name."""
    found = parsed(compose(EMAIL, ADA, Person(name="Reed, Carole Zoë")))
    assert (found["To"].addresses, [group.display_name for group in found["To"].groups]) == ((), ["Reed, Carole Zoë"])


@pytest.mark.parametrize("recipient", [None, Person()])
def test_nobody_is_left_out(recipient: Person | None) -> None:
    """No recipient, no To."""
    assert "To" not in compose(EMAIL, ADA, recipient)


def test_mailto_carries_subject_and_body() -> None:
    """Decoded by the rules of URLs; lines end in CRLF (RFC 6068)."""
    link = mailto(Email(subject="50% & more? #1", body="Dear Zoë,\n\n1 + 1 = 2"), Person(name="Zoë", address="zoe+jobs@example.org"))
    assert link
    parts = urlsplit(link)
    assert (parts.scheme, parts.path) == ("mailto", "zoe%2Bjobs@example.org")
    assert parse_qs(parts.query, strict_parsing=True) == {"subject": ["50% & more? #1"], "body": ["Dear Zoë,\r\n\r\n1 + 1 = 2"]}
    assert "+" not in link  # mail programs take it for a plus, browsers for a blank


def test_mailto_needs_no_recipient() -> None:
    """The mail program asks."""
    assert str(mailto(EMAIL)).startswith("mailto:?subject=Night%20nurse&body=")


def test_too_long_a_link_is_none() -> None:
    """Programs would cut it without a word."""
    fits = len(str(mailto(Email(subject="S", body="")))) + 1
    assert mailto(Email(subject="S", body="x" * (LONGEST_URL - fits))) is not None
    assert mailto(Email(subject="S", body="x" * (LONGEST_URL + 1 - fits + 1))) is None


@pytest.mark.parametrize(
    "text", ["zoë@example.org", "a\u2028b@example.org", '"a\nb"@example.org', "<a@b.org>", "a@b@c.org", f"a@{'x' * 64}.org"]
)
def test_what_servers_refuse_is_no_address(text: str) -> None:
    """Letters outside ASCII before the @, line breaks in any disguise, two addresses, labels over 63 letters."""
    with pytest.raises(ValueError, match="is not a mail address"):
        check_address(text)


def test_a_quoted_address_stays_quoted() -> None:
    """Blanks before the @ are allowed in quotes only."""
    assert check_address('"ada mensah"@example.org') == '"ada mensah"@example.org'
