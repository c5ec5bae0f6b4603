"""The user's own folder: files matched by name, what is guessed and what is not, and one line for each thing that is missing."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import tracemalloc
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline import manifest, profile
from pipeline.errors import MailwrightError
from pipeline.manifest import guess
from pipeline.manifest.letter import Letter
from pipeline.schema import Direction, Document, Email, Fact, Length, Person, ResumeFacts, Style
from pipeline.settings import DataSettings

ROOT = Path(__file__).parent.parent
APPLICATION = "Subject: Nurse\n\nDear Ms Reed,\n\nI lead a ward of 12 beds.\n\nKind regards,\nAda Mensah\n"
OUTREACH = "Subject: Nurse\n\nHi Ada,\n\nWe have a ward of 12 beds.\n\nBest wishes,\nJo Reed\nHead of Nursing\n"
RESUME = "Ada Mensah\nada@example.com\n\nEXPERIENCE\nNurse, St Agnes Hospital\nMarch 2019 - present\n- Led a ward of 12 beds\n"
JOB = "Company: Clinic\nJob title: Nurse\n"
EML = b"From: %b\r\nTo: %b\r\nSubject: Nurse\r\nDate: Mon, 04 May 2026 10:00:00 +0200\r\n\r\nI lead a ward.\r\n"


def read_text(path: Path) -> ResumeFacts:
    """The facts of a resume that is a text file, read in this process."""
    text = path.read_text(encoding="utf-8")
    return profile.resume(Document(kind="resume", text=text, source=str(path), media_type="text/plain", sha256="0"))


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """The folder of own data, which the messages call `private`."""
    (tmp_path / "private").mkdir()
    return tmp_path / "private"


@pytest.fixture
def files(own: Path) -> Callable[[dict[str, str | bytes]], None]:
    """Writes files by their path in the folder."""

    def write(content: dict[str, str | bytes]) -> None:
        for name, text in content.items():
            path = own / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode() if isinstance(text, str) else text)

    return write


@pytest.fixture
def sources(own: Path) -> Callable[[], manifest.Sources]:
    """What the folder gives; another with a triple of its own keeps a folder without one from being an error."""
    return lambda: manifest.entries(DataSettings(manifest=None, private=own), read_text)


Files = Callable[[dict[str, str | bytes]], None]
Read = Callable[[], manifest.Sources]


def case(name: str, email: str | bytes = APPLICATION) -> dict[str, str | bytes]:
    return {f"resumes/{name}.txt": RESUME, f"jobs/{name}.txt": JOB, f"emails/{name}.txt": email}


def problems(found: manifest.Sources, own: Path) -> dict[str, tuple[str, str]]:
    """Reason and detail by place, without the temporary folder."""
    return {p.place.removeprefix(f"{own}: "): (p.reason, p.detail.replace(f"{own}/", "")) for p in found.problems}


def test_files_with_matching_names(files: Files, sources: Read, own: Path) -> None:
    """Become a triple: direction, names and length from the email, the day from the file's time, and a line says what was guessed."""
    files(case("17"))
    os.utime(own / "emails/17.txt", (0, dt.datetime(2026, 5, 4, 12).timestamp()))
    found = sources()
    ((entry, root),) = found.found
    assert root == own
    assert [str(path.relative_to(own)) for path in entry.files(root)] == ["resumes/17.txt", "jobs/17.txt", "emails/17.txt"]
    assert (entry.id, entry.direction, entry.length, entry.style) == ("17", Direction.APPLICATION, Length.SHORT, Style.FORMAL)
    assert (entry.sender, entry.recipient, entry.date) == (Person(name="Ada Mensah"), Person(name="Ms Reed"), dt.date(2026, 5, 4))
    assert (entry.provenance.licence, entry.provenance.teacher) == ("private", None)
    assert found.problems == []
    assert [note.removeprefix(f"{own}: ") for note in found.notes] == [
        "1 triples from folders, 0 problems",
        "the day of writing of 1 emails is the file's time; say `date` in triples.csv if it is another",
        "the direction of 1 emails was told by who signs or is greeted",
    ]


@pytest.mark.parametrize(
    ("resume", "job", "email"),
    [
        ("Resume/17.TXT", "JOB/17.txt", "Mail/17.md"),
        ("cv/17.txt", "posting/17.txt", "letters/17.txt"),
        ("CVs/Anna Li.txt", "Postings/anna  li .txt", "E-Mails/ANNA LI.txt"),
        ("résumés/zoë.txt", "vacancies/" + unicodedata.normalize("NFD", "zoë") + ".txt", "emails/ZOË.txt"),
        ("resumes/2026/17.txt", "jobs/2026/17.txt", "emails/2026/17.txt"),
        ("resumes/17.v2.txt", "jobs/17.v2.txt", "emails/17.v2.txt"),
        ("application/resumes/17.txt", "application/jobs/17.txt", "application/emails/17.txt"),
        ("resumes/17.txt", "jobs/17.txt", "emails/Applications/17.txt"),
        ("resumes/17.txt", "jobs/17.txt", "emails/17 - Application.txt"),
    ],
)
def test_folders_and_names_as_people_write_them(files: Files, sources: Read, resume: str, job: str, email: str) -> None:
    """Other words for a folder, case, spaces, accents in either form, folders in between, the direction before or behind."""
    files({resume: RESUME, job: JOB, email: APPLICATION})
    found = sources()
    assert found.problems == []
    ((entry, _),) = found.found
    assert [str(entry.resume), str(entry.job), str(entry.email)] == [resume, job, email]
    assert entry.direction is Direction.APPLICATION


def test_two_emails_of_one_pair(files: Files, sources: Read) -> None:
    """An application and an outreach share resume and posting, told apart by folder or by name."""
    files(case("17") | case("18"))
    files({"outreach/emails/17.txt": OUTREACH, "emails/18_outreach.txt": OUTREACH})
    found = sources()
    assert found.problems == []
    assert {e.id: (e.direction.value, e.sender.name) for e, _ in found.found} == {
        "17": ("application", "Ada Mensah"), "17-outreach": ("outreach", "Jo Reed"),
        "18": ("application", "Ada Mensah"), "18_outreach": ("outreach", "Jo Reed"),
    }  # fmt: skip


def test_the_seed_corpus_as_folders(own: Path) -> None:
    """Real files of several formats become what the manifest says of them, without it."""
    given = manifest.read(ROOT / "data" / "triples.jsonl")[0][:6]
    for entry in given:
        for path in entry.files(Path()):
            (own / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / "data" / path, own / path)
    found = manifest.entries(DataSettings(manifest=None, private=own))
    assert found.problems == []
    assert {(e.id, e.job, e.direction, e.sender.name) for e, _ in found.found} == {
        (f"seed/{e.id}", e.job, e.direction, e.sender.name) for e in given
    }


def test_a_folder_of_mixed_broken_files(files: Files, sources: Read, own: Path) -> None:
    """Each fault has one line with its place, class and remedy, and what is whole is used."""
    files(case("good"))
    broken: dict[str, tuple[dict[str, str | bytes], tuple[str, str]]] = {
        "17": ({"resumes/17.txt": RESUME, "emails/17.txt": APPLICATION}, ("incomplete", "no job (looked for jobs/17.*)")),
        "18": ({"emails/18.txt": APPLICATION}, ("incomplete", "no resume (looked for resumes/18.*), no job (looked for jobs/18.*)")),
        "19": ({"resumes/19.txt": RESUME, "jobs/19.txt": JOB}, ("incomplete", "no email (looked for emails/19.*)")),
        "20": ({"jobs/20.txt": JOB}, ("incomplete", "no resume (looked for resumes/20.*), no email (looked for emails/20.*)")),
        "21": (
            case("21") | {"resumes/21.PDF": "x"},
            ("ambiguous", "2 files for one resume (resumes/21.PDF, resumes/21.txt); keep one"),
        ),
        "Eve": (case("Eve") | {"jobs/eve.txt": JOB}, ("ambiguous", "2 files for one job (jobs/Eve.txt, jobs/eve.txt); keep one")),
        "22": (case("22", APPLICATION.encode("utf-16")), ("encoding", "emails/22.txt: not UTF-8 text; save it as UTF-8")),
        "23": (case("23", ""), ("no email", "emails/23.txt: no subject line or no body")),
        "24": (case("24", "Dear Ms Reed, hello"), ("no email", "emails/24.txt: no subject line or no body")),
        "25": (case("25", APPLICATION.replace("Ada Mensah", "Kim Lee")), ("ambiguous", "application or outreach? put the email into")),
        "emails/26.msg": (
            {"resumes/26.txt": RESUME, "jobs/26.txt": JOB, "emails/26.msg": "x"},
            ("unreadable", "an email is a text file or .eml, not .msg; save it as one of these"),
        ),
        "emails/2?7.txt": (case("2\n7"), ("unreadable", "its name holds characters that cannot be shown; rename it")),
    }
    for content, _ in broken.values():
        files(content)
    files({".DS_Store": "x", "emails/Thumbs.db": "x", "emails/~$17.docx": "x", "emails/.hidden.txt": "x", "notes/a.txt": "x"})
    found = sources()
    assert [entry.id for entry, _ in found.found] == ["good"]
    lines = problems(found, own)
    for place, (_, (reason, detail)) in broken.items():
        assert lines.pop(place)[0] == reason, place
        assert next(p.detail.replace(f"{own}/", "") for p in found.problems if p.place == f"{own}: {place}").startswith(detail)
    assert set(lines) == {"jobs/2?7.txt", "resumes/2?7.txt"}
    assert all("\n" not in f"{p.place}{p.detail}" for p in found.problems)


def test_names_that_are_not_utf8(files: Files, sources: Read, own: Path) -> None:
    """Refused in a line that can be printed: no manifest and no dataset could hold them."""
    files(case("17"))
    try:
        (own / "emails" / os.fsdecode(b"caf\xe9.txt")).write_text(APPLICATION)
    except OSError:
        pytest.skip("this file system holds no such name")
    assert problems(sources(), own)["emails/caf?.txt"] == ("unreadable", "its name is not UTF-8; rename it")


@pytest.mark.parametrize("target", ["file", "folder", "outside-in", "nothing", "circle", "kind"])
def test_links_out_of_the_folder_are_refused(files: Files, sources: Read, own: Path, tmp_path: Path, target: str) -> None:
    """Files and folders, with a line for each; nothing behind them is read."""
    files(case("17"))
    secret = tmp_path / "secret"
    secret.mkdir()
    (secret / "x.txt").write_text(APPLICATION)
    link = own / ("cv" if target == "kind" else "emails/link.txt")
    to = {"file": secret / "x.txt", "folder": secret, "outside-in": Path("../../secret/x.txt"), "nothing": own / "gone", "circle": link}
    link.symlink_to(to.get(target, secret))
    found = sources()
    assert [entry.id for entry, _ in found.found] == ["17"]
    ((place, (reason, detail)),) = problems(found, own).items()
    assert (place, reason) == (str(link.relative_to(own)), "link")
    assert "link to nothing" in detail if target in {"nothing", "circle"} else "leads out of the folder" in detail


def test_links_within_the_folder_are_followed(files: Files, sources: Read, own: Path) -> None:
    """One posting may serve two triples."""
    files(case("17") | case("18"))
    (own / "jobs/18.txt").unlink()
    (own / "jobs/18.txt").symlink_to("17.txt")
    found = sources()
    assert (len(found.found), len(found.problems)) == (2, 0)


def test_the_folder_itself_may_be_a_link(files: Files, own: Path, tmp_path: Path) -> None:
    """As when private data lies on an encrypted disk."""
    files(case("17"))
    (tmp_path / "link").symlink_to(own)
    found = manifest.entries(DataSettings(manifest=None, private=tmp_path / "link"), read_text)
    assert (len(found.found), len(found.problems)) == (1, 0)


@pytest.mark.parametrize(
    ("sender", "recipient", "direction"),
    [
        (b"Ada Mensah <a@example.com>", b"jobs@example.org", Direction.APPLICATION),
        (b"ADA@example.com", b"jobs@example.org", Direction.APPLICATION),
        (b"Jo Reed <jo@example.org>", b"ada@example.com", Direction.OUTREACH),
        (b"Jo Reed <jo@example.org>", b"\"Mensah, Ada\" <x@example.com>", Direction.OUTREACH),
        (b"Jo Reed <jo@example.org>", b"x@example.com", None),
        (b"ada@example.com", b"ada@example.com", None),
    ],
)  # fmt: skip
def test_direction_by_the_headers_of_an_eml(
    files: Files, sources: Read, sender: bytes, recipient: bytes, direction: Direction | None
) -> None:
    """The person of the resume sends or receives it, by name or address; both or neither is not certain."""
    files({"resumes/17.txt": RESUME, "jobs/17.txt": JOB, "emails/17.eml": EML % (sender, recipient)})
    found = sources()
    assert [entry.direction for entry, _ in found.found] == ([direction] if direction else [])
    assert [entry.date for entry, _ in found.found] == ([dt.date(2026, 5, 4)] if direction else [])
    assert [p.reason for p in found.problems] == ([] if direction else ["ambiguous"])


def test_a_resume_that_cannot_be_read_tells_no_direction(files: Files, sources: Read, own: Path) -> None:
    """The line says why, and the direction of a folder needs no resume."""
    files(case("17") | {"resumes/18.txt": "", "jobs/18.txt": JOB, "outreach/emails/18.txt": OUTREACH})
    (own / "resumes/17.txt").write_bytes(b"")
    found = manifest.entries(DataSettings(manifest=None, private=own))
    assert [entry.id for entry, _ in found.found] == ["18-outreach"]
    assert [(p.place, p.reason) for p in found.problems] == [(f"{own}: 17", "empty")]


@pytest.mark.parametrize(
    ("name", "table"),
    [
        ("triples.csv", "id;direction;Style;sender name\n17;outreach;friendly;Jo\n"),
        ("whatever.csv", "id,direction,style,sender\n17,Outreach,FRIENDLY,Jo\n"),
        ("triples.yaml", "all: {style: friendly}\n17: {direction: outreach, sender: {name: Jo}}\n"),
        ("triples.yml", "17:\n  direction: outreach\n  style: friendly\n  sender_name: Jo\n"),
    ],
)
def test_a_table_about_the_files(files: Files, sources: Read, name: str, table: str) -> None:
    """Says what the files do not; files that it does not mention are triples all the same."""
    files(case("17") | case("18") | {name: table})
    found = sources()
    assert found.problems == []
    seventeen, eighteen = sorted((entry for entry, _ in found.found), key=lambda entry: entry.id)
    assert (seventeen.direction, seventeen.style, seventeen.sender.name) == (Direction.OUTREACH, Style.FRIENDLY, "Jo")
    assert (eighteen.direction, eighteen.style) == (Direction.APPLICATION, Style.FORMAL)


def test_a_table_that_names_emails_is_complete(files: Files, sources: Read, own: Path) -> None:
    """It may use one posting twice and leave the resume out; emails that it does not name are mentioned, not used."""
    files(case("17") | case("18") | case("19"))
    files(
        {
            "triples.csv": "email,job,resume,direction,sender_name\n"
            "emails/17.txt,jobs/17.txt,resumes/17.txt,application,Ada\nemails\\18.txt,jobs/17.txt,,,\nemails/none.txt,jobs/17.txt,,application,A\n"
        }
    )
    found = sources()
    assert [(e.id, str(e.job), str(e.resume)) for e, _ in found.found] == [
        ("17", "jobs/17.txt", "resumes/17.txt"), ("18", "jobs/17.txt", "resumes/18.txt"),
    ]  # fmt: skip
    assert [(p.place, p.reason) for p in found.problems] == [(f"{own / 'triples.csv'}:4", "missing")]
    assert f"{own}: not in triples.csv, so not used: emails/19.txt" in found.notes


def test_lines_whose_files_are_missing(files: Files, sources: Read, own: Path) -> None:
    """The line of the table is the place, and the same files are not reported twice."""
    files(case("17") | {"resumes/18.txt": RESUME, "triples.csv": "id,direction\n17,application\n18,application\n,\n,outreach\n99,\n"})
    found = sources()
    table = own / "triples.csv"
    assert [entry.id for entry, _ in found.found] == ["17"]
    assert {p.place: p.detail for p in found.problems} == {
        f"{table}:3": "no job (looked for jobs/18.*), no email (looked for emails/18.*)",
        f"{table}:5": "id: missing; give `id` or `email`",
        f"{table}:6": "no resume (looked for resumes/99.*), no job (looked for jobs/99.*), no email (looked for emails/99.*)",
    }


def test_a_line_about_one_of_two_emails(files: Files, sources: Read, own: Path) -> None:
    """Must say which; a line with a direction finds its own."""
    files(case("17") | {"application/emails/17.txt": APPLICATION, "outreach/emails/17.txt": OUTREACH})
    (own / "emails/17.txt").unlink()
    files({"triples.csv": "id,direction,style\n17,outreach,direct\n"})
    assert {e.id: e.style for e, _ in sources().found} == {"17": Style.DIRECT, "17-application": Style.FORMAL}
    files({"triples.csv": "id,style\n17,direct\n"})
    assert "say the `direction` of each" in sources().problems[0].detail


def test_several_tables(files: Files, sources: Read, own: Path) -> None:
    """`triples.*` is read and the others are mentioned; without that name none of them is."""
    files(case("17") | {"a.csv": "id,style\n17,direct\n", "b.csv": "id,style\n17,friendly\n"})
    found = sources()
    assert problems(found, own)[str(own)][0] == "ambiguous"
    assert [entry.style for entry, _ in found.found] == [Style.FORMAL]
    files({"triples.csv": "id,style\n17,concise\n"})
    found = sources()
    assert [entry.style for entry, _ in found.found] == [Style.CONCISE]
    assert f"{own}: a.csv is not read, triples.csv is" in found.notes


def test_the_same_folder_gives_the_same_entries(files: Files, sources: Read) -> None:
    """In the same order, so that a build that is done stays done."""
    for name in ("b", "a", "c"):
        files(case(name))
    assert sources() == sources()
    assert [entry.id for entry, _ in sources().found] == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("end", "name"),
    [
        ("Kind regards,\nAda Mensah", "Ada Mensah"), ("Yours sincerely\n\nAda Mensah\n+44 1", "Ada Mensah"), ("Thanks!\nAda", "Ada"),
        ("Best,\nDr. Ada van der Berg, RN", "Dr. Ada van der Berg"), ("Ada Mensah\nHead of Nursing | Clinic", "Ada Mensah"),
        ("Kind regards,\nThe Hiring Team", None), ("See you soon.", None), ("Take care,\nAda", "Ada"), ("Best wishes", None),
    ],
)  # fmt: skip
def test_who_signs(end: str, name: str | None) -> None:
    """The name under the last words, without what follows it; a team is no name."""
    assert guess.signed(f"Dear all,\n\nI lead a ward of 12 beds.\n\n{end}") == name


@pytest.mark.parametrize(
    ("start", "name"),
    [
        ("Dear Ms Reed,", "Ms Reed"), ("Hi Ada - I saw", "Ada"), ("Hello Ada!", "Ada"), ("Dear hiring manager,", None), ("Hi there,", None),
        ("Dear Sir or Madam:", None), ("Good morning Dr. Li,", "Dr. Li"), ("Sehr geehrte Frau Lang,", "Frau Lang"), ("I saw Ada,", None),
    ],
)  # fmt: skip
def test_who_is_greeted(start: str, name: str | None) -> None:
    """The name in the first line; a role is no name."""
    assert guess.greeted(f"\n{start}\n\nI lead a ward.") == name


@pytest.mark.parametrize(
    ("body", "direction"),
    [
        (APPLICATION, Direction.APPLICATION), (OUTREACH, Direction.OUTREACH), ("Dear Ada,\n\nx\n\nBest,\nAda Mensah", None),
        ("Dear Ms Mensah,\n\nx\n\nBest,\nJo", Direction.OUTREACH), ("Dear Ada Lovelace,\n\nx\n\nBest,\nJo", None),
        ("Hello,\n\nx\n\nBest,\nADA MENSAH", Direction.APPLICATION), ("Hello", None),
    ],
)  # fmt: skip
def test_direction_only_where_it_is_certain(body: str, direction: Direction | None) -> None:
    """The person of the resume signs or is greeted, and not both; another's surname makes another person."""
    resume = ResumeFacts(name=Fact(value="Ada Mensah", start=0, end=10))
    assert guess.direction(Letter(Email(subject="x", body=body.removeprefix("Subject: Nurse\n\n"))), resume) is direction


def test_no_direction_without_a_name() -> None:
    """A resume whose name was not found tells nothing."""
    assert guess.direction(Letter(Email(subject="x", body=APPLICATION)), ResumeFacts()) is None


@pytest.mark.parametrize("inside", [{}, {"resumes/17.pdf/cv.txt": RESUME}])
def test_a_folder_with_the_name_of_a_file(files: Files, sources: Read, own: Path, inside: dict[str, str | bytes]) -> None:
    """Has one line, empty or not, and its triple none beside it."""
    files(case("18") | {"jobs/17.txt": JOB, "emails/17.txt": APPLICATION})
    (own / "resumes/17.pdf").mkdir()
    files(inside)
    found = sources()
    assert [entry.id for entry, _ in found.found] == ["18"]
    detail = "a folder that is named like a file; move its files out, or rename it"
    assert problems(found, own) == {"resumes/17.pdf": ("unreadable", detail)}


def test_folders_that_cannot_be_opened(files: Files, sources: Read, own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One line for a folder within; for the whole, an error that says what to do."""
    files(case("17") | {"resumes/2026/18.txt": RESUME, "jobs/2026/18.txt": JOB})
    closed, listed = own / "resumes/2026", os.scandir

    def refuse(path: Path) -> object:
        if Path(path) == closed:
            raise PermissionError
        return listed(path)

    monkeypatch.setattr(os, "scandir", refuse)
    found = sources()
    assert [entry.id for entry, _ in found.found] == ["17"]
    assert problems(found, own)["resumes/2026"] == ("unreadable", "a folder that cannot be opened; give yourself the right to read it")
    closed = own
    with pytest.raises(MailwrightError, match="private: cannot be opened"):
        sources()


def test_many_files_take_no_more_memory(files: Files, sources: Read, own: Path) -> None:
    """Ten times as many triples, and the same peak but for the names of one folder and a few bytes more."""
    peaks = []
    for count in (50, 500):
        for number in range(count):
            files(case(f"{number:05}") | {f"emails/{number:05}.txt": EML % (b"ada@example.com", b"jo@example.org")})
        files(
            {
                "triples.csv": "id,direction,date,sender,length,recipient\n"
                + "".join(f"{n:05},application,2026-05-04,A,short,B\n" for n in range(count))
            }
        )
        tracemalloc.start()
        assert len(sources().found) == count
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert (peaks[1] - peaks[0]) / 450 < 250
