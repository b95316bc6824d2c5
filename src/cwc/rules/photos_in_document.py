"""FIL008 photos-in-document：照片贴在文档里

检查什么：要图片资料的地方，有没有把照片贴在 Word、Excel 里交上来。

为什么：图片资料要单张 JPG 或合成 PDF；贴在 Word 里的照片被压缩过，数不出张数，也不知道哪句说明是
哪张的。

例子：“义诊照片.docx”，里面贴了8张照片。

怎么改：把原图一张张放进这个文件夹，说明写进材料登记.xlsx。只有 Word 的：把 .docx 改名为 .zip 解开，
word/media里是照片（可能已被压缩），找得到原图的用原图。

依据：清单“每张图片制作成JPG或JPEG格式、容量不能大于2M，可以单个图片逐一上传，也可统一制作成PDF上
传”。只数10 KB以上的图；标志、图章、EMF 画的图、每个像素不到一个字节的 PNG（截图、图表）不算：123份
公开的 Word 里，从42份减到14份。正文不足200字的，收集阶段是警告，报送阶段是错误；有正文的是报告带
图，只是警告。
"""

from collections.abc import Iterator, Mapping

from cwc.model.artefact import Kind
from cwc.model.aspects import Insets, Text
from cwc.model.context import Context
from cwc.model.finding import Severity
from cwc.model.view import SubmissionView
from cwc.rules.registry import AsSeen, Verdict, rule

MESSAGE = "文档里贴了{count}张图片，图片资料要单张 JPG"
MEND = "把原图一张张放进来，说明写进登记表；只有文档的，改名为 .zip 解开，照片在 media 文件夹里。"
# A report may show one picture; more of them in a document are meant as photos handed in.
AT_LEAST = 2
# The shortest report that the list asks for has 300字: what has fewer is no report with pictures.
REPORT_WORDS = 200


@rule("FIL008", "photos-in-document")
def photos_in_document(
    view: SubmissionView,
    insets: Mapping[str, Insets],
    texts: Mapping[str, AsSeen[Text]],
    context: Context,
) -> Iterator[Verdict]:
    """One verdict for each document with pictures where photos are asked for."""
    asked = {r.code for r in view.requirements if _asks_for_photos(context, r.code)}
    strays = {stray.path: stray.requirement for stray in view.strays}
    for path, found in insets.items():
        file = view.file(path)
        code = file.placements[0].requirement if file and file.placements else strays.get(path, "")
        if found.photos >= AT_LEAST and code in asked:
            short = path in texts and texts[path].words < REPORT_WORDS
            form = context.header.form(Kind.PHOTOS)
            yield Verdict(
                severity=context.incomplete if short else Severity.WARNING,
                path=path,
                requirement=code,
                artefact=file.placements[0].artefact if file and file.placements else None,
                message=MESSAGE.format(count=found.photos),
                sentence=form.text or context.sentence(code),
                mend=MEND,
            )


def _asks_for_photos(context: Context, code: str) -> bool:
    return any(a.kind is Kind.PHOTOS for a in context.requirement(code).artefacts)
