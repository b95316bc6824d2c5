"""DOC002 document-number：文号写得不对

检查什么：正式发文第1页的文号，括号、年份、序号写得对不对，年份是不是合理；和文件名里的文号是不是同一个。

为什么：文号是查对公文的凭据；抄错一个字，评审查不到这份文件。

例子：“示政发[2018]12号”（括号不对）；“示政发〔18〕12号”（年份不全）；“示政发〔2081〕12号”（
年份不可能）；“示政发〔2018〕第012号”（多了“第”和0）。

怎么改：对照盖章的原件。原件就是这样的，不用改；转抄、重新排版时写错的，改过来。

依据：GB/T 9704 党政机关公文格式：发文字号由发文机关代字、年份、发文顺序号组成，年份、发文顺序号用
阿拉伯数字，年份应标全称，用六角括号“〔〕”括入，发文顺序号不加“第”字，不编虚位。年份不早于1949
年、不晚于基准日是情理。只是警告。
"""

from collections.abc import Iterator

from cwc.model.artefact import Kind
from cwc.model.aspects import Text
from cwc.model.context import Context
from cwc.model.finding import Severity
from cwc.model.paper import Script
from cwc.model.view import FileView
from cwc.rules.registry import AsSeen, Verdict, rule
from cwc.text.names import stem
from cwc.text.numbers import DocumentNumber, find_number, number_in_name

MESSAGE = "文号“{text}”：{faults}"
BRACKETS = "括号不是六角括号〔〕"
SHORT_YEAR = "年份没有写全"
YEAR = "年份{year}不合情理"
ORDINAL = "序号多了“第”字"
ZEROS = "序号前面多了0"
OTHER_NAME = "文件名写的是{year}年{serial}号"
AND = "，"
MEND = "对照盖章的原件；原件就是这样的，不用改（文件名写错的，改名）。"
FIRST_YEAR = 1949


@rule("DOC002", "document-number", kinds=(Kind.OFFICIAL_DOCUMENT,))
def document_number(
    view: FileView, text: AsSeen[Text], script: AsSeen[Script] | None, context: Context
) -> Iterator[Verdict]:
    """One verdict for a document whose number is not written as the standard has it."""
    number, read = find_number(text.first_page), script.number if script else None
    this_year = context.as_of.year
    if number:
        said = number.text
        which = int(number.year), int(number.serial)
        faults = [*_faults(number, this_year), *_named_otherwise(which, view.path)]
    elif read and read.certain:
        # How its brackets are written a machine does not tell.
        said, which = read.text, (read.year, read.serial)
        faults = [*_unlikely(read.year, this_year), *_named_otherwise(which, view.path)]
    else:
        return
    if faults:
        yield Verdict(
            severity=Severity.WARNING,
            message=MESSAGE.format(text=said, faults=AND.join(faults)),
            sentence=context.header.form(Kind.OFFICIAL_DOCUMENT).text or "",
            mend=MEND,
        )


def _faults(number: DocumentNumber, this_year: int) -> Iterator[str]:
    if number.brackets != "〔〕":
        yield BRACKETS
    if len(number.year) != 4:
        yield SHORT_YEAR
    else:
        yield from _unlikely(int(number.year), this_year)
    if number.ordinal:
        yield ORDINAL
    if number.serial.startswith("0"):
        yield ZEROS


def _unlikely(year: int, this_year: int) -> Iterator[str]:
    if not FIRST_YEAR <= year <= this_year:
        yield YEAR.format(year=year)


def _named_otherwise(which: tuple[int, int], path: str) -> Iterator[str]:
    """That the name gives another year, be it written short, or another serial number."""
    year, serial = which
    named = number_in_name(stem(path))
    if named and (int(named.year) % 100, int(named.serial)) != (year % 100, serial):
        yield OTHER_NAME.format(year=named.year, serial=named.serial)
