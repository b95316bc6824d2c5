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
def document_number(view: FileView, text: AsSeen[Text], context: Context) -> Iterator[Verdict]:
    """One verdict for a document whose number is not written as the standard has it."""
    number = find_number(text.first_page)
    if number is None:
        return
    faults = [*_faults(number, context.as_of.year), *_named_otherwise(number, view.path)]
    if faults:
        yield Verdict(
            severity=Severity.WARNING,
            message=MESSAGE.format(text=number.text, faults=AND.join(faults)),
            sentence=context.header.form(Kind.OFFICIAL_DOCUMENT).text or "",
            mend=MEND,
        )


def _faults(number: DocumentNumber, this_year: int) -> Iterator[str]:
    if number.brackets != "〔〕":
        yield BRACKETS
    if len(number.year) != 4:
        yield SHORT_YEAR
    elif not FIRST_YEAR <= int(number.year) <= this_year:
        yield YEAR.format(year=number.year)
    if number.ordinal:
        yield ORDINAL
    if number.serial.startswith("0"):
        yield ZEROS


def _named_otherwise(number: DocumentNumber, path: str) -> Iterator[str]:
    named = number_in_name(stem(path))
    if named and _which(named) != _which(number):
        yield OTHER_NAME.format(year=named.year, serial=named.serial)


def _which(number: DocumentNumber) -> tuple[int, int]:
    """Year, for short, and serial number: however a name writes them."""
    return int(number.year) % 100, int(number.serial)
