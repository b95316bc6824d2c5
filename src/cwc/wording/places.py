"""Where in a document something stands, in words."""

from collections.abc import Iterable

from cwc.model.place import Layer, Role, Where

NAMES = {
    Role.BODY: "正文",
    Role.HEADER: "页眉",
    Role.FOOTER: "页脚",
    Role.HEADER_FOOTER: "页眉页脚",
    Role.FOOTNOTE: "脚注",
    Role.ENDNOTE: "尾注",
    Role.COMMENT: "批注",
    Role.TEXT_BOX: "文本框",
    Role.SHAPE: "图形或域",
    Role.OTHER: "其他文字",
    Role.PART: "其他部分",
    Role.PROPERTY: "文档属性",
    Role.BOOKMARK: "书签",
    Role.ANNOTATION: "批注",
    Role.SHEET: "工作表",
    Role.SHEET_NAME: "工作表的名字",
    Role.PROMPT: "提示",
    Role.FORMULA: "公式",
    Role.ATTACHMENT: "附件",
    Role.BESIDE: "批注和附件",
    Role.WHOLE: "全文",
    Role.NAME: "文件名或文件夹名",
    Role.CAPTION: "照片说明",
    Role.SETTING: "设置",
}
LAYERS = {
    Layer.SHOWN: "{place}",
    Layer.AGAIN: "{place}",
    Layer.DELETED: "{place}里删除的修订",
    Layer.HIDDEN: "{place}里的隐藏文字",
    Layer.READ: "{place}",
}
PAGE = "第{number}页"
ON_PAGE = "第{number}页的{name}"
READ_ON_PAGE = "第{number}页的“{name}”"
NAMED_SHEET = "工作表“{name}”"
NAMED_FORMULA = "公式{name}"
NAMED_ATTACHMENT = "附件 {name}"
NAMED = "{name} {role}"
MORE = "等{count}处"
_NAMED = 3
INSIDE = "内嵌文件 {inside} {place}"


def place_names(places: Iterable[Where]) -> str:
    """The places, each once; of many the first."""
    names = list(dict.fromkeys(map(place_name, places)))
    more = MORE.format(count=len(names)) if len(names) > _NAMED else ""
    return "、".join(names[:_NAMED]) + more


def place_name(where: Where) -> str:
    """第2页, 页眉, 工作表“汇总”, 正文里删除的修订, 内嵌文件 表.xlsx 批注."""
    place = LAYERS[where.layer].format(place=_place(where))
    return INSIDE.format(inside=where.inside, place=place) if where.inside else place


def _place(where: Where) -> str:
    role = NAMES[where.role]
    if None not in {where.name, where.number} and where.layer is Layer.READ:
        return READ_ON_PAGE.format(number=where.number, name=where.name)
    if where.name is not None:
        named = {
            Role.SHEET: NAMED_SHEET,
            Role.FORMULA: NAMED_FORMULA,
            Role.ATTACHMENT: NAMED_ATTACHMENT,
            Role.PART: "{name}",
        }
        return named.get(where.role, NAMED).format(name=where.name, role=role)
    if where.number is not None and where.role is Role.BODY:
        return PAGE.format(number=where.number)
    if where.number is not None and where.role in {Role.ANNOTATION, Role.ATTACHMENT}:
        return ON_PAGE.format(number=where.number, name=role)
    return role
