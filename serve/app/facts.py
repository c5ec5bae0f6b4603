"""What was read from a document, to open and correct before anything is written: facts, text, what was removed, what did not fit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from pipeline import profile, tenure
from pipeline.errors import MailwrightError
from serve import corrections
from serve.app import engine, escaping
from serve.app.desk import desk

if TYPE_CHECKING:
    import datetime as dt

    from pipeline.schema import Document, EmailRequest, Fact, JobFacts, Position, ResumeFacts

_SOME: Final = 12
Row = tuple[str, str]


def of_resume(document: Document, today: dt.date) -> None:
    """The resume's facts, in an expander that says how many there are."""
    found = profile.resume(document)
    months = tenure.months(found.positions, today)
    told = [_count(len(found.positions), "position"), tenure.phrase(months) if months else "", _count(len(found.skills), "skill")]
    with st.expander(f"Read from the resume: {', '.join(filter(None, told)) or 'no facts'}", icon=":material/fact_check:"):
        _removed(document)
        _table(_resume_rows(found, months))
        _warnings(found.warnings)
        _correct(document, [("Name", found.name)])


def of_posting(document: Document) -> None:
    """The posting's facts, in an expander."""
    found = profile.job(document)
    told = [fact.value for fact in (found.title, found.company) if fact]
    with st.expander(f"Read from the posting: {escaping.markdown(' at '.join(told)) or 'no title'}", icon=":material/fact_check:"):
        _removed(document)
        _table(_job_rows(found))
        _warnings(found.warnings)
        _correct(document, [("Title", found.title), ("Company", found.company), ("Contact", found.contact)])


def of_prompt(request: EmailRequest) -> None:
    """What of the two documents does not fit into the prompt, and the prompt itself."""
    from pipeline.prompt import compose

    try:
        tokens, count = engine.shared.budget()
        prompt = compose(request, tokens, count)
    except MailwrightError as error:
        st.error(escaping.markdown(str(error)), icon=":material/error:")
        return
    left = f"{_count(len(prompt.left_out), 'line')} left out" if prompt.left_out else "everything fits"
    with st.expander(f"What the model is told: about {prompt.tokens} tokens, {left}", icon=":material/description:"):
        if prompt.left_out:
            st.caption("These lines matter least for this posting and did not fit. The check still knows them.")
            _list(prompt.left_out)
        if st.toggle("Show the whole prompt", key="show_prompt"):
            st.code(prompt.messages[-1]["content"], language=None, wrap_lines=True)


def _resume_rows(found: ResumeFacts, months: int | None) -> list[Row]:
    known = {"Name": found.name, "Headline": found.headline, "Mail": found.email, "Phone": found.phone, "Place": found.location}
    rows = [(name, _value(fact)) for name, fact in known.items()]
    rows.append(("Experience", tenure.phrase(months) if months else ""))
    rows += [("Position", _position(position)) for position in found.positions]
    rows += [("Studies", ", ".join(filter(None, (_value(study.degree), _value(study.institution))))) for study in found.education]
    lists = {"Certificates": found.certifications, "Skills": found.skills, "Languages": found.languages}
    return [*rows, *((name, _values(facts)) for name, facts in lists.items())]


def _position(position: Position) -> str:
    where = " at ".join(filter(None, (_value(position.title), _value(position.employer))))
    return f"{where}, {_value(position.dates)}" if position.dates else where


def _job_rows(found: JobFacts) -> list[Row]:
    rows = [("Title", found.title), ("Company", found.company), ("Place", found.location), ("Salary", found.salary)]
    rows += [("Contact", found.contact), ("Mail", found.contact_email)]
    years = [("Years asked for", str(found.years_required))] if found.years_required else []
    lists = {"Must have": found.must_have, "Nice to have": found.nice_to_have, "Duties": found.duties, "About the employer": found.pitch}
    return [*((name, _value(fact)) for name, fact in rows), *years, *((name, _values(facts)) for name, facts in lists.items())]


def _table(rows: list[Row]) -> None:
    cells = "".join(f"<dt>{escaping.html(name)}</dt><dd>{escaping.html(value)}</dd>" for name, value in rows if value)
    st.html(f'<dl class="facts">{cells}</dl>' if cells else "<p>No facts were recognised; correct the text below.</p>")


def _removed(document: Document) -> None:
    """Hidden text and instructions that were taken out, plainly: somebody may have put them there against the reader."""
    for one in document.removed:
        told = f"Taken out, {one.count} characters: {one.what} ({one.why})"
        st.warning(escaping.markdown(told), icon=":material/visibility_off:")
    _warnings(document.warnings)


def _warnings(warnings: tuple[str, ...]) -> None:
    for warning in warnings:
        st.caption(escaping.markdown(warning))


def _correct(document: Document, fields: list[tuple[str, Fact | None]]) -> None:
    """Fields for what matters most and is read wrong most often, and the text itself for all else."""
    read = desk().original(document)
    if not st.toggle("Correct what was read", key=f"correct {read}"):
        return
    with st.form(f"correct {document.sha256}", border=False):
        values = [st.text_input(label, value=_value(fact), key=f"{label} {document.sha256}") for label, fact in fields]
        changed = st.text_area("Text as it was read", value=document.text, height=320, key=f"text {document.sha256}")
        st.caption("Facts, prompt and check are all made of this text. What you write here the email may say about you.")
        if st.form_submit_button("Use this"):
            _apply(read, document, changed, list(zip(fields, values, strict=True)))
    if read != document.sha256 and st.button("Back to what was read", key=f"undo {read}"):
        desk().corrected.pop(read, None)
        st.rerun()


def _apply(read: str, document: Document, changed: str, given: list[tuple[tuple[str, Fact | None], str]]) -> None:
    better = corrections.text(document, changed)
    if better is document:  # spans hold as long as the text does; from the last one on, so that those before it still do
        for (label, fact), value in sorted(given, key=lambda one: one[0][1].start if one[0][1] else -1, reverse=True):
            better = corrections.fact(better, fact, value) if fact else corrections.added(better, label, value)
    desk().correct(read, better)
    st.rerun()


def _list(lines: tuple[str, ...]) -> None:
    items = "".join(f"<li>{escaping.html(line)}</li>" for line in lines)
    st.html(f'<ul class="lines">{items}</ul>')


def _value(fact: Fact | None) -> str:
    return " ".join(fact.value.split()) if fact else ""


def _values(facts: tuple[Fact, ...]) -> str:
    more = f" and {len(facts) - _SOME} more" if len(facts) > _SOME else ""
    return " · ".join(_value(fact) for fact in facts[:_SOME]) + more


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}" if number else ""
