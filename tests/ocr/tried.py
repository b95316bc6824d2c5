"""One made page as it is read: its 文号, its red header, its seals."""

from dataclasses import replace
from pathlib import Path
from time import process_time

from cwc.model.aspects import Hidden, RedHeader, Seals
from cwc.readers import pdf
from cwc.readers.script import script
from ocr.papers import as_pdf, paper, worn


def tried(task: tuple[str, int, Path]) -> tuple[str, str, str, str, float]:
    """One page of one sort: what came of its number, header and seal, and the seconds it took."""
    sort, seed, font = task
    plain = seed % 4 == 0
    what = replace(
        paper(seed), font=font, has_header=not plain, has_seal=not plain, has_number=not plain
    )
    truth, page = worn(sort, seed, what)
    data = as_pdf(page)
    begin = process_time()
    number = script(data, [1]).number
    spent = process_time() - begin
    if number is None:
        told = "none seen"
    else:
        told = ("certain " if number.certain else "asked ") + (
            "right" if number.text == truth.number and truth.has_number else "WRONG"
        )
    ink = pdf.read(data, frozenset({RedHeader, Seals}))
    header, seals = ink[RedHeader], ink[Seals]
    red = "unsure" if isinstance(header, Hidden) else str(getattr(header, "found", None))
    count = getattr(seals, "count", 0) + (0.5 if getattr(seals, "doubtful", 0) else 0)
    wanted = int(truth.has_seal) + int(truth.seal_on_number)
    stamped = "right" if count == wanted else f"{count} of {wanted}"
    return sort, ("plain: " if plain else "") + told, f"{not plain}: {red}", stamped, spent
