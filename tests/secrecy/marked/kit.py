"""What the marked files are made with: wordings, zip packages and OLE files."""

import struct
import warnings
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePosixPath
from typing import NamedTuple
from xml.sax.saxutils import escape

from PIL import Image


@dataclass(frozen=True)
class Made:
    """One file of the corpus, with one secrecy mark in it."""

    name: str
    path: str
    data: bytes
    certain: bool


Row = tuple[str, str, Callable[[str], bytes]]

CERTAIN = {
    "star": "机密★5年",
    "cn-term": "秘密★两年",
    "cn-ten": "机密★十年",
    "long": "绝密★长期",
    "forever": "机密★永久",
    "until": "机密★至2030年12月31日",
    "before": "秘密★解密前",
    "opening": "绝密★启用前",
    "months": "秘密★6个月",
    "white-star": "机密☆10年",
    "emoji-star": "机密⭐5年",
    "outline-star": "秘密✩5年",
    "star-op": "绝密⋆20年",
    "asterisk": "机密*5年",
    "wide-asterisk": "机密＊5年",
    "dot": "机密·5年",
    "bullet": "秘密•3年",
    "katakana-dot": "机密・5年",
    "space": "机密 5年",
    "grade": "秘密级",
    "colon": "密级：机密",
    "colon-term": "密级:秘密★1年",
    "wide-colon": "密  级：绝密",
    "lenticular": "【机密】",
    "bracket": "[秘密]",
    "paren": "（绝密）",
    "tortoise": "〔机密〕",
    "spaced": "机 密",
    "bare": "机密",
    "bare-secret": "秘密",
    "bare-top": "绝密",
    "trad-top": "絕密",
    "jp-top": "絶密★20年",
    "zwsp": "秘\u200b密★5年",
    "variant": "祕密★5年",
    "trad": "機密★５年",
    "compat-year": "机密★5\uf98e",
    "boxed": "秘密★\U0001f216密\U0001f21c",
    "circled-secret": "㊙密★1年",
    "math-digit": "机密★\U0001d7d3年",
    "circled-digit": "秘密★⑤年",
    "kangxi-use": "绝密★启\u2f64前",
    "kangxi-date": "机密★\u2f842030年12\u2f4931\u2f47",
    "kangxi-long": "机密★\u2fa7期",
    "vs": "机\ufe00密\ufe01★5年",
    "ivs": "秘\U000e0100密★10年",
    "bidi": "\u2067机\u200e密\u2069★5年",
    "rlo": "\u202e年5★密机\u202c",
    "shy": "机\u00ad密★5年",
    "cgj": "绝\u034f密★20年",
    "joiner": "机\u2060密\u2060★\u20605年",
    "bom": "机\ufeff密★\ufeff5年",
    "filler": "秘\u3164密★5年",
    "nbsp": "机\u00a0密\u00a0★\u00a05\u00a0年",
    "wide-space": "机\u3000密★5年",
    "thin-space": "绝\u2009密★3\u200a年",
    "tags": "机\U000e0041密★5\U000e0042年",
    "mongolian": "秘\u180e密★5年",
    "all-compat": "機密★\uff15\uf98e",
    "no-star": "机密5年",
}
DOUBTFUL = {
    "former": "原机密★5年已解密",
    "trade": "商业秘密★5年",
    "quoted": "保密标志写作“机密★5年”",
    "inside": "内部机密",
    "file": "秘密文件",
    "material": "机密材料",
    "grades": "绝密、机密、秘密",
}
CALM = (
    "2018年创建全国文明城市说明报告",
    "全市各社区按照年度计划组织志愿服务、邻里互助和垃圾分类宣传活动，居民参与面逐步扩大。",
    "街道办事处每季度汇总一次活动照片和签到表，由创建办公室核对后归档。",
    "下一步将继续完善公共设施，方便老人和儿童出行。",
)


def listed(form: str, folder: str, ending: str, table: Iterable[Row]) -> Iterator[Made]:
    """Makes the files of one table; a wording key that ends in ? is doubtful in its place."""
    for number, (place, key, make) in enumerate(table, 1):
        word = key.rstrip("?")
        mark = CERTAIN.get(word) or DOUBTFUL[word]
        sure = word in CERTAIN and word == key
        path = f"{folder}/2018年说明报告{number:03}{ending}"
        yield Made(f"{form}-{place}-{word}", path, make(mark), sure)


def esc(text: str) -> str:
    """Escapes text for an XML element or a double-quoted attribute."""
    return escape(text, {'"': "&quot;"})


def references(text: str) -> str:
    """Writes each sign as a decimal character reference."""
    return "".join(f"&#{ord(sign)};" for sign in text)


def zipped(
    members: Iterable[tuple[str, bytes]], *, comment: bytes = b"", extra: bytes = b""
) -> bytes:
    """Packs members in the given order, with one fixed time."""
    out = BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in members:
                info = zipfile.ZipInfo(name, (2018, 6, 1, 9, 0, 0))
                info.compress_type = zipfile.ZIP_DEFLATED
                info.external_attr = 0o644 << 16
                info.extra = extra
                archive.writestr(info, data)
            archive.comment = comment
    return out.getvalue()


class Part(NamedTuple):
    """One part of an Office package; without data it is an external target."""

    name: str
    data: str | bytes | None
    kind: str = ""
    rel: str = ""
    owner: str = ""
    rid: str = ""

    @property
    def id(self) -> str:
        """The relation's id: r and the stem of the name, unless one is set."""
        return self.rid or "r" + PurePosixPath(self.name).stem

    @property
    def raw(self) -> bytes:
        """The bytes of the part, text in UTF-8 after an XML declaration."""
        if isinstance(self.data, str):
            head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            return (head + self.data).encode()
        return self.data or b""


OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
VND = "application/vnd.openxmlformats-officedocument"
DEFAULTS = {
    "rels": "application/vnd.openxmlformats-package.relationships+xml",
    "xml": "application/xml",
    "png": "image/png",
    "jpeg": "image/jpeg",
    "svg": "image/svg+xml",
    "emf": "image/x-emf",
    "wmf": "image/x-wmf",
    "bin": "application/vnd.openxmlformats-officedocument.oleObject",
    "vml": f"{VND}.vmlDrawing",
    "htm": "text/html",
    "mht": "message/rfc822",
    "rtf": "application/rtf",
    "txt": "text/plain",
    "dat": "application/octet-stream",
    "docx": f"{VND}.wordprocessingml.document",
    "xlsx": f"{VND}.spreadsheetml.sheet",
    "pptx": f"{VND}.presentationml.presentation",
}


def rels_name(owner: str) -> str:
    """The name of the part that holds the relations of owner."""
    if not owner:
        return "_rels/.rels"
    path = PurePosixPath(owner)
    return f"{path.parent}/_rels/{path.name}.rels"


def relation(part: Part, base: str) -> str:
    """One Relationship element."""
    kind = part.rel if "://" in part.rel else f"{base}/relationships/{part.rel}"
    target, mode = f"/{part.name}", ""
    if part.data is None:
        target, mode = part.name, ' TargetMode="External"'
    return f'<Relationship Id="{part.id}" Type="{kind}" Target="{esc(target)}"{mode}/>'


def package(parts: Iterable[Part], base: str = OFFICE) -> list[tuple[str, bytes]]:
    """The members of an Office package: content types, relations and parts."""
    held = list(parts)
    defaults = "".join(
        f'<Default Extension="{end}" ContentType="{kind}"/>' for end, kind in DEFAULTS.items()
    )
    overrides = "".join(
        f'<Override PartName="/{esc(part.name)}" ContentType="{part.kind}"/>'
        for part in held
        if part.kind and part.data is not None
    )
    types = f'<Types xmlns="{PACKAGE}/content-types">{defaults}{overrides}</Types>'
    members = [Part("[Content_Types].xml", types)]
    owners = dict.fromkeys(part.owner for part in held if part.rel)
    for owner in owners:
        links = "".join(relation(part, base) for part in held if part.rel and part.owner == owner)
        xml = f'<Relationships xmlns="{PACKAGE}/relationships">{links}</Relationships>'
        members.append(Part(rels_name(owner), xml))
    members += [part for part in held if part.data is not None]
    return [(part.name, part.raw) for part in members]


def custom_props(name: str, value: str) -> Part:
    """A docProps/custom.xml with one property."""
    xml = (
        f'<Properties xmlns="{OFFICE}/custom-properties" xmlns:vt="{OFFICE}/docPropsVTypes">'
        '<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" '
        f'name="{esc(name)}"><vt:lpwstr>{esc(value)}</vt:lpwstr></property></Properties>'
    )
    return Part("docProps/custom.xml", xml, f"{VND}.custom-properties+xml", "custom-properties")


def core_props(inner: str) -> Part:
    """A docProps/core.xml around the given elements."""
    xml = (
        f'<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{inner}</cp:coreProperties>'
    )
    kind = "application/vnd.openxmlformats-package.core-properties+xml"
    return Part("docProps/core.xml", xml, kind, f"{PACKAGE}/relationships/metadata/core-properties")


def app_props(inner: str) -> Part:
    """A docProps/app.xml around the given elements."""
    xml = (
        f'<Properties xmlns="{OFFICE}/extended-properties" xmlns:vt="{OFFICE}/docPropsVTypes">'
        f"<Application>WPS Office</Application>{inner}</Properties>"
    )
    kind = f"{VND}.extended-properties+xml"
    return Part("docProps/app.xml", xml, kind, "extended-properties")


def photo(kind: str = "JPEG", shade: int = 0) -> bytes:
    """A small picture in one of Pillow's formats."""
    out = BytesIO()
    Image.linear_gradient("L").resize((96, 64)).point([(v + shade) % 256 for v in range(256)]).save(
        out, kind
    )
    return out.getvalue()


def ole(streams: dict[str, bytes]) -> bytes:
    """An OLE compound file with the given streams at its root."""
    mini, mini_fat, sectors, fat = b"", list[int](), list[bytes](), list[int]()

    def store(data: bytes) -> int:
        first = len(sectors)
        count = max(1, -(-len(data) // 512))
        sectors.extend(data[i * 512 : i * 512 + 512].ljust(512, b"\0") for i in range(count))
        fat.extend([*range(first + 1, first + count), 0xFFFFFFFE])
        return first

    entries = []
    for name, data in sorted(streams.items(), key=lambda pair: (len(pair[0]), pair[0].upper())):
        if len(data) < 4096:
            start, count = len(mini_fat), max(1, -(-len(data) // 64))
            mini += data.ljust(count * 64, b"\0")
            mini_fat += [*range(start + 1, start + count), 0xFFFFFFFE]
        else:
            start = store(data)
        entries.append((name, start, len(data)))
    mini_start = store(mini) if mini else 0xFFFFFFFE
    table = struct.pack(f"<{len(mini_fat)}I", *mini_fat)
    mini_fat_start = (
        store(table.ljust(-(-len(table) // 512) * 512, b"\xff")) if mini else 0xFFFFFFFE
    )
    rows = [ole_entry("Root Entry", 5, 1, 0xFFFFFFFF, (mini_start, len(mini)))]
    for index, (name, start, size) in enumerate(entries, 1):
        right = index + 1 if index < len(entries) else 0xFFFFFFFF
        rows.append(ole_entry(name, 2, 0xFFFFFFFF, right, (start, size)))
    while len(rows) % 4:
        rows.append(bytes(68) + b"\xff" * 12 + bytes(48))
    dir_start = store(b"".join(rows))
    fat_start = len(sectors)
    fat.append(0xFFFFFFFD)
    fat.extend([0xFFFFFFFF] * (128 - len(fat)))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<5H6x", 0x3E, 3, 0xFFFE, 9, 6)
    mini_count = -(-len(table) // 512)
    header += struct.pack("<4I", 0, 1, dir_start, 0) + struct.pack("<I", 4096)
    header += struct.pack("<4I", mini_fat_start, mini_count, 0xFFFFFFFE, 0)
    header += struct.pack("<I", fat_start).ljust(436, b"\xff")
    return header + b"".join(sectors) + struct.pack("<128I", *fat)


def ole_entry(name: str, kind: int, child: int, right: int, place: tuple[int, int]) -> bytes:
    """One directory entry of an OLE file."""
    raw = name.encode("utf-16-le")
    head = raw.ljust(64, b"\0") + struct.pack("<HBB", len(raw) + 2, kind, 1)
    start, size = place
    return (
        head
        + struct.pack("<III", 0xFFFFFFFF, right, child)
        + bytes(36)
        + struct.pack("<IQ", start, size)
    )


def ole_native(name: str, data: bytes) -> bytes:
    """An OLE file that packs one foreign file, as Word's “insert object” makes it."""
    label = name.encode("gbk")
    body = b"\x02\0" + label + b"\0" + label + b"\0" + struct.pack("<HHI", 0, 3, len(label) + 1)
    body += label + b"\0" + struct.pack("<I", len(data)) + data
    wide = name.encode("utf-16-le")
    body += (struct.pack("<I", len(wide) // 2) + wide) * 3
    return ole({"\x01Ole10Native": struct.pack("<I", len(body)) + body})


def emf(text: str, description: str = "") -> bytes:
    """An enhanced metafile that writes one text."""
    raw = text.encode("utf-16-le")
    pad = -len(raw) % 4
    record = struct.pack("<4i", 0, 0, 99, 99) + struct.pack("<Iff", 1, 1.0, 1.0)
    record += struct.pack("<iiIII", 10, 10, len(raw) // 2, 76, 0) + struct.pack("<4i", 0, 0, -1, -1)
    spacing = struct.pack(f"<{len(raw) // 2}I", *[12] * (len(raw) // 2))
    record += struct.pack("<I", 76 + len(raw) + pad) + raw + bytes(pad) + spacing
    drawn = struct.pack("<II", 84, len(record) + 8) + record
    end = struct.pack("<5I", 14, 20, 0, 16, 20)
    told = (description + "\0\0").encode("utf-16-le") if description else b""
    told_pad = -len(told) % 4
    size = 88 + len(told) + told_pad
    header = struct.pack("<II8i", 1, size, 0, 0, 99, 99, 0, 0, 2646, 2646) + b" EMF"
    total = size + len(drawn) + len(end)
    header += struct.pack("<IIIHH", 0x10000, total, 3, 1, 0)
    header += struct.pack("<III4i", len(told) // 2, 88 if told else 0, 0, 1000, 1000, 264, 264)
    return header + told + bytes(told_pad) + drawn + end
