"""Things of plainly different sorts: whoever counts twelve nurses does not count twelve doctors.

    is_other_sort(resume, "I led 12 doctors", number, given)   -> True, where the resume has 12 nurses and no doctor

A short table of nouns that nobody uses for each other. Words that may stand for several sorts (`clients`, `staff`, `sites`, `members`) are in none, and
then nothing is said.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.grounding.figures import counted
from pipeline.grounding.words import folded, place_of_whole, stem

if TYPE_CHECKING:
    from pipeline.grounding.figures.numbers import Number
    from pipeline.grounding.sources import Source

_SORTS = """
doctors physicians surgeons; nurses; teachers tutors lecturers instructors educators trainers; engineers developers programmers technicians mechanics fitters electricians; lawyers solicitors attorneys;
cooks chefs; drivers couriers; waiters waitresses; cleaners housekeepers; carpenters joiners; plumbers; welders; accountants bookkeepers; dentists; pharmacists; soldiers; pilots; musicians singers; volunteers; interns trainees apprentices; salespeople;
patients; pupils students children; passengers; customers shoppers; guests diners;
cows cattle; sheep ewes; goats; pigs sows; horses; hens chickens;
trucks lorries; buses coaches; trains; aircraft planes aeroplanes airplanes; ships vessels boats; cranes; tractors; cars;
hospitals clinics; schools; shops stores; restaurants; hotels; factories plants; countries; cities towns; warehouses; farms;
beds; seats; apartments flats houses homes; servers; laptops; invoices; trees; violins
"""
_WORDS = tuple(tuple(sort.split()) for sort in _SORTS.split(";"))
_SORT = {stem(word): at for at, words in enumerate(_WORDS) for word in words}
_NEAR = 60
"""Characters behind a number in which its noun stands."""


def is_other_sort(source: Source, text: str, number: Number, given: Number) -> bool:
    """Whether a number counts things of another sort than the number of a document, which has no word of that sort."""
    sort = _sort(text, number)
    other = _sort(source.text, given) if sort is not None else None
    if sort is None or other is None or sort == other:
        return False
    return not any(place_of_whole(source.folded, form) >= 0 for word in _WORDS[sort] for form in (word, word.removesuffix("s")))


def _sort(text: str, number: Number) -> int | None:
    """Which sort a number counts, by its noun: the whole word too, since a stem is that of `trainers` and of `trains`."""
    sort = _SORT.get(counted.noun(text, number) or "")
    if sort is None:
        return None
    near = folded(text[number.end : number.end + _NEAR])
    return sort if any(place_of_whole(near, word) >= 0 for word in _WORDS[sort]) else None
