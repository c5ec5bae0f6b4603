"""How `pipeline.profile.dates` reads dates and ranges as resumes print them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.profile import dates


def read(text: str) -> tuple[str, str] | None:
    """Start and end of the one date or range of a text that must fill it."""
    found = list(dates.find(text))
    return (found[0].start, found[0].end) if len(found) == 1 and (found[0].begin, found[0].stop) == (0, len(text)) else None


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Mar 2021 - Apr 2024", "2021-03", "2024-04"),
        ("March 2021 – April 2024", "2021-03", "2024-04"),
        ("03/2021 – 04/2024", "2021-03", "2024-04"),
        ("2021-03 – 2024-04", "2021-03", "2024-04"),
        ("2021-03 to present", "2021-03", "present"),
        ("2018 - 2021", "2018", "2021"),
        ("2018–21", "2018", "2021"),
        ("Sept. '19 – now", "2019-09", "present"),
        ("Jan 2021 - Current", "2021-01", "present"),
        ("June 2019 to date", "2019-06", "present"),
        ("Aug. 2018 – May 2021", "2018-08", "2021-05"),
        ("Jun – Aug 2019", "2019-06", "2019-08"),
        ("01.03.2019 - 31.08.2021", "2019-03", "2021-08"),
        ("1 March 2019 - 2 April 2020", "2019-03", "2020-04"),
        ("05/19 - 06/20", "2019-05", "2020-06"),
        ("Sep 2015 - 2020", "2015-09", "2020"),
        ("since June 2021", "2021-06", "present"),
        ("Q2 2020 – Q4 2021", "2020-04", "2021-12"),
        ("Juillet 2016 - Présent", "2016-07", "present"),
        ("Mai 2019 bis heute", "2019-05", "present"),
        ("enero de 2019 - actualidad", "2019-01", "present"),
        ("Août 2012 - Juin 2016", "2012-08", "2016-06"),
        ("2004-2005", "2004", "2005"),
        ("03/2021-05/2022", "2021-03", "2022-05"),
        ("2019-03-2020-05", "2019-03", "2020-05"),
        ("2016/09 - now", "2016-09", "present"),
        ("2015 / 07 - 2016 / 02", "2015-07", "2016-02"),
        ("Sep 15 - NOW", "2015-09", "present"),
        ("Mar 14 – Jan 15", "2014-03", "2015-01"),
        ("2012–’15", "2012", "2015"),
        ("May 2019 – Till now", "2019-05", "present"),
        ("August 2018 to the present", "2018-08", "present"),
        ("Jan 2019 –", "2019-01", "present"),
        ("Mar. 2016 - Exp. Jun. 2017", "2016-03", "2017-06"),
    ],
)
def test_ranges(text: str, start: str, end: str) -> None:
    """Every usual form of a range gives its two ends."""
    assert read(text) == (start, end)


def test_a_range_may_be_broken_over_two_lines() -> None:
    """A narrow date column prints `2021 –` above `Present`."""
    assert read("2021 –\nPresent") == ("2021", "present")


def test_one_date_is_both_ends_and_no_range() -> None:
    """A single date does not say how long something lasted."""
    (found,) = dates.find("May 2016")
    assert (found.start, found.end, found.is_range) == ("2016-05", "2016-05", False)


def test_a_season_is_its_year_only() -> None:
    """`Summer 2020` does not say the month, so none is given."""
    assert read("Summer 2020") == ("2020", "2020")


def test_year_and_month_with_a_hyphen_is_one_date() -> None:
    """`2005-10` is October 2005, not 2005 to 2010."""
    assert read("2005-10") == ("2005-10", "2005-10")


@pytest.mark.parametrize("text", ["$2021", "10.1109/TASC.2023.3340648", "2021%", "(555) 101-1001", "14 of 2100 people"])
def test_numbers_that_are_no_dates(text: str) -> None:
    """Sums, identifiers, shares and telephone numbers are no dates."""
    assert list(dates.find(text)) == []


def test_a_range_that_runs_backwards_is_left_out() -> None:
    """2021 - 2018 cannot be a period."""
    assert not any(found.is_range for found in dates.find("2021 - 2018"))


@given(st.integers(1, 12), st.integers(1960, 2040), st.sampled_from(["%b %Y", "%B %Y", "%m/%Y", "%Y-%m"]))
def test_every_month_and_form(month: int, year: int, form: str) -> None:
    """A month in any of the four usual forms is read back."""
    import datetime as dt

    text = dt.date(year, month, 1).strftime(form)
    assert read(text) == (f"{year}-{month:02d}", f"{year}-{month:02d}")


@given(st.text(max_size=300))
def test_spans_are_in_order_and_inside(text: str) -> None:
    """Whatever the text, found spans do not overlap and lie inside it."""
    last = 0
    for found in dates.find(text):
        assert last <= found.begin < found.stop <= len(text)
        last = found.stop
