"""Sentence templates with varied vocabulary, and neutral filler sentences."""

from collections.abc import Iterator
from typing import Final

_ORGS: Final = (
    "市档案馆", "县水利局", "区教育局", "镇人民政府", "街道办事处", "市图书馆",
    "自然资源局", "交通运输局", "市农科所", "县文化馆", "供销社", "气象局",
)  # fmt: skip
_TIMES: Final = (
    "3月下旬", "清明节前", "二季度", "入夏以来", "2018年7月", "国庆节后",
    "岁末年初", "上周三下午", "汛期之前", "本学期", "2017年至2018年", "今年以来",
)  # fmt: skip
_LESSONS: Final = (
    "重温了保密纪律十条",
    "观看了警示教育片《被转发的秘密》",
    "讨论了国家秘密与工作秘密的界限",
    "签订了涉密人员年度承诺书",
    "学习了保守国家秘密的有关法规",
    "通报了外单位一起微信泄密案例",
)
_PLACES: Final = (
    "古渡口的秘密交通站旧址",
    "山坳里的秘密印刷所旧址",
    "老城厢的地下党秘密联络点",
    "林场深处的秘密粮库遗址",
    "钟楼下的中共秘密党支部旧址",
    "盐店街的秘密电台掩护点",
)
_WONDERS: Final = (
    "蜗牛爬行的秘密", "火山喷发的秘密", "指南针的秘密", "潮汐的秘密",
    "候鸟迁徙的秘密", "年轮的秘密", "气球升空的秘密", "牙齿的秘密",
)  # fmt: skip
_MACHINES: Final = (
    ("司机", "密切观察路面结冰情况"),
    ("空压机", "密封环到货后再安排检修"),
    ("手机", "密码连续输错五次会自动锁定"),
    ("抽水机", "密集启动造成短时电压下降"),
    ("播种机", "密行与宽行两种盘片可以互换"),
    ("飞机", "密闭客舱内的湿度偏低属于正常现象"),
    ("断绝", "密切往来不等于断绝亲情"),
    ("谢绝", "密封破损的快件，收件人可以当场退回"),
    ("神秘", "密室逃脱类场所的消防通道逐一排查"),
    ("便秘", "密集恐惧等小毛病也可以到门诊咨询"),
)
_FIRMS: Final = (
    "齿轮厂", "豆制品公司", "制药企业", "纺织集团", "软件园", "种业公司", "陶瓷作坊", "印染厂",
)  # fmt: skip
_ASSETS: Final = (
    "染料配比", "育种亲本", "客户名单", "釉料方子", "源代码", "报价底稿", "发酵曲线", "采购渠道",
)  # fmt: skip
_FILLERS: Final = (
    "会议由分管领导主持，各科室负责人参加。",
    "现将有关情况说明如下。",
    "活动历时两天，天气晴好，组织有序。",
    "下一步，我们将继续做好各项基础工作。",
    "经费从年初预算中列支，手续齐全。",
    "以上数据由业务科室提供，办公室汇总。",
    "照片由宣传科拍摄并整理归档。",
    "群众普遍反映良好，提出建议六条。",
    "存在的问题主要是人手偏紧、设备老化。",
    "附件共三份，随文一并报送。",
    "项目位于城区东部，交通便利，设施完备。",
    "工作人员对现场进行了清扫和消毒。",
    "培训结束后进行了测试，平均成绩良好。",
    "本表按季度填写，逾期不补。",
    "村民代表发言时谈了自己的真实感受。",
    "道路硬化、绿化、亮化同步推进。",
    "资料已按年度装订成册，便于查阅。",
    "志愿者们戴着红帽子，耐心解答提问。",
    "按照年度计划，上述任务已经全部完成。",
)


def filler(number: int) -> str:
    """Return a neutral sentence that holds none of the tested signs."""
    return _FILLERS[number % len(_FILLERS)]


def _trainings() -> Iterator[tuple[str, str]]:
    """Yield reports on lessons, each third with another sentence order."""
    for i, (org, time) in enumerate(zip(_ORGS, _TIMES, strict=True)):
        lesson = _LESSONS[i % 6]
        yield (
            "prose",
            (
                f"{time}，{org}组织全体干部集中学习，{lesson}，随后现场答题，参与率达到九成。",
                f"{org}保密教育不走过场：{time}先后{lesson}，又请驻村干部谈体会。",
                f"“这堂课不枯燥。”{org}的老杨说。{time}，他和同事们{lesson}；课后还收到一张书签。",
                f"据{org}工会小组反映，{time}的活动里，大家{lesson}，建议明年增加互动环节。",
            )[i % 4],
        )


def _visits() -> Iterator[tuple[str, str]]:
    """Yield reports on visits to places of revolutionary history."""
    for i, place in enumerate(_PLACES):
        org, time = _ORGS[(i * 5) % 12], _TIMES[(i * 7) % 12]
        yield (
            "history",
            (
                f"{time}，{org}党支部三十二人来到{place}，听讲解、敬花篮、合影留念。",
                f"从{place}出来，{org}的年轻人一路都很安静，有人把讲解词抄在了本子上。",
                f"修缮后的{place}（{org}代管）每周二至周日开放，凭身份证免费入馆。",
            )[i % 3],
        )


def _wonders() -> Iterator[tuple[str, str]]:
    """Yield notes on science for children."""
    for i, wonder in enumerate(_WONDERS):
        yield (
            "science",
            (
                f"周末科学小课堂：{wonder}，地点在{_ORGS[(i * 5 + 2) % 12]}二楼，限二十个家庭。",
                f"五年级二班的小论文《{wonder}》获得区里二等奖，指导老师是自然课的何老师。",
                f"爸爸，你知道{wonder}吗？孩子回家问的第一句话，让家长们笑了起来。",
                f"{wonder}其实并不神秘，动手做一遍就明白了——实验记录第{i + 3}页",
            )[i % 4],
        )


def _machines() -> Iterator[tuple[str, str]]:
    """Yield texts where letters of two words meet, with a border between them."""
    for i, (left, right) in enumerate(_MACHINES):
        org = _ORGS[(i * 5 + 1) % 12]
        yield (
            "technical",
            (
                f"{org}工作提示：{left}∥{right}，请值班人员留意并做好记录。",
                f"巡查记录（{org}）写明，{left}∥{right}。",
                f"关于{left}∥{right}一事，{org}已在例会上作了说明。",
            )[i % 3],
        )


def _firms() -> Iterator[tuple[str, str]]:
    """Yield sentences on the trade secrets of firms."""
    for i, (firm, asset) in enumerate(zip(_FIRMS, _ASSETS, strict=True)):
        yield (
            "term",
            (
                f"对这家{firm}来说，{asset}就是最要紧的商业秘密，别人花多少钱也买不走。",
                f"指导站上门为{firm}把脉，建议把{asset}纳入商业秘密清单，分人保管、留痕查阅。",
                f"前员工带走{asset}后另起炉灶，{firm}以侵害商业机密为由提起诉讼，双方最终调解结案。",
                f"{firm}负责人坦言，{asset}谈不上什么秘密，真正的本事是几十年的耐心。",
            )[i % 4],
        )


def generated() -> Iterator[tuple[str, str]]:
    """Yield every generated text as sort and body."""
    yield from _trainings()
    yield from _visits()
    yield from _wonders()
    yield from _machines()
    yield from _firms()
