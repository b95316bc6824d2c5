"""Captions by canonical field; each requirement prints them under its own words."""

from collections.abc import Iterable
from enum import StrEnum

from pydantic import Field as Spec

from cwc.model.base import Frozen


class Field(StrEnum):
    """What a caption can say."""

    TIME = "时间"
    VENUE = "地点"
    UNIT = "单位"
    PERSON = "个人姓名"
    THEME = "主题"
    SERVED = "服务对象"
    SERVICE = "服务内容"


class Caption(Frozen):
    """The known fields of one photo."""

    values: dict[Field, str] = Spec(default_factory=dict)

    def difference(
        self, other: "Caption", fields: Iterable[Field]
    ) -> tuple[Field, str, str] | None:
        """The first of the fields that both fill in, and differently."""
        both = ((field, self.values.get(field), other.values.get(field)) for field in fields)
        return next(((field, a, b) for field, a, b in both if a and b and a != b), None)
