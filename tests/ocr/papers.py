"""Official papers as GB/T 9704 sets them, drawn, and what becomes of them on the way to a clerk."""

import io
import math
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageEnhance, ImageFilter, ImageFont

# The product's own: the same pages on every machine.
FONT = Path(__file__).parents[2] / "src/cwc/makers/fonts/NotoSansSC-Regular-subset.otf"
# A4 at 150 dots an inch.
DPI = 150
_SIZE = (1240, 1754)
_RED, _SEAL_RED = (214, 24, 28), (205, 38, 42)

# Invented authorities, and what stands for each in its numbers.
ISSUERS = (
    ("示范市卫生健康委员会", "示卫发"),
    ("云岭县人民政府", "云政发"),
    ("青泉区文明委办公室", "青文明办"),
    ("东河省教育厅", "东教函"),
    ("临湖市人民医院", "临医字"),
    ("中共白石县委宣传部", "白宣发"),
    ("南山区民政局", "南民规"),
    ("河口市市场监督管理局", "河市监"),
    ("金沙县爱国卫生运动委员会", "金爱卫"),
    ("星海市城市管理局", "星城管发"),
)
TITLES = (
    "关于开展“服务百姓健康行动”义诊活动周的通知",
    "关于印发无烟单位建设工作方案的通知",
    "关于进一步规范医疗服务行为的意见",
    "关于组织开展学雷锋志愿服务活动的通知",
)
_BODY = (
    "各镇人民政府、街道办事处，各直属单位：",
    "　　为认真贯彻落实《{cited}》精神，进一步提高服务水平，经研究，现就有关事项通知如下。",
    "　　一、提高思想认识。各单位要充分认识开展这项工作的重要意义，加强组织领导，明确专人负责，",
    "按照任务分工抓好落实，确保各项措施取得实效。",
    "　　二、突出工作重点。要结合本单位实际，每月至少开展一次现场活动，做好照片、台账等资料的收",
    "集整理，于每季度末报送办公室。有关要求仍按{cited}执行。",
    "　　三、严格督促检查。办公室将对各单位开展情况进行检查，结果予以通报。",
)


@dataclass(frozen=True)
class Paper:
    """One page to be drawn; `mark` is a 密级 in its corner, `seal_on_number` a stamp in the way."""

    issuer: str
    number: str
    title: str
    cited: str
    date: str
    has_header: bool = True
    has_seal: bool = True
    has_number: bool = True
    seal_on_number: bool = False
    mark: str = ""
    font: Path = FONT


def paper(seed: int) -> Paper:
    """A paper of its own for each seed."""
    chance = random.Random(seed)
    issuer, office = chance.choice(ISSUERS)
    other = chance.choice([o for _, o in ISSUERS if o != office])
    year = chance.randint(2015, 2020)
    return Paper(
        issuer=issuer,
        number=f"{office}〔{year}〕{chance.randint(1, 320)}号",
        title=chance.choice(TITLES),
        cited=f"{other}〔{year - 1}〕{chance.randint(1, 200)}号",
        date=f"{year}年{chance.randint(1, 12)}月{chance.randint(1, 28)}日",
    )


def drawn(what: Paper) -> Image.Image:
    """The first page, clean."""
    page = Image.new("RGB", _SIZE, "white")
    pen = ImageDraw.Draw(page)

    def font(size: int) -> ImageFont.FreeTypeFont:
        return ImageFont.truetype(str(what.font), size)

    middle = _SIZE[0] // 2
    if what.mark:
        pen.text((165, 150), what.mark, fill="black", font=font(34))
    if what.has_header:
        name = f"{what.issuer}文件"
        size = min(88, 900 // len(name))
        pen.text((middle, 300), name, fill=_RED, font=font(size), anchor="mm")
        pen.rectangle((165, 520, 1075, 524), fill=_RED)
    if what.has_number:
        pen.text((middle, 470), what.number, fill="black", font=font(32), anchor="mm")
    for row, line in enumerate(_wrapped(what.title, 18)):
        pen.text((middle, 620 + 62 * row), line, fill="black", font=font(44), anchor="mm")
    for row, line in enumerate(_BODY):
        said = line.format(cited=what.cited)
        pen.text((165, 780 + 56 * row), said[:44], fill="black", font=font(20 + 1), anchor="lm")
    pen.text((820, 1330), what.issuer, fill="black", font=font(30), anchor="mm")
    pen.text((820, 1390), what.date, fill="black", font=font(30), anchor="mm")
    if what.has_seal:
        stamp(page, (820, 1360), what.issuer, what.font)
    if what.seal_on_number:
        stamp(page, (middle + 60, 470), what.issuer, what.font)
    return page


def _wrapped(text: str, most: int) -> Iterator[str]:
    for start in range(0, len(text), most):
        yield text[start : start + most]


def stamp(page: Image.Image, at: tuple[int, int], name: str, font: Path) -> None:
    """A round seal of 42 mm, its ink as translucent as ink is: what is below shows through."""
    radius = 124
    seal = Image.new("RGB", (2 * radius + 8, 2 * radius + 8), "white")
    pen = ImageDraw.Draw(seal)
    middle = radius + 4
    pen.ellipse((4, 4, 2 * radius + 4, 2 * radius + 4), outline=_SEAL_RED, width=7)
    points = [
        (
            middle + (42 if n % 2 == 0 else 16) * math.sin(n * math.pi / 5),
            middle - (42 if n % 2 == 0 else 16) * math.cos(n * math.pi / 5),
        )
        for n in range(10)
    ]
    pen.polygon(points, fill=_SEAL_RED)
    for n, sign in enumerate(name):
        angle = (n - (len(name) - 1) / 2) * min(28, 240 / len(name))
        glyph = Image.new("L", (60, 60))
        letter = ImageFont.truetype(str(font), 34)
        ImageDraw.Draw(glyph).text((30, 30), sign, 255, letter, anchor="mm")
        turned = glyph.rotate(-angle, resample=Image.Resampling.BICUBIC)
        x = middle + (radius - 32) * math.sin(math.radians(angle)) - 30
        y = middle - (radius - 32) * math.cos(math.radians(angle)) - 30
        seal.paste(_SEAL_RED, (round(x), round(y)), turned)
    box = (at[0] - middle, at[1] - middle, at[0] + middle, at[1] + middle)
    page.paste(ImageChops.multiply(page.crop(box), seal), box)


Wear = Callable[[Image.Image, random.Random], Image.Image]


def _skewed(page: Image.Image, chance: random.Random) -> Image.Image:
    angle = chance.choice((-1, 1)) * chance.uniform(0.5, 3)
    return page.rotate(angle, resample=Image.Resampling.BICUBIC, fillcolor="white")


def _compressed(page: Image.Image, quality: int) -> Image.Image:
    out = io.BytesIO()
    page.save(out, "JPEG", quality=quality)
    return Image.open(out).convert("RGB")


def _phone(page: Image.Image, chance: random.Random) -> Image.Image:
    """On a table, a little askew, in light that falls from one side."""
    w, h = page.size
    table = Image.new("RGB", (w + 160, h + 160), (92, 74, 58))
    table.paste(page, (80, 80))
    askew = [chance.uniform(0, 55) for _ in range(8)]
    corners = (
        *(askew[0], askew[1], askew[2], table.height - askew[3]),
        *(table.width - askew[4], table.height - askew[5], table.width - askew[6], askew[7]),
    )
    bent = table.transform(
        table.size, Image.Transform.QUAD, corners, resample=Image.Resampling.BICUBIC
    )
    light = Image.linear_gradient("L").rotate(chance.choice((0, 90, 180, 270))).resize(bent.size)
    shade = Image.merge("RGB", [light.point(lambda v: 150 + v * 100 // 255)] * 3)
    dimmed = Image.composite(bent, Image.new("RGB", bent.size, "black"), shade.getchannel("R"))
    return _compressed(dimmed.filter(ImageFilter.GaussianBlur(0.8)), 70)


def _fax(page: Image.Image, _: random.Random) -> Image.Image:
    small = page.convert("L").resize((827, 1170), Image.Resampling.BOX)
    return small.point(lambda v: 255 if v > 150 else 0).convert("RGB")


# What befalls a page between the printer and the clerk's folder.
WEAR: dict[str, Wear] = {
    "clean": lambda page, _: page,
    "skewed": _skewed,
    "jpeg 25": lambda page, _: _compressed(page, 25),
    "phone": _phone,
    "grey": lambda page, _: page.convert("L").convert("RGB"),
    "fax": _fax,
    "blurred": lambda page, _: page.filter(ImageFilter.GaussianBlur(1.6)),
    "125 dpi": lambda page, _: page.resize((1033, 1462), Image.Resampling.BICUBIC),
    "faded": lambda page, _: ImageEnhance.Contrast(page).enhance(0.6),
    "turned left": lambda page, _: page.rotate(90, expand=True),
    "turned right": lambda page, _: page.rotate(270, expand=True),
    "upside down": lambda page, _: page.rotate(180),
}
SEALED = "seal on the number"
SORTS = (*WEAR, SEALED)


def worn(sort: str, seed: int, what: Paper | None = None) -> tuple[Paper, Image.Image]:
    """The paper of a seed, and its page after one sort of wear."""
    one = what or paper(seed)
    if sort == SEALED:
        one = replace(one, seal_on_number=True)
        return one, drawn(one)
    return one, WEAR[sort](drawn(one), random.Random(seed))


def as_pdf(*pages: Image.Image) -> bytes:
    """A scan of these pages."""
    out = io.BytesIO()
    pages[0].save(out, "PDF", save_all=True, append_images=pages[1:], resolution=DPI, quality=80)
    return out.getvalue()
