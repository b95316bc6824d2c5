"""What an artefact asks for and what the list leaves open, in a clerk's words."""

from collections.abc import Iterator

from cwc.model.artefact import Artefact
from cwc.model.asked import Axis, Listed, Words
from cwc.model.pack import Ask, Header

ABOUT = "约{about}字（{low}至{high}字之间不会提示）"
EXACT = "{exact}字（清单没有写左右、以上或以内）"
RANGE = "{min}至{max}字"
LEAST = "{min}字以上"
MOST = "{max}字以内"
EACH_YEAR = "{years}年每年一份"
EACH = "分别说明，每项一份"
EACH_BOTH = "{years}年分别说明，每年每项一份"
EACH_HOW = "，文件名里写明是哪一{what}的"
WHAT = {(True, False): "年", (False, True): "项", (True, True): "年、哪一项"}
NAMES = "{what}：{names}"
OPEN = "（清单只举了例，可以另加）"
OPEN_UNNAMED = "{what}：清单没有列出，请按实际分"
COUNT = "一共{count}{measure}"
AT_LEAST = "至少{count}种，不限哪几种"
NUMBER = "{per}{number}张"
LEAST_PHOTOS = "至少{count}"
MOST_PHOTOS = "至多{count}"
NO_NUMBER = "张数清单没有规定，至少1张"
TOTAL = "总数至多{count}张"
OCCASIONS = "节日：{names}（按农历推算，前{before}天到后{after}天）"
PERIOD = "期间：{since}至{until}"
NO_START = "期间：清单没有写从何时起，交了哪些期间的就按哪些期间数"
ROLLING = "期间：最近{months}个月"
DEPICTS = "要{depicts}，别的图片不算"
CAPTION = "每张要注明：{labels}"
SUPPLIED = "由{by}提供，没有收到前不用管"
SUBSTITUTE = "涉密的不能上传，改交一份情况说明（文件名里写“说明报告”）"
THRESHOLD = "测评标准：{bounds}；数是多少就填多少，达不到也照实填"
OR = "，或"
NOTE = "注：{note}"
MARKED = "文件里写到这项工作的地方要标注出来"

PER = {
    Axis.CATEGORY: "每类",
    Axis.VENUE: "每个地点",
    Axis.MONTH: "每月",
    Axis.TWO_MONTHS: "每两月",
    Axis.QUARTER: "每季度",
    Axis.YEAR: "每年",
    Axis.OCCASION: "每个节日",
}

QUESTION = "{question}"
QUESTION_CHOICES = "{question}可以回答：{answers}；没有回答前按“{first}”。"


def asked(artefact: Artefact, header: Header) -> Iterator[str]:
    """The artefact's demands, one a line."""
    if artefact.supplied_by:
        yield SUPPLIED.format(by=artefact.supplied_by)
    yield from (_album if artefact.is_album else _document)(artefact, header)
    if artefact.note:
        yield NOTE.format(note=artefact.note)


def question(ask: Ask) -> str:
    """What is asked, and between which answers."""
    if not ask.answers:
        return QUESTION.format(question=ask.question)
    words = [choice.answer for choice in ask.answers]
    return QUESTION_CHOICES.format(question=ask.question, answers="、".join(words), first=words[0])


def _document(artefact: Artefact, header: Header) -> Iterator[str]:
    if artefact.axes:
        yield from _each(artefact)
    if artefact.length:
        yield _words(artefact.length, header)
    if header.form(artefact.kind).marking:
        yield MARKED
    if artefact.stand_in:
        yield SUBSTITUTE
    if artefact.thresholds:
        bounds = OR.join(f"{t.figure}{t.bound}{t.unit}" for t in artefact.thresholds)
        yield THRESHOLD.format(bounds=bounds)


def _each(artefact: Artefact) -> Iterator[str]:
    years, listed = artefact.counted_years, artefact.listed
    template = EACH_YEAR if listed is None else EACH_BOTH if years else EACH
    what = WHAT[bool(years), listed is not None]
    yield template.format(years="、".join(map(str, years))) + EACH_HOW.format(what=what)
    if listed:
        yield from _listed(listed, "各项", "份")


def _listed(listed: Listed, what: str, measure: str) -> Iterator[str]:
    if listed.names:
        open_ = OPEN if listed.open else ""
        yield NAMES.format(what=what, names="、".join(listed.names)) + open_
    elif listed.open or listed.count:
        yield OPEN_UNNAMED.format(what=what)
    if listed.count:
        yield COUNT.format(count=listed.count, measure=measure)
    if listed.at_least:
        yield AT_LEAST.format(count=listed.at_least)


def _words(words: Words, header: Header) -> str:
    if words.about:
        low, high = header.word_band.silent_range(words.about)
        return ABOUT.format(about=words.about, low=low, high=high)
    if words.exact:
        return EXACT.format(exact=words.exact)
    template = RANGE if words.min and words.max else LEAST if words.min else MOST
    return template.format(min=words.min, max=words.max)


def _album(artefact: Artefact, header: Header) -> Iterator[str]:
    bounds = (
        (LEAST_PHOTOS.format(count=artefact.least) if artefact.least else ""),
        (MOST_PHOTOS.format(count=artefact.most) if artefact.most else ""),
    )
    per = "".join(PER[axis] for axis in artefact.axes)
    number = "、".join(filter(None, bounds))
    yield NUMBER.format(per=per, number=number) if number else NO_NUMBER
    if artefact.most_in_all:
        yield TOTAL.format(count=artefact.most_in_all)
    if artefact.depiction:
        yield DEPICTS.format(depicts=artefact.depiction)
    if artefact.listed:
        yield from _listed(artefact.listed, "类别", "类")
    if artefact.festivals:
        days = header.festival_days
        names = "、".join(artefact.festivals)
        yield OCCASIONS.format(names=names, before=days.before, after=days.after)
    yield from _period(artefact, header)
    if artefact.caption_labels:
        yield CAPTION.format(labels="、".join(artefact.caption_labels))


def _period(artefact: Artefact, header: Header) -> Iterator[str]:
    if artefact.last_months:
        yield ROLLING.format(months=artefact.last_months)
    elif artefact.first:
        until = min(artefact.last or header.assessment.until, header.assessment.until)
        yield PERIOD.format(since=artefact.first, until=until)
    elif artefact.is_by_period:
        yield NO_START
