"""What somebody set that changes what is asked or told, in words."""

from cwc.model.outcome import Levers

# As many signs of a sha256 as two people read to each other.
_SHOWN_OF_DIGEST = 12

OWN_PACK = "清单不是随 cwc 来的（摘要 {digest}）"
AS_OF = "按 {day} 检查"
REQUIREMENTS = "只查{count}项要求"
ANSWERS = "回答{count}项"
CATEGORIES = "划定{count}项的类别"
SINCE = "写明{count}项的起始月"
COUNTS = "另定{count}项的张数"
DEFAULTS = "照片没写的{fields}照 cwc.yaml 补"
WAIVERS = "豁免{count}条（最远 {until}）"
VOUCHERS = "担保{count}份"
HEADING = "另有设定：{levers}"


def lever_words(levers: Levers) -> list[str]:
    """Each thing that was set, in few words."""
    counted = {
        REQUIREMENTS: levers.requirements or 0,
        ANSWERS: len(levers.answers),
        CATEGORIES: len(levers.categories),
        SINCE: len(levers.since),
        COUNTS: len(levers.counts),
        VOUCHERS: levers.vouchers,
    }
    words = []
    if levers.own_pack:
        words.append(OWN_PACK.format(digest=levers.own_pack[:_SHOWN_OF_DIGEST]))
    if levers.as_of:
        words.append(AS_OF.format(day=levers.as_of))
    words += [words_for.format(count=count) for words_for, count in counted.items() if count]
    if levers.defaults:
        words.append(DEFAULTS.format(fields="、".join(levers.defaults)))
    if levers.waivers:
        words.append(WAIVERS.format(count=levers.waivers, until=levers.waived_until))
    return words


def levers_line(levers: Levers) -> str:
    """All of it on one line; empty when nothing was set."""
    words = lever_words(levers)
    return HEADING.format(levers="；".join(words)) if words else ""
