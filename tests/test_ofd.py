"""OFD documents, written by the standard: what is read, and what is said when it cannot be."""

import json
import random
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeVar

import docx
import pytest
from conftest import ROOT, examined
from ofd_maker import RED, Ofd, der, image, lines, note, page, path, text
from pdf_maker import text_pdf

from cwc.model.aspects import Aspect, Hidden, Marking, Mentions, Package, RedHeader, Text
from cwc.model.finding import Severity
from cwc.model.obstacle import Obstacle
from cwc.model.place import Layer, Role, Where
from cwc.readers import read_file
from cwc.readers.ofd.reader import sniff
from cwc.text.secrecy import find_marks
from cwc.text.words import count_words
from cwc.wording.places import place_name

MARK = "机密★5年"
REPORT = ["　　2020年以来，本院积极开展", "志愿服务活动，参加人员", "共计120人次。"]

AspectT = TypeVar("AspectT", bound=Aspect)


def _words(text: str) -> list[str]:
    return [mark.words for mark in find_marks([text])]


class Read:
    """One OFD as its reader saw it."""

    def __init__(self, file: Path) -> None:
        self.reading = read_file(file)

    def seen(self, aspect: type[AspectT]) -> AspectT:
        sight = self.reading.sights[aspect.key]
        assert isinstance(sight, aspect), sight
        return sight

    @property
    def text(self) -> Text:
        return self.seen(Text)

    @property
    def red(self) -> bool:
        return self.seen(RedHeader).found

    @property
    def unread(self) -> list[tuple[str, str]]:
        return [(place_name(gap.where), gap.obstacle) for gap in self.text.unread]

    def blocks(self, number: int = 1) -> list[str]:
        return self.of(number, Layer.SHOWN)

    def of(self, number: int, *layers: Layer) -> list[str]:
        return [
            part.text
            for part in self.text.parts
            if part.where.role is Role.BODY
            and part.where.number == number
            and part.where.layer in layers
        ]

    def beside(self) -> list[tuple[str, str]]:
        on_page = {Layer.SHOWN, Layer.AGAIN}
        return [
            (place_name(part.where), part.text)
            for part in self.text.parts
            if part.where.role is not Role.BODY or part.where.layer not in on_page
        ]


@pytest.fixture
def read(tmp_path: Path) -> Callable[[Ofd], Read]:
    return lambda ofd: Read(ofd.write(tmp_path / "a.ofd"))


Reader = Callable[[Ofd], Read]


def test_a_report_of_several_pages(read: Reader) -> None:
    title = text("志愿服务工作综述", 70, 30, size=8)
    found = read(Ofd([page(title + lines(REPORT)), page(lines(["第二页的文字"]))]))
    assert [found.blocks(1), found.blocks(2)] == [
        ["志愿服务工作综述", "2020年以来，本院积极开展\n志愿服务活动，参加人员\n共计120人次。"],
        ["第二页的文字"],
    ]
    assert found.text.words == 8 + count_words("".join(REPORT)) + 6
    assert found.unread == []
    assert found.seen(Package) == Package(macros=False, embedded=())
    assert (found.red, found.seen(Marking).marked) == (False, False)


def test_lines_are_read_from_top_to_bottom_whatever_their_order(read: Reader) -> None:
    content = "".join(text(said, 30, y) for said, y in (("丙", 60), ("甲", 46), ("乙", 53)))
    assert read(Ofd([page(content)])).blocks() == ["甲\n乙\n丙"]


def test_a_table_row_is_one_line_its_cells_parted_by_tabs(read: Reader) -> None:
    content = text("单位", 30, 40) + text("人数", 80, 40) + text("卫生院", 30, 48)
    content += text("12", 80, 48)
    assert read(Ofd([page(content)])).blocks() == ["单位\t人数\n卫生院\t12"]


@pytest.mark.parametrize(
    ("code", "blocks"),
    [
        ('X="0" Y="5" DeltaX="g 3 5">甲乙丙丁', ["甲乙丙丁"]),
        ('X="0" Y="5" DeltaX="5 g 2 5">甲乙丙丁', ["甲乙丙丁"]),
        ('X="0" Y="5">甲乙丙丁', ["甲乙丙丁"]),
        ('X="0" Y="5" DeltaX="5 30 5">甲乙丙丁', ["甲乙\t丙丁"]),
        ('X="0" Y="5" DeltaX="5 -5 5" DeltaY="0 7 0">甲乙丙丁', ["甲乙\n丙丁"]),
        ('X="0" Y="5" DeltaY="6 6 6">甲乙丙丁', ["甲乙丙丁"]),
        ('X="0" Y="5" DeltaX="20 20 20">甲乙丙丁', ["甲乙丙丁"]),
        ('X="0" Y="5" DeltaX="g 999999999999 5">甲乙丙丁', ["甲乙丙丁"]),
        ('X="x" Y="" DeltaX="g g nan inf">甲乙丙丁', ["甲乙丙丁"]),
    ],
)
def test_how_the_signs_of_a_text_are_set(read: Reader, code: str, blocks: list[str]) -> None:
    item = '<ofd:TextObject ID="1" Font="1" Size="5" Boundary="30 40 100 30">'
    found = read(Ofd([page(f"{item}<ofd:TextCode {code}</ofd:TextCode></ofd:TextObject>")]))
    assert found.blocks() == blocks
    assert "甲乙丙丁" in found.of(1, Layer.SHOWN, Layer.AGAIN)
    assert found.text.words == 4


def test_a_text_of_several_codes_and_one_enlarged(read: Reader) -> None:
    codes = '<ofd:TextCode X="0" Y="5">甲乙</ofd:TextCode><ofd:TextCode X="10">丙丁</ofd:TextCode>'
    item = f'<ofd:TextObject ID="1" Font="1" Size="5" Boundary="30 40 50 8">{codes}'
    enlarged = text("大字", 30, 90, CTM="2 0 0 2 0 0") + text("接着", 50, 90, CTM="2 0 0 2 0 0")
    found = read(Ofd([page(item + "</ofd:TextObject>" + enlarged)]))
    assert found.blocks() == ["甲乙丙丁", "大字接着"]


def test_a_red_header_with_its_number(read: Reader) -> None:
    content = text("赣榆区卫生健康委员会文件", 40, 40, 10, RED) + text("赣卫发〔2020〕12号", 80, 70)
    content += path('<ofd:StrokeColor Value="#ee #20 #25"/>') + lines(REPORT, top=120)
    first = read(Ofd([page(content)]))
    assert first.blocks()[:2] == ["赣榆区卫生健康委员会文件", "赣卫发〔2020〕12号"]
    assert (first.red, first.unread) == (True, [])


@pytest.mark.parametrize(
    ("colour", "red"),
    [
        ('<ofd:FillColor Value="255 0 0"/>', True),
        ('<ofd:FillColor Value="0 0 0"/>', False),
        ('<ofd:FillColor Value="255 0 0" Alpha="0"/>', False),
        ('<ofd:FillColor Value="0 255 255 0" ColorSpace="21"/>', True),
        ('<ofd:FillColor Value="255 0 0 0" ColorSpace="21"/>', False),
        ('<ofd:FillColor Value="0 255 255 0"/>', True),
        ('<ofd:FillColor Value="200" ColorSpace="22"/>', False),
        ('<ofd:FillColor Index="1" ColorSpace="23"/>', True),
        ('<ofd:FillColor Index="9" ColorSpace="23"/>', False),
        ('<ofd:FillColor Value="rot"/>', False),
        ('<ofd:StrokeColor Value="255 0 0"/>', False),
    ],
)
def test_what_is_red(read: Reader, colour: str, red: bool) -> None:
    spaces = (
        '<ofd:ColorSpaces><ofd:ColorSpace ID="21" Type="CMYK"/>'
        '<ofd:ColorSpace ID="22" Type="GRAY"/>'
        '<ofd:ColorSpace ID="23" Type="RGB"><ofd:Palette><ofd:CV>0 0 0</ofd:CV>'
        "<ofd:CV>230 0 18</ofd:CV></ofd:Palette></ofd:ColorSpace></ofd:ColorSpaces>"
    )
    ofd = Ofd([page(text("红头", 30, 40, inner=colour))]).resources(spaces)
    assert read(ofd).red is red


@pytest.mark.parametrize("where", ["object", "layer", "relative"])
def test_red_through_drawing_parameters(read: Reader, where: str) -> None:
    params = (
        '<ofd:DrawParams><ofd:DrawParam ID="31" Relative="32"/>'
        '<ofd:DrawParam ID="32" Relative="31">'
        '<ofd:StrokeColor Value="255 0 0"/></ofd:DrawParam></ofd:DrawParams>'
    )
    key = "31" if where == "relative" else "32"
    content = path() if where == "layer" else path(DrawParam=key)
    layer = f' DrawParam="{key}"' if where == "layer" else ""
    assert read(Ofd([page(content, layer=layer)]).resources(params)).red


def test_a_red_stamp_upon_the_page_is_no_red_header(read: Reader) -> None:
    ofd = Ofd([page(lines(REPORT))]).annotate(note(text("收文", 5, 5, inner=RED)))
    found = read(ofd)
    assert (found.red, found.of(1, Layer.AGAIN)[-1]) == (False, "收文")


def _split(first: str, then: str) -> str:
    return text(first, 30, 20) + text(then, 30 + 5 * len(first), 20)


def _aslant(said: str) -> str:
    return "".join(
        text(sign, 40 + 20 * n, 200 - 20 * n, CTM="0.7 -0.7 0.7 0.7 0 0")
        for n, sign in enumerate(said)
    )


def _unit() -> Ofd:
    units = '<ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID="41"><ofd:Content>'
    units += f"{text(MARK, 5, 5)}</ofd:Content></ofd:CompositeGraphicUnit>"
    item = '<ofd:CompositeObject ID="8" ResourceID="41" Boundary="150 10 40 10"/>'
    ofd = Ofd([page(lines(REPORT) + item)])
    return ofd.resources(units + "</ofd:CompositeGraphicUnits>")


BODY = lines(REPORT)
WITH_TEMPLATE = '<ofd:Template TemplateID="7"/>'


@pytest.mark.parametrize(
    "ofd",
    [
        Ofd([page(BODY + text(MARK, 160, 20))]),
        Ofd([page(BODY + _split("机密", "★5年"))]),
        Ofd([page(BODY + _split("机", "密★5年"))]),
        Ofd([page(BODY + _aslant(MARK))]),
        Ofd([page(BODY + text(MARK, 40, 200, CTM="0.7 -0.7 0.7 0.7 0 0"))]),
        Ofd([page(BODY, before=WITH_TEMPLATE)]).template(page(text(MARK, 160, 20))),
        Ofd([page(BODY)]).annotate(note(text(MARK, 5, 5))),
        Ofd([page(BODY + f"<ofd:PageBlock ID='9'>{text(MARK, 160, 20)}</ofd:PageBlock>")]),
        _unit(),
    ],
    ids=[
        "corner", "split", "split-in-word", "sign-by-sign", "slanted", "template", "stamp",
        "block", "composite",
    ],
)  # fmt: skip
def test_a_mark_on_the_page(read: Reader, ofd: Ofd) -> None:
    found = read(ofd)
    on_page = found.of(1, Layer.SHOWN, Layer.AGAIN)
    assert any(_words(said) for said in on_page)
    assert found.unread == []
    assert any("志愿服务活动" in said for said in on_page)


@pytest.mark.parametrize(
    ("ofd", "place"),
    [
        (Ofd([page(BODY)], info=f"<ofd:Title>{MARK}</ofd:Title>"), "文档属性"),
        (
            Ofd(
                [page(BODY)],
                info=f'<ofd:CustomDatas><ofd:CustomData Name="密级">{MARK}</ofd:CustomData>'
                "</ofd:CustomDatas>",
            ),
            "文档属性",
        ),
        (
            Ofd(
                [page(BODY)],
                document=f'<ofd:Outlines><ofd:OutlineElem Title="{MARK}"/></ofd:Outlines>',
            ),
            "书签",
        ),
        (
            Ofd([page(BODY)]).annotate(note("", inner=f"<ofd:Remark>{MARK}</ofd:Remark>")),
            "第1页的批注",
        ),
        (Ofd([page(BODY)]).annotate(note(text(MARK, 5, 5), Visible="false")), "第1页里的隐藏文字"),
        (Ofd([page(BODY + text(MARK, 160, 20, Visible="false"))]), "第1页里的隐藏文字"),
        (Ofd([page(BODY)]).annotate(note(text(MARK, 5, 5)), page_id="999"), "批注"),
        (Ofd([page(BODY)], parts={"Tag.xml": f"<a><b>{MARK}</b></a>"}), "Tag.xml"),
        (
            Ofd([page(BODY)], parts={"Doc_0/Pages/Old.xml": page(_split("机密★", "5年"))}),
            "Old.xml",
        ),
        (Ofd([page(BODY)]).attach("a.xml", f"<a>{MARK}</a>".encode()), "a.xml"),
        (Ofd([page(BODY)]).sign(der(0x30, der(0x0C, MARK.encode()))), "批注和附件"),
    ],
)  # fmt: skip
def test_a_mark_beside_the_pages(read: Reader, ofd: Ofd, place: str) -> None:
    found = read(ofd)
    assert [where for where, said in found.beside() if _words(said)] == [place]
    assert not any(_words(said) for said in found.of(1, Layer.SHOWN, Layer.AGAIN))


def test_the_text_of_a_seal_drawn_as_an_ofd(read: Reader, tmp_path: Path) -> None:
    drawn = Ofd([page(text("某某卫生院", 5, 5))]).write(tmp_path / "seal.ofd").read_bytes()
    seal = der(0x30, der(0x0C, "某某卫生院公章".encode()) + der(0x30, der(0x04, drawn)))
    beside = read(Ofd([page(BODY)]).sign(seal)).beside()
    place = place_name(Where.shown(Role.BESIDE))
    assert beside == [(place, "某某卫生院公章"), (place, "某某卫生院")]


SCAN = [("第1页", "picture-of-text")]


def test_a_page_that_is_a_picture(read: Reader) -> None:
    found = read(Ofd([page(image())]))
    assert (found.text.words, found.blocks(), found.unread) == (0, [], SCAN)
    line = lines(["由扫描软件生成"])
    assert read(Ofd([page(image("0 0 105 297") + line)])).unread == SCAN
    assert read(Ofd([page(image("0 0 50 297") + line)])).unread == []
    assert read(Ofd([page(image() + lines(["工作" * 10] * 5))])).unread == []
    assert read(Ofd([page(image("")), page(line)])).unread == SCAN


def test_a_page_of_paths_alone(read: Reader) -> None:
    assert read(Ofd([page(path())])).unread == SCAN
    assert read(Ofd([page(path() + lines(["甲"]))])).unread == []


def test_a_stamp_does_not_make_a_scan_a_page_of_text(read: Reader) -> None:
    found = read(Ofd([page(image())]).annotate(note(text("收文", 5, 5))))
    assert (found.text.words, found.of(1, Layer.AGAIN), found.unread) == (0, ["收文"], SCAN)


def test_nothing_on_any_page_is_no_text(read: Reader) -> None:
    info = "<ofd:Title>某</ofd:Title>"
    assert read(Ofd([page("")], info=info)).unread == [("全文", "no-text")]
    assert read(Ofd([], info=info)).unread == [("全文", "no-text")]


def test_an_attachment_is_named_and_said_to_be_unread(read: Reader) -> None:
    found = read(Ofd([page(BODY)]).attach("名单.xlsx", b"PK"))
    assert found.seen(Package).embedded == (Where.shown(Role.ATTACHMENT, name="名单.xlsx"),)
    assert found.unread == [("附件 名单.xlsx", "embedded-file")]


ACTIONS = "<ofd:Actions><ofd:Action Event='DO'>{}</ofd:Action></ofd:Actions>"


@pytest.mark.parametrize(
    ("action", "runs"),
    [
        ("<ofd:Goto/>", False),
        ("<ofd:GotoA AttachID='5'/>", False),
        ("<ofd:Region/><ofd:URI URI='http://a/'/>", False),
        ("<ofd:URI URI=' JavaScript:a()'/>", True),
        ("<ofd:Script>a()</ofd:Script>", True),
    ],
)
def test_an_action_that_the_standard_does_not_know_may_run(
    read: Reader, action: str, runs: bool
) -> None:
    actions = ACTIONS.format(action)
    for ofd in (
        Ofd([page(BODY)], document=actions),
        Ofd([page(BODY + actions)]),
        Ofd([page(BODY)]).annotate(note("", inner=actions)),
    ):
        assert read(ofd).seen(Package).macros is runs


@pytest.mark.parametrize(
    ("attributes", "marked"),
    [
        ({"Type": "Highlight"}, True),
        ({"Type": "Highlight", "Visible": "false"}, False),
        ({"Type": "Path", "Subtype": "Underline"}, True),
        ({"Type": "Path", "Subtype": "StrikeOut"}, False),
        ({"Type": "Link"}, False),
        ({"Type": "Stamp"}, False),
        ({"Type": "Watermark"}, False),
    ],
)
def test_notes_that_mark_a_passage(read: Reader, attributes: dict[str, str], marked: bool) -> None:
    assert read(Ofd([page(BODY)]).annotate(note("", **attributes))).seen(Marking).marked is marked


def test_what_was_not_looked_into_hides_marks_and_scripts(read: Reader) -> None:
    sights = read(Ofd([page(BODY)]).annotate("<broken")).reading.sights
    for aspect in (Marking, Package, RedHeader):
        assert sights[aspect.key] == Hidden(obstacle=Obstacle.BROKEN_PART)


def test_bold_made_by_drawing_twice_is_read_once(read: Reader) -> None:
    found = read(Ofd([page(text("粗体", 30, 40) + text("粗体", 30.1, 40))]))
    assert (found.blocks(), found.text.words) == (["粗体"], 2)


def test_glyphs_without_characters_are_unread(read: Reader) -> None:
    glyphs = '<ofd:CGTransform CodePosition="0"><ofd:Glyphs>{}</ofd:Glyphs></ofd:CGTransform>'
    item = '<ofd:TextObject ID="1" Font="1" Size="5" Boundary="9 9 9 9">{}</ofd:TextObject>'
    empty = read(Ofd([page(item.format(glyphs.format("5 6 7")))]))
    blank = read(Ofd([page(text("   ", 9, 9, inner=glyphs.format("5 6 7")))]))
    private = read(Ofd([page(text("\ue001\ue002\ue003", 9, 9))]))
    for found in (empty, blank, private):
        assert found.unread == SCAN
    assert read(Ofd([page(BODY + text(" ", 9, 9, inner=glyphs.format("3")))])).unread == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("http://www.ofdspec.org/2016", "http://www.ofdspec.org"),
        ("Pages/Page_0/Content.xml", "pages/PAGE_0/content.XML"),
        ("Pages/Page_0/Content.xml", "/Doc_0/Pages/Page_0/Content.xml"),
        ("Pages/Page_0/Content.xml", "./Pages/../Pages/Page_0/Content.xml"),
        ("Pages/Page_0/Content.xml", "Doc_0/Pages/Page_0/Content.xml"),
        ("Pages/Page_0/Content.xml", "Pages\\Page_0\\Content.xml"),
        ("<ofd:Document ", "\ufeff<ofd:Document "),
        (' xmlns:ofd="http://www.ofdspec.org/2016"', ' xmlns="http://www.ofdspec.org/2016"'),
    ],
)
def test_how_makers_differ(tmp_path: Path, old: str, new: str) -> None:
    with zipfile.ZipFile(tmp_path / "a.ofd", "w") as package:
        for name, part in Ofd([page(BODY)]).all_parts().items():
            xml = str(part).replace(old, new)
            if "xmlns=" in new:
                xml = xml.replace("ofd:", "")
            package.writestr(name, xml)
    found = Read(tmp_path / "a.ofd")
    assert len(found.blocks()) == 1
    assert found.unread == []


def test_names_as_an_old_chinese_windows_packs_them(read: Reader) -> None:
    packed = "第二页.xml".encode("gbk").decode("cp437")
    ofd = Ofd([page(BODY, before="<ofd:Template TemplateID='8'/>")])
    ofd.common = '<ofd:TemplatePage ID="8" BaseLoc="第二页.xml"/>'
    ofd.parts = {f"Doc_0/{packed}": page(text("页眉", 90, 20))}
    found = read(ofd)
    assert found.blocks()[0] == "页眉"
    assert found.unread == []


def test_two_parts_of_one_name(tmp_path: Path) -> None:
    whole = Ofd([page(text(MARK, 160, 20))]).write(tmp_path / "a.ofd")
    with zipfile.ZipFile(whole, "a") as package, pytest.warns(UserWarning, match="Duplicate"):
        package.writestr("Doc_0/Pages/Page_0/Content.xml", page(BODY))
    assert Read(whole).unread == [("Content.xml", "broken-part")]


def test_several_documents_in_one_package(read: Reader) -> None:
    second = Ofd([page(lines(["第二份"]))]).all_parts()
    body = "</ofd:DocBody><ofd:DocBody><ofd:DocRoot>Doc_1/Document.xml</ofd:DocRoot>"
    parts = {name.replace("Doc_0", "Doc_1"): part for name, part in second.items() if "/" in name}
    found = read(Ofd([page(BODY)], body=body, parts=parts))
    assert [found.blocks(number)[-1][-3:] for number in (1, 2)] == ["人次。", "第二份"]


UNIT = '<ofd:CompositeGraphicUnit ID="{}"><ofd:Content>{}</ofd:Content></ofd:CompositeGraphicUnit>'
USE = '<ofd:CompositeObject ID="8" ResourceID="{}" Boundary="0 0 9 9"/>'
XXE = '<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/hostname">]><a>&e;</a>'


@pytest.mark.parametrize(
    ("ofd", "unread"),
    [
        (
            Ofd([page(BODY)], parts={"Doc_0/Pages/Page_0/Content.xml": "<a"}),
            ("第1页", "broken-part"),
        ),
        (Ofd([page(BODY)], parts={"Doc_0/Document.xml": "<a"}), ("全文", "broken-part")),
        (Ofd([XXE]), ("第1页", "broken-part")),
        (Ofd([page(BODY)], parts={"a.xml": XXE}), ("a.xml", "broken-part")),
        (Ofd([page(BODY)], parts={"a.doc": b"\xd0"}), ("a.doc", "embedded-file")),
        (Ofd([page(BODY, before=WITH_TEMPLATE)]), ("第1页", "broken-part")),
        (
            Ofd([page(BODY, before=WITH_TEMPLATE)]).template(page("", before=WITH_TEMPLATE)),
            ("第1页", "broken-part"),
        ),
        (Ofd([page(BODY)]).annotate(note(""), page_id="999"), ("批注", "broken-part")),
        (Ofd([page(BODY + USE.format(41))]), ("第1页", "broken-part")),
        (
            Ofd([page(BODY + USE.format(41))]).resources(
                UNIT.format(41, USE.format(42)) + UNIT.format(42, USE.format(41))
            ),
            ("第1页", "broken-part"),
        ),
        (
            Ofd([page(BODY + USE.format(0))]).resources(
                "".join(UNIT.format(n, USE.format(n + 1) * 10) for n in range(9))
            ),
            ("第1页", "too-large"),
        ),
        (
            Ofd([page(BODY + USE.format(0))]).resources(
                "".join(UNIT.format(n, USE.format(n + 1)) for n in range(5000))
            ),
            ("第1页", "too-large"),
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_told(read: Reader, ofd: Ofd, unread: tuple[str, str]) -> None:
    assert unread in read(ofd).unread


def test_a_page_that_is_not_there(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.ofd", "w") as package:
        for name, part in Ofd([page(BODY), page(BODY)]).all_parts().items():
            if "Page_0" not in name:
                package.writestr(name, part)
    found = Read(tmp_path / "a.ofd")
    assert found.unread == [("第1页", "broken-part")]
    assert [len(found.blocks(number)) for number in (1, 2)] == [0, 1]


@pytest.mark.parametrize(
    ("ofd", "obstacle"),
    [
        (Ofd([page(BODY)], parts={"Encryptions.xml": "<a/>"}), Obstacle.ENCRYPTED),
        (Ofd([page("")] * 2001), Obstacle.TOO_LARGE),
        (Ofd([page(BODY)], parts={"OFD.xml": XXE}), Obstacle.DAMAGED),
    ],
)
def test_what_stands_in_the_way_of_all(read: Reader, ofd: Ofd, obstacle: Obstacle) -> None:
    assert read(ofd).reading.unopened is obstacle


def test_what_is_an_ofd(tmp_path: Path) -> None:
    whole = Ofd([page(BODY)]).write(tmp_path / "a.ofd").read_bytes()
    with zipfile.ZipFile(tmp_path / "b.ofd", "w") as package:
        package.writestr("[Content_Types].xml", "<a/>")
        package.writestr("inner/OFD.xml", "<a/>")
    other = (tmp_path / "b.ofd").read_bytes()
    (tmp_path / "c.ofd").write_bytes(whole[:-40])
    assert [sniff(data) for data in (whole, other, b"%PDF-1.7", b"")] == [True, False, False, False]
    assert Read(tmp_path / "b.ofd").reading.unopened is Obstacle.NOT_WHAT_IT_SAYS
    assert Read(tmp_path / "c.ofd").reading.unopened is Obstacle.DAMAGED


@pytest.mark.parametrize("seed", range(40))
def test_no_damage_ends_in_a_traceback(tmp_path: Path, seed: int) -> None:
    dice = random.Random(seed)
    ofd = _unit().annotate(note(text(MARK, 5, 5))).template(page(text("页眉", 30, 10)))
    parts = ofd.sign(der(0x30, der(0x0C, MARK.encode()))).all_parts()
    ofd.parts = {}
    for name, part in parts.items():
        data = bytearray(part.encode() if isinstance(part, str) else part)
        for _ in range(dice.choice([0, 0, 1, 3])):
            data[dice.randrange(len(data))] = dice.choice(b'0 9-"<>/gx')
        ofd.parts[name] = bytes(data)
    reading = Read(ofd.write(tmp_path / "a.ofd")).reading
    sight = reading.sights[Text.key]
    # A mark in the bytes is seen, whatever else is not.
    marked = isinstance(reading.sights[Mentions.key], Mentions)
    assert reading.unopened or marked
    assert isinstance(sight, Hidden) or (isinstance(sight, Text) and (sight.parts or sight.unread))


HEADER = text("赣榆区卫生健康委员会文件", 40, 40, 10, RED) + text("赣卫发〔2018〕12号", 80, 70)
LETTER = lines(["　　各单位要积极开展志愿服务活动，", "并及时报送情况。"] * 5, top=100)
HIGHLIGHT = note("", Type="Highlight")


@pytest.mark.parametrize(
    ("ofd", "status", "found"),
    [
        (Ofd([page(HEADER + LETTER)]).annotate(HIGHLIGHT), "ready", []),
        (Ofd([page(image())]).annotate(HIGHLIGHT), "unchecked", ["FIL002"]),
        (Ofd([page(LETTER)]).annotate(HIGHLIGHT), "failing", ["DOC001"]),
        (
            Ofd([page(HEADER + LETTER, before=WITH_TEMPLATE)])
            .annotate(HIGHLIGHT)
            .template(page(text(MARK, 160, 20))),
            "failing",
            ["SEC001"],
        ),
    ],
    ids=["whole", "scan", "no-header", "secret"],
)
def test_as_an_official_document(tmp_path: Path, ofd: Ofd, status: str, found: list[str]) -> None:
    folder = _submission(tmp_path)
    ofd.write(folder / "Ⅲ-1-1-① 名/关于开展志愿服务的通知.ofd")
    outcome = examined(folder, date(2018, 6, 15)).outcome
    assert outcome.requirements[0].status.value == status
    told = [(finding.code, finding.severity) for finding in outcome.findings]
    assert told == [(code, Severity.ERROR) for code in found]


def _submission(folder: Path) -> Path:
    """A folder for one official document, under a pack that takes OFD as well as PDF."""
    header = (ROOT / "indicators/ganyu-2020/pack.yaml").read_text(encoding="utf-8")
    pack, home = folder / "pack", folder / "unit"
    pack.mkdir()
    taken = header.replace("endings: [.pdf]", "endings: [.pdf, .ofd]")
    assert taken != header
    (pack / "pack.yaml").write_text(taken, encoding="utf-8")
    requirement = {"item": "①", "text": "原文。", "artefacts": [{"kind": "official_document"}]}
    people = {"leader": ["张某"], "lead": ["某科"], "responsible": ["某院"]}
    standard = {"number": 1, "text": "标准。", **people, "requirements": [requirement]}
    group = {"code": "Ⅱ-1", "name": "组"}
    indicator = {"indicator": "Ⅲ-1", "name": "名", "group": group, "standards": [standard]}
    (pack / "Ⅲ-1.yaml").write_text(json.dumps(indicator, ensure_ascii=False), encoding="utf-8")
    (home / "Ⅲ-1-1-① 名").mkdir(parents=True)
    settings = {"pack": str(pack), "unit": "某", "level": "district"}
    (home / "cwc.yaml").write_text(json.dumps(settings, ensure_ascii=False), encoding="utf-8")
    return home


def test_one_text_in_three_forms(tmp_path: Path) -> None:
    said = [MARK, *("2018年3月，本院开展健康义诊12次，", "参加人员共计120人次，群众满意。") * 12]
    document = docx.Document()
    for line in said:
        document.add_paragraph(line)
    document.save(str(tmp_path / "a.docx"))
    Ofd([page(lines(said[:13])), page(lines(said[13:]))]).write(tmp_path / "a.ofd")
    text_pdf(tmp_path / "a.pdf", said)
    texts = [Read(tmp_path / f"a.{ending}").text for ending in ("docx", "pdf", "ofd")]
    assert [{w for p in t.parts for w in _words(p.text)} for t in texts] == [{MARK}] * 3
    assert [t.words for t in texts] == pytest.approx([texts[0].words] * 3, rel=0.02)
