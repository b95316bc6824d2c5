"""The table of Word files whose mark lies in the document's own text and markup."""

from collections.abc import Iterator

from secrecy.marked.kit import CALM, Made, Row, listed, references
from secrecy.marked.word import (
    HIDDEN,
    STAMP,
    all_symbols,
    block,
    both_boxes,
    box,
    changed,
    docx,
    field,
    form,
    old_box,
    old_only,
    para,
    per_sign,
    ruby,
    run,
    sdt,
    symbols,
    table,
    vml,
    woven,
)

DELETED = f"<w:del {STAMP}>{run('器', tag='delText')}</w:del>"
WHITE = '<w:color w:val="FFFFFF"/>'

TEXT: list[Row] = [
    ("line", "paren", lambda m: docx(para(m, props='<w:jc w:val="right"/>'))),
    ("line", "spaced", lambda m: docx(para(m))),
    ("line", "rlo", lambda m: docx(para(m))),
    ("line", "circled-secret", lambda m: docx(para(m))),
    ("line", "boxed", lambda m: docx(para(m))),
    ("line", "cn-ten", lambda m: docx(para(m))),
    ("within-text", "star", lambda m: docx(para(CALM[1] + m + CALM[2]))),
    ("within-text", "former", lambda m: docx(para(CALM[1] + m + CALM[2]))),
    ("within-text", "quoted", lambda m: docx(para(CALM[1] + m + CALM[2]))),
    ("line", "no-star", lambda m: docx(para(m))),
    ("line", "trade", lambda m: docx(para(m))),
    ("page-head-beside-number", "bare", lambda m: docx(para("000123") + para(m) + para("特急"))),
    ("page-head-one-line", "bare-top", lambda m: docx(para(f"000123　　{m}　　特急"))),
    ("sign-per-run", "kangxi-date", lambda m: docx(block(per_sign(m, run)))),
    ("sign-per-line", "cn-term", lambda m: docx(per_sign(m, para))),
    ("tab-between", "long", lambda m: docx(block(per_sign(m, run, "<w:r><w:tab/></w:r>")))),
    ("break-between", "before", lambda m: docx(block(per_sign(m, run, "<w:r><w:br/></w:r>")))),
    ("w-softhyphen", "opening", lambda m: docx(woven(m, "<w:r><w:softHyphen/></w:r>"))),
    ("w-nobreakhyphen", "star", lambda m: docx(woven(m, "<w:r><w:noBreakHyphen/></w:r>"))),
    ("proof-errors", "months", lambda m: docx(woven(m, '<w:proofErr w:type="spellStart"/>'))),
    ("deleted-between", "star", lambda m: docx(woven(m, DELETED))),
    ("hidden-between", "until", lambda m: docx(woven(m, run("关", HIDDEN)))),
    ("cell", "vs", lambda m: docx(table([[para("名称"), para(m)]]))),
    ("cell", "bare-secret", lambda m: docx(table([[para("名称"), para(m)]]))),
    ("cell", "grades", lambda m: docx(table([[para("说明"), para(m)]]))),
    ("cells-label-value", "bare", lambda m: docx(table([[para("密级"), para(m)]]))),
    ("sign-per-cell", "white-star", lambda m: docx(table([[para(s) for s in m]]))),
    ("sign-per-row", "asterisk", lambda m: docx(table([[para(s)] for s in m]))),
    ("nested-table", "lenticular", lambda m: docx(table([[table([[para(m)]])]]))),
    (
        "table-caption",
        "colon",
        lambda m: docx(table([[para("一")]], f'<w:tblCaption w:val="{m}"/>')),
    ),
    (
        "table-text",
        "cgj",
        lambda m: docx(table([[para("一")]], f'<w:tblDescription w:val="{m}"/>')),
    ),
    ("vml-box", "zwsp", lambda m: docx(block(old_box(m)))),
    ("drawing-box", "bare", lambda m: docx(block(box(m)))),
    ("both-boxes", "jp-top", lambda m: docx(block(both_boxes(m)))),
    ("fallback-only", "dot", lambda m: docx(block(old_only(m)))),
    ("sign-per-box", "forever", lambda m: docx(block(per_sign(m, box)))),
    ("wordart", "star", lambda m: docx(block(vml(f'<v:textpath on="t" string="{m}"/>')))),
    ("wordart", "bidi", lambda m: docx(block(vml(f'<v:textpath on="t" string="{m}"/>')))),
    ("shape-alt", "grade", lambda m: docx(block(vml("<v:fill/>", f'alt="{m}"')))),
    ("shape-title", "file", lambda m: docx(block(vml("<v:fill/>", f'o:title="{m}"')))),
    ("shape-href", "long", lambda m: docx(block(vml("<v:fill/>", f'href="https://a.cn/#{m}"')))),
    (
        "signature-line",
        "cn-term",
        lambda m: docx(
            block(vml(f'<o:signatureline o:suggestedsigner="{m}" issignatureline="t"/>'))
        ),
    ),
    (
        "form-default",
        "tags",
        lambda m: docx(
            block(form(f'<w:textInput><w:default w:val="{m}"/></w:textInput>', "FORMTEXT"))
        ),
    ),
    (
        "form-list",
        "trad",
        lambda m: docx(
            block(form(f'<w:ddList><w:listEntry w:val="{m}"/></w:ddList>', "FORMDROPDOWN"))
        ),
    ),
    (
        "form-help",
        "bracket",
        lambda m: docx(block(form(f'<w:helpText w:type="text" w:val="{m}"/>', "FORMTEXT"))),
    ),
    (
        "form-status",
        "bullet",
        lambda m: docx(block(form(f'<w:statusText w:type="text" w:val="{m}"/>', "FORMTEXT"))),
    ),
    ("sdt-alias", "star-op", lambda m: docx(sdt(f'<w:alias w:val="{m}"/>'))),
    ("sdt-tag", "katakana-dot", lambda m: docx(sdt(f'<w:tag w:val="{m}"/>'))),
    (
        "sdt-list-shown",
        "nbsp",
        lambda m: docx(
            sdt(f'<w:comboBox><w:listItem w:displayText="{m}" w:value="1"/></w:comboBox>')
        ),
    ),
    (
        "sdt-list-value",
        "star",
        lambda m: docx(
            sdt(f'<w:dropDownList><w:listItem w:displayText="一" w:value="{m}"/></w:dropDownList>')
        ),
    ),
    (
        "bookmark-name",
        "compat-year",
        lambda m: docx(f'<w:bookmarkStart w:id="1" w:name="{m}"/><w:bookmarkEnd w:id="1"/>'),
    ),
    (
        "link-tooltip",
        "wide-asterisk",
        lambda m: docx(
            block(f'<w:hyperlink w:anchor="a1" w:tooltip="{m}">{run("附图")}</w:hyperlink>')
        ),
    ),
    (
        "link-anchor",
        "star",
        lambda m: docx(block(f'<w:hyperlink w:anchor="{m}">{run("附图")}</w:hyperlink>')),
    ),
    ("field-docproperty", "opening", lambda m: docx(block(field(f'DOCPROPERTY "{m}"')))),
    ("field-quote", "math-digit", lambda m: docx(block(field(f'QUOTE "{m}"')))),
    ("field-if-else", "colon-term", lambda m: docx(block(field(f'IF 1 = 1 "公开" "{m}"', "公开")))),
    ("field-code-split", "cn-term", lambda m: docx(block(field("TITLE " + "|".join(m))))),
    (
        "field-picture",
        "forever",
        lambda m: docx(block(field(f'INCLUDEPICTURE "D:\\\\{m}\\\\1.jpg" \\d'))),
    ),
    ("field-merge", "grade", lambda m: docx(block(field(f'MERGEFIELD "{m}"')))),
    ("field-result", "filler", lambda m: docx(block(field("SUBJECT", m)))),
    (
        "simple-field",
        "white-star",
        lambda m: docx(
            block(f'<w:fldSimple w:instr=" COMMENTS &quot;{m}&quot; ">{run("一")}</w:fldSimple>')
        ),
    ),
    (
        "deleted-code",
        "long",
        lambda m: docx(
            block(field("PAGE") + f"<w:del {STAMP}>{run(m, tag='delInstrText')}</w:del>")
        ),
    ),
    (
        "alt-descr",
        "circled-digit",
        lambda m: docx(block(box("图").replace('name="图形 1"', f'name="图形 1" descr="{m}"'))),
    ),
    (
        "alt-title",
        "variant",
        lambda m: docx(block(box("图").replace('name="图形 1"', f'name="图形 1" title="{m}"'))),
    ),
    ("shape-name", "joiner", lambda m: docx(block(box("图").replace("图形 1", m)))),
    ("deleted", "star", lambda m: docx(changed(m, "del", "delText"))),
    ("inserted", "wide-space", lambda m: docx(changed(m, "ins"))),
    ("moved-from", "emoji-star", lambda m: docx(changed(m, "moveFrom"))),
    ("moved-to", "outline-star", lambda m: docx(changed(m, "moveTo"))),
    ("revision-author", "star", lambda m: docx(changed("一", "ins").replace("王芳", m))),
    ("hidden-run", "shy", lambda m: docx(para(m, HIDDEN))),
    ("hidden-run", "material", lambda m: docx(para(m, HIDDEN))),
    ("white-run", "bare", lambda m: docx(para(m, WHITE))),
    ("tiny-run", "ivs", lambda m: docx(para(m, '<w:sz w:val="2"/>'))),
    ("ruby-guide", "until", lambda m: docx(block(ruby("说明", m)))),
    ("ruby-base", "star", lambda m: docx(block(per_sign(m, lambda s: ruby(s, "ji"))))),
    (
        "equation",
        "thin-space",
        lambda m: docx(block(f"<m:oMath><m:r><m:t>{m}</m:t></m:r></m:oMath>")),
    ),
    (
        "equation-signs",
        "star",
        lambda m: docx(
            block(f"<m:oMath>{per_sign(m, lambda s: f'<m:r><m:t>{s}</m:t></m:r>')}</m:oMath>")
        ),
    ),
    ("symbol-star", "star", lambda m: docx(symbols(m))),
    ("symbol-all", "before", lambda m: docx(all_symbols(m))),
    (
        "smart-tag",
        "long",
        lambda m: docx(
            block(
                f'<w:smartTag w:uri="urn:a" w:element="b"><w:smartTagPr>'
                f'<w:attr w:name="n" w:val="{m}"/>'
                f"</w:smartTagPr>{run('一')}</w:smartTag>"
            )
        ),
    ),
    (
        "custom-xml-attr",
        "star",
        lambda m: docx(
            '<w:customXml w:uri="urn:a" w:element="b"><w:customXmlPr>'
            f'<w:attr w:name="n" w:val="{m}"/></w:customXmlPr>{para("一")}</w:customXml>'
        ),
    ),
    (
        "foreign-attr",
        "mongolian",
        lambda m: docx(block(run("一")).replace("<w:p>", f'<w:p x:level="{m}">')),
    ),
    ("xml-comment", "star", lambda m: docx(f"<!-- {m} -->")),
    ("instruction", "cn-term", lambda m: docx(f"<?archive level='{m}'?>")),
    ("cdata", "bom", lambda m: docx(f"<w:p><w:r><w:t><![CDATA[{m}]]></w:t></w:r></w:p>")),
    ("references", "star", lambda m: docx(f"<w:p><w:r><w:t>{references(m)}</w:t></w:r></w:p>")),
    ("references-attr", "bare", lambda m: docx(sdt(f'<w:tag w:val="{references(m)}"/>'))),
    (
        "two-in-one",
        "trad-top",
        lambda m: docx(para(m, '<w:eastAsianLayout w:id="1" w:combine="1"/>')),
    ),
    (
        "after-section",
        "star",
        lambda m: docx(
            block("", "<w:sectPr/>") + "<w:p><w:pPr><w:pageBreakBefore/></w:pPr></w:p>" + para(m)
        ),
    ),
]


def made() -> Iterator[Made]:
    """Makes the Word files of this module."""
    return listed("docx", "报告", ".docx", TEXT)
