"""Regions that an email adds to a town: `Oak Harbor, Washington` for a document's `Oak Harbor`.

A document that gives the town with a region of its own is held against the email; one that gives the town alone says nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.grounding import proper
from pipeline.grounding.places import geography
from pipeline.grounding.places.place_words import NEAR

if TYPE_CHECKING:
    from pipeline.grounding.sources import Sources

_TOWN = re.compile(r"([A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,2}), $")
_NEXT = 3
"""Characters behind a town within which its region stands."""


PROVINCES = frozenset(
    """somerset, devon, cornwall, dorset, kent, surrey, sussex, east sussex, west sussex, essex, suffolk, norfolk, cumbria, northumberland, county durham, merseyside,
    rutland, tyneside, teesside, humberside, the cotswolds, cotswolds, east anglia, the midlands, midlands, the fens, the highlands, highlands, fife, angus, moray, anglesey,
    gwynedd, powys, gwent, dyfed, munster, leinster, ulster, connacht, connemara, kerry, mayo, donegal, wicklow, kildare, wexford, brittany, normandy, provence, burgundy,
    alsace, aquitaine, bavaria, saxony, hesse, thuringia, westphalia, rhineland, swabia, franconia, tyrol, styria, carinthia, tuscany, umbria, lombardy, piedmont, liguria,
    veneto, sicily, sardinia, catalonia, andalusia, galicia, castile, aragon, asturias, navarre, alentejo, algarve, minho, flanders, wallonia, holland, zeeland, friesland,
    jutland, zealand, funen, skane, lapland, nordland, bohemia, moravia, silesia, pomerania, mazovia, transylvania, moldavia, crete, anatolia""".replace(
        "\n    ", " "
    ).split(", ")
)
"""Provinces and counties of which the lists have no towns: whether a document's town lies there cannot be told."""


def is_around(sources: Sources, before: str) -> bool:
    """Whether a region stands behind a town that a document has without any: `Oak Harbor, Washington`."""
    town = _TOWN.search(before)
    found = [found for source in (sources.resume, sources.job) if town and (found := proper.knows(source, town[1]))]
    return bool(found) and not any(
        place.is_region and place.start < _NEXT
        for source in (sources.resume, sources.job)
        for one in found
        if one.source == source.kind and one.end is not None
        for place in geography.named_in(source.text[one.end : one.end + NEAR])
    )
