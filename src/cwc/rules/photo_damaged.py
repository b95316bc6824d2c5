"""IMG004 photo-damaged：照片已损坏

检查什么：照片能否解码到最后一行：只传了一半的、中间丢了一块的、被清零的。

为什么：看图软件常常照样显示，只是下半截是灰的；评审打开就是废图。

例子：U盘没拔好，照片后三分之一丢失。

怎么改：从手机、相机或原电脑重新拷贝一份；只有这一份的，用看图软件打开看看，能用的另存一份。

依据：用 libjpeg 严格解码。在144张人为损坏的照片上量过（清零4 KB、挖去一块、截断、截断后补上结束标
记，各36张），认出143张，一般看图库只认得出36张截断的；36张完好的没有误报。HEIC、AVIF 的解码器缺了数
据也照样出图，另查每一块画面是否都在、有没有编码里不会出现的一串零。TIFF、BMP、GIF 里被改动的像素看
不出来，只看得出缺了的。读不出的记为“未检查”，不算合格；收集阶段是警告，报送阶段是错误。
"""

from collections.abc import Iterator

from cwc.model.context import Context
from cwc.model.obstacle import Obstacle
from cwc.model.view import UnreadView
from cwc.rules.registry import Verdict, rule

MESSAGE = "照片已损坏，解码不完整"
MEND = "从手机、相机或原电脑重新拷贝一份；只有这一份的，用看图软件另存一份再看是否完整。"


@rule("IMG004", "photo-damaged", tells=frozenset({Obstacle.UNDECODABLE}))
def photo_damaged(view: UnreadView, context: Context) -> Iterator[Verdict]:
    """One verdict for a picture that does not decode, wherever it was placed."""
    yield Verdict(severity=context.incomplete, message=MESSAGE, mend=MEND)
