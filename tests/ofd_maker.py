"""OFD files as the standard GB/T 33190 lays them out, written for tests."""

import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

NAMESPACE = "http://www.ofdspec.org/2016"
A4 = "0 0 210 297"
RED = '<ofd:FillColor Value="255 0 0"/>'


def text(said: str, x: float, y: float, size: float = 5, inner: str = "", **more: str) -> str:
    """A text object whose line begins at (x, y) mm from the page's top left corner."""
    width = max(size * len(said), size)
    attributes = {
        "ID": "1",
        "Font": "1",
        "Size": f"{size}",
        "Boundary": f"{x} {y - size} {width} {size * 1.2}",
        **more,
    }
    steps = f' DeltaX="g {len(said) - 1} {size}"' if len(said) > 1 else ""
    code = f'<ofd:TextCode X="0" Y="{size}"{steps}>{escape(said)}</ofd:TextCode>'
    return f"<ofd:TextObject{_written(attributes)}>{inner}{code}</ofd:TextObject>"


def image(box: str = A4) -> str:
    """A picture in a box."""
    return f'<ofd:ImageObject ID="2" ResourceID="9" Boundary="{box}" CTM="210 0 0 297 0 0"/>'


def path(inner: str = "", **more: str) -> str:
    """A line across the page."""
    attributes = {"ID": "3", "Boundary": "28 83 156 1", **more}
    line = "<ofd:AbbreviatedData>M 0 0 L 156 0</ofd:AbbreviatedData>"
    return f"<ofd:PathObject{_written(attributes)}>{inner}{line}</ofd:PathObject>"


def page(content: str, before: str = "", layer: str = "") -> str:
    """A page or a template; `before` holds its templates and resources."""
    return (
        f"<ofd:Page {_xmlns()}>{before}<ofd:Content>"
        f'<ofd:Layer ID="4"{layer}>{content}</ofd:Layer></ofd:Content></ofd:Page>'
    )


def lines(said: Iterable[str], top: float = 40, step: float = 8) -> str:
    """Lines of a report, one under the other."""
    return "".join(text(line, 30, top + number * step) for number, line in enumerate(said))


def _written(attributes: Mapping[str, str]) -> str:
    return "".join(f" {name}={quoteattr(value)}" for name, value in attributes.items())


def _xmlns() -> str:
    return f'xmlns:ofd="{NAMESPACE}"'


@dataclass
class Ofd:
    """An OFD file to be: pages, and XML for each other place where text may stand."""

    pages: list[str] = field(default_factory=list)
    info: str = "<ofd:DocID>0f</ofd:DocID>"
    common: str = ""
    document: str = ""
    body: str = ""
    parts: dict[str, str | bytes] = field(default_factory=dict)

    def annotate(self, *notes: str, page_id: str = "100") -> "Ofd":
        """Notes upon a page."""
        self.document += "<ofd:Annotations>Annots/Annotations.xml</ofd:Annotations>"
        self.parts["Doc_0/Annots/Annotations.xml"] = (
            f'<ofd:Annotations {_xmlns()}><ofd:Page PageID="{page_id}">'
            "<ofd:FileLoc>Page_0.xml</ofd:FileLoc></ofd:Page></ofd:Annotations>"
        )
        self.parts["Doc_0/Annots/Page_0.xml"] = (
            f"<ofd:PageAnnot {_xmlns()}>{''.join(notes)}</ofd:PageAnnot>"
        )
        return self

    def template(self, content: str, key: str = "7") -> "Ofd":
        """A template page that pages may ask for by its ID."""
        self.common += f'<ofd:TemplatePage ID="{key}" BaseLoc="Tpls/{key}.xml"/>'
        self.parts[f"Doc_0/Tpls/{key}.xml"] = content
        return self

    def resources(self, content: str) -> "Ofd":
        """Composite units, drawing parameters, colour spaces."""
        self.common += "<ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes>"
        self.parts["Doc_0/DocumentRes.xml"] = f"<ofd:Res {_xmlns()}>{content}</ofd:Res>"
        return self

    def attach(self, name: str, data: bytes) -> "Ofd":
        """A file carried along."""
        self.document += "<ofd:Attachments>Attachs/Attachments.xml</ofd:Attachments>"
        self.parts["Doc_0/Attachs/Attachments.xml"] = (
            f"<ofd:Attachments {_xmlns()}><ofd:Attachment ID='5' Name={quoteattr(name)}>"
            f"<ofd:FileLoc>{name}</ofd:FileLoc></ofd:Attachment></ofd:Attachments>"
        )
        self.parts[f"Doc_0/Attachs/{name}"] = data
        return self

    def sign(self, seal: bytes) -> "Ofd":
        """An electronic seal."""
        self.body += "<ofd:Signatures>/Doc_0/Signs/Signatures.xml</ofd:Signatures>"
        self.parts["Doc_0/Signs/Signatures.xml"] = (
            f'<ofd:Signatures {_xmlns()}><ofd:Signature ID="1" BaseLoc="Sign_0/Signature.xml"/>'
            "</ofd:Signatures>"
        )
        self.parts["Doc_0/Signs/Sign_0/Signature.xml"] = (
            f"<ofd:Signature {_xmlns()}><ofd:SignedInfo><ofd:Seal>"
            "<ofd:BaseLoc>Seal.esl</ofd:BaseLoc></ofd:Seal></ofd:SignedInfo></ofd:Signature>"
        )
        self.parts["Doc_0/Signs/Sign_0/Seal.esl"] = seal
        return self

    def all_parts(self) -> dict[str, str | bytes]:
        """Every part by its name."""
        listed = "".join(
            f'<ofd:Page ID="{100 + n}" BaseLoc="Pages/Page_{n}/Content.xml"/>'
            for n in range(len(self.pages))
        )
        return {
            "OFD.xml": f'<ofd:OFD {_xmlns()} Version="1.0" DocType="OFD"><ofd:DocBody>'
            f"<ofd:DocInfo>{self.info}</ofd:DocInfo>"
            f"<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>{self.body}</ofd:DocBody></ofd:OFD>",
            "Doc_0/Document.xml": f"<ofd:Document {_xmlns()}><ofd:CommonData>"
            f"<ofd:PageArea><ofd:PhysicalBox>{A4}</ofd:PhysicalBox></ofd:PageArea>{self.common}"
            f"</ofd:CommonData><ofd:Pages>{listed}</ofd:Pages>{self.document}</ofd:Document>",
            **{f"Doc_0/Pages/Page_{n}/Content.xml": page for n, page in enumerate(self.pages)},
            **self.parts,
        }

    def write(self, target: Path) -> Path:
        """The file."""
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
            for name, part in self.all_parts().items():
                package.writestr(name, part)
        return target


def note(appearance: str, inner: str = "", **more: str) -> str:
    """A note whose appearance stands in a box of 100 mm a side at (20, 10)."""
    return (
        f'<ofd:Annot ID="6"{_written({"Type": "Stamp", **more})}>{inner}'
        f'<ofd:Appearance Boundary="20 10 100 100">{appearance}</ofd:Appearance></ofd:Annot>'
    )


def der(tag: int, value: bytes) -> bytes:
    """One element of a seal's DER."""
    size = len(value)
    length = bytes([size]) if size < 0x80 else b"\x84" + size.to_bytes(4)
    return bytes([tag]) + length + value
