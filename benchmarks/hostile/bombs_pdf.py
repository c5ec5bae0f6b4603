"""PDF files that are small or cheap to write and dear to read: nested streams, lying tables, loops, floods.

`BOMBS` names each one and builds its bytes. Used by `python -m benchmarks.hostile documents` and by the tests.
Does not cover: flaws of particular versions of a library, for which there is its own fuzzing.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence

HELVETICA = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
LETTER = b"/MediaBox[0 0 612 792]"
WORD = b"BT /F 10 Tf 72 700 Td (Jane Roe, cook) Tj ET\n"
PALE = b"1 g BT /F 10 Tf 72 700 Td (Jane Roe, cook) Tj ET\n"
"""White text: the reader has to render the page to see whether it shows."""
MANY = 100_000


def pdf(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """A file of these objects, numbered from 1, with a right table; the first one is the catalogue."""
    parts, offsets, length = [b"%PDF-1.7\n"], [], 9
    for number, body in enumerate(objects, 1):
        offsets.append(length)
        parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, body))
        length += len(parts[-1])
    rows = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    head = b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, rows)
    end = b"trailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, trailer, length)
    return b"".join(parts) + head + end


def stream(data: bytes, entries: bytes = b"") -> bytes:
    """A stream object."""
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (entries, len(data), data)


def page(content: bytes, resources: bytes = b"", box: bytes = LETTER, extra: Sequence[bytes] = (), entries: bytes = b"") -> bytes:
    """A file of one page; `extra` objects are numbered from 5 on."""
    return with_content(stream(content, entries), resources, box, extra)


def with_content(content: bytes, resources: bytes = b"", box: bytes = LETTER, extra: Sequence[bytes] = ()) -> bytes:
    """The same with a finished content object."""
    shown = b"<</Type/Page/Parent 2 0 R%s/Contents 4 0 R/Resources<</Font<</F %s>>%s>>>>" % (box, HELVETICA, resources)
    return pdf([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", shown, content, *extra])


def squeezed(byte: bytes, megabytes: int) -> bytes:
    """So many megabytes of one byte, deflated."""
    packer, block = zlib.compressobj(9), byte * 1_000_000
    return b"".join([packer.compress(block) for _ in range(megabytes)]) + packer.flush()


def nested_streams() -> bytes:
    """256 MB of spaces, deflated twice to a few hundred bytes."""
    return page(zlib.compress(squeezed(b" ", 256), 9), entries=b"/Filter[/FlateDecode/FlateDecode]")


def many_filters() -> bytes:
    return page(b"20" * 1000, entries=b"/Filter[%s]" % (b"/ASCIIHexDecode" * 5000))


def wide_predictor() -> bytes:
    parameters = b"/Filter/FlateDecode/DecodeParms<</Predictor 12/Colors 32/BitsPerComponent 16/Columns 2147483647>>"
    return page(zlib.compress(WORD), entries=parameters)


def million_object_table() -> bytes:
    """A table of a million entries that all point at the catalogue."""
    start = b"%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n"
    rows = b"0000000009 00000 n \n" * 1_000_000
    return start + b"xref\n0 1000000\n" + rows + b"trailer<</Size 1000000/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(start)


def million_objects() -> bytes:
    return pdf([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>", *([b"1"] * 500_000)])


def endless_table_stream() -> bytes:
    """A table, as a stream, that says it has two thousand million entries."""
    start = b"%PDF-1.7\n"
    table = stream(b"\x01\x00\x00\x09\x00" * 50, b"/Type/XRef/Size 2147483647/W[1 3 1]/Index[0 2147483647]/Root 1 0 R")
    return start + b"1 0 obj\n" + table + b"\nendobj\nstartxref\n9\n%%EOF"


def tables_in_a_circle() -> bytes:
    whole = page(WORD)
    return whole.replace(b"/Root 1 0 R", b"/Root 1 0 R/Prev " + whole.rpartition(b"startxref\n")[2].partition(b"\n")[0])


def many_revisions() -> bytes:
    return page(WORD) + b"\n%%EOF\nxref\n0 0\ntrailer<</Size 6/Root 1 0 R>>\nstartxref\n9\n%%EOF" * 20_000


def hundred_thousand_pages() -> bytes:
    return page(WORD).replace(b"/Kids[3 0 R]/Count 1", b"/Kids[%s]/Count 100000" % (b"3 0 R " * MANY))


def endless_page_count() -> bytes:
    return page(WORD).replace(b"/Count 1", b"/Count 2147483647")


def pages_in_a_circle() -> bytes:
    return page(WORD).replace(b"/Kids[3 0 R]/Count 1", b"/Kids[2 0 R 2 0 R 3 0 R]/Count 99")


def deep_page_tree() -> bytes:
    levels = [b"<</Type/Pages/Kids[%d 0 R]/Count 1>>" % (number + 3) for number in range(50_000)]
    return pdf([b"<</Type/Catalog/Pages 2 0 R>>", *levels, b"<</Type/Page%s>>" % LETTER])


def forms_that_multiply(levels: int = 10) -> bytes:
    """Forms that call each other ten times, level by level."""
    forms = [stream(WORD, b"/Type/XObject/Subtype/Form/BBox[0 0 612 792]/Resources<</Font<</F %s>>>>" % HELVETICA)]
    for level in range(levels):
        inner = b"/Type/XObject/Subtype/Form/BBox[0 0 612 792]/Resources<</XObject<</X %d 0 R>>>>" % (5 + level)
        forms.append(stream(b"/X Do " * 10, inner))
    return page(b"/X Do", b"/XObject<</X %d 0 R>>" % (5 + levels), extra=forms)


def form_that_calls_itself() -> bytes:
    form = stream(WORD + b"/X Do /X Do", b"/Type/XObject/Subtype/Form/BBox[0 0 612 792]/Resources<</XObject<</X 5 0 R>>>>")
    return page(b"/X Do " + PALE, b"/XObject<</X 5 0 R>>", extra=[form])


def glyph_that_draws_itself() -> bytes:
    font = b"<</Type/Font/Subtype/Type3/FontBBox[0 0 9 9]/FontMatrix[1 0 0 1 0 0]/CharProcs<</a 6 0 R>>/FirstChar 97/LastChar 97"
    font += b"/Widths[9]/Encoding<</Differences[97/a]>>/Resources<</Font<</T 5 0 R>>>>>>"
    glyph = stream(b"9 0 d0 BT /T 1 Tf (aaaa) Tj ET")
    return page(PALE + b"BT /T 9 Tf 72 600 Td (aaaa) Tj ET", b"/Font<</F %s/T 5 0 R>>" % HELVETICA, extra=[font, glyph])


def pattern_in_itself() -> bytes:
    head = b"/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 1 1]/XStep .001/YStep .001/Resources<</Pattern<</P 5 0 R>>>>"
    tile = stream(b"/Pattern cs /P scn 0 0 1 1 re f", head)
    return page(b"/Pattern cs /P scn 0 0 612 792 re f " + PALE, b"/Pattern<</P 5 0 R>>", extra=[tile])


def deep_arrays() -> bytes:
    return page(b"[" * 1_000_000 + WORD, extra=[b"[" * 1_000_000])


def deep_dictionaries() -> bytes:
    return page(WORD, b"/X" + b"<</X" * MANY)


def deep_states() -> bytes:
    return page(b"q " * 1_000_000 + PALE)


def huge_paper() -> bytes:
    return page(PALE, box=b"/MediaBox[0 0 1e9 1e9]/UserUnit 75000")


def no_paper() -> bytes:
    return page(PALE, box=b"/MediaBox[0 0 0 0]/CropBox[nan nan -1 1e400]/Rotate 7")


def huge_picture() -> bytes:
    head = b"/Type/XObject/Subtype/Image/Width 60000/Height 60000/ColorSpace/DeviceRGB/BitsPerComponent 16/Filter/FlateDecode"
    picture = stream(squeezed(b"\x80", 50), head)
    return page(b"q 612 0 0 792 0 0 cm /X Do Q " + PALE, b"/XObject<</X 5 0 R>>", extra=[picture])


def broken_pictures() -> bytes:
    kinds = (b"JBIG2Decode", b"JPXDecode", b"DCTDecode", b"CCITTFaxDecode", b"LZWDecode", b"RunLengthDecode")
    head = b"/Type/XObject/Subtype/Image/Width 30000/Height 30000/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/"
    pictures = [stream(bytes(range(256)) * 40, head + kind) for kind in kinds]
    names = b"".join(b"/X%d %d 0 R" % (number, number) for number in range(5, 5 + len(kinds)))
    shown = b"".join(b"q 612 0 0 792 0 0 cm /X%d Do Q " % number for number in range(5, 5 + len(kinds)))
    return page(shown + PALE, b"/XObject<<%s>>" % names, extra=pictures)


def million_texts() -> bytes:
    return page(b"BT /F 1 Tf (aaaaa) Tj ET " * 400_000)


def strewn_words(count: int = 60_000) -> bytes:
    """Words at so many places, none on another's line or column."""
    places = ((7919 * number % 611 + number % 97 / 100, 104_729 * number % 791 + number % 89 / 100) for number in range(count))
    return page(b"".join(b"BT /F 4 Tf %.2f %.2f Td (w) Tj ET\n" % place for place in places))


def million_areas() -> bytes:
    areas = b"".join(b"%d %d 9 9 re f\n" % (7 * number % 600, 11 * number % 780) for number in range(80_000))
    return page(b".5 g " + areas + b"".join(b"BT /F 5 Tf %d %d Td (w w w) Tj ET\n" % (n % 60 * 10, n // 60 * 7) for n in range(6000)))


def million_bullets() -> bytes:
    shapes = b"".join(b"%d %d 3 3 re f\n" % (20 + number % 3, number % 790) for number in range(60_000))
    return page(shapes + b"".join(b"BT /F 5 Tf %d %d Td (word) Tj ET\n" % (30 + n % 50 * 10, n // 50 * 7) for n in range(5000)))


def mad_numbers() -> bytes:
    text = b"BT /F 1e38 Tf 1e38 0 0 -1e38 nan inf Tm 0 Tz 1e30 Tc -1e30 Tw 99999999999999999999 TL (Jane) Tj T* (Roe) ' ET\n"
    return page(text * 50 + b"1e308 1e308 1e308 1e308 1e308 1e308 cm " + PALE)


def endless_map() -> bytes:
    rows = b"100 beginbfrange\n" + b"<0000> <FFFF> <0041>\n" * 100 + b"endbfrange\n"
    cmap = stream(b"/CIDInit /ProcSet findresource begin begincmap\n1 begincodespacerange <0000> <FFFF> endcodespacerange\n" + rows * 200)
    font = b"<</Type/Font/Subtype/Type1/BaseFont/X/ToUnicode 5 0 R>>"
    return page(b"BT /T 9 Tf 72 600 Td (aaaa) Tj ET" + WORD, b"/Font<</F %s/T %s>>" % (HELVETICA, font), extra=[cmap])


def endless_differences() -> bytes:
    font = b"<</Type/Font/Subtype/Type1/BaseFont/X/Encoding<</Differences[0 %s]>>>>" % (b"/f_i " * 1_000_000)
    return page(b"BT /F 9 Tf 72 600 Td (\\001\\002\\034) Tj ET").replace(HELVETICA, font)


def length_that_is_itself() -> bytes:
    return page(WORD).replace(b"<</Length %d>>" % len(WORD), b"<</Length 4 0 R>>")


def objects_in_themselves() -> bytes:
    """A stream of objects that is kept in itself."""
    return page(WORD, extra=[stream(b"5 0 6 9 " + b" " * 9, b"/Type/ObjStm/N 1000000/First 8/Extends 5 0 R")], resources=b"/X 6 0 R")


def unknown_encryption() -> bytes:
    broken = b"/Encrypt<</Filter/Standard/V 9/R 99/Length 2147483647/O(x)/U(x)/P -1/CF<</StdCF<</CFM/None>>>>>>"
    return page(WORD).replace(b"/Root 1 0 R>>", b"/Root 1 0 R" + broken + b">>")


def long_names() -> bytes:
    return page(b"/" + b"N" * 5_000_000 + b" Do (" + b"(" * 5_000_000 + WORD)


BOMBS: dict[str, Callable[[], bytes]] = {
    "nested streams": nested_streams,
    "5,000 filters": many_filters,
    "predictor of 2,000 million columns": wide_predictor,
    "table of a million objects": million_object_table,
    "half a million objects": million_objects,
    "table stream of 2,000 million entries": endless_table_stream,
    "tables in a circle": tables_in_a_circle,
    "20,000 revisions": many_revisions,
    "100,000 pages": hundred_thousand_pages,
    "2,000 million pages announced": endless_page_count,
    "pages in a circle": pages_in_a_circle,
    "page tree 50,000 deep": deep_page_tree,
    "forms that multiply": forms_that_multiply,
    "form that calls itself": form_that_calls_itself,
    "glyph that draws itself": glyph_that_draws_itself,
    "pattern in itself": pattern_in_itself,
    "arrays a million deep": deep_arrays,
    "dictionaries 100,000 deep": deep_dictionaries,
    "a million saved states": deep_states,
    "paper of 1e9 points": huge_paper,
    "paper of no size": no_paper,
    "picture of 60,000 x 60,000": huge_picture,
    "broken pictures of each kind": broken_pictures,
    "400,000 texts on one page": million_texts,
    "60,000 words strewn": strewn_words,
    "80,000 areas behind 6,000 words": million_areas,
    "60,000 bullets": million_bullets,
    "numbers beyond all measure": mad_numbers,
    "map of a million ranges": endless_map,
    "a million glyph names": endless_differences,
    "stream whose length is itself": length_that_is_itself,
    "objects kept in themselves": objects_in_themselves,
    "unknown encryption": unknown_encryption,
    "names and strings of 5 MB": long_names,
}
