"""DOC002 document-number：文号写得不对

检查什么：正式发文第1页的文号，括号、年份、序号写得对不对，年份是不是合理。

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
from cwc.text.numbers import DocumentNumber, find_number

MESSAGE = "文号“{text}”：{faults}"
BRACKETS = "括号不是六角括号〔〕"
SHORT_YEAR = "年份没有写全"
YEAR = "年份{year}不合情理"
ORDINAL = "序号多了“第”字"
ZEROS = "序号前面多了0"
AND = "，"
MEND = "对照盖章的原件；原件就是这样的，不用改。"
FIRST_YEAR = 1949


@rule("DOC002", "document-number", kinds=(Kind.OFFICIAL_DOCUMENT,))
def document_number(_view: FileView, text: AsSeen[Text], context: Context) -> Iterator[Verdict]:
    """One verdict for a document whose number is not written as the standard has it."""
    number = find_number(text.first_page)
    faults = list(_faults(number, context.as_of.year)) if number else []
    if number and faults:
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
