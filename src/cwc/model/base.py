"""What every model shares."""

from pydantic import BaseModel, ConfigDict


class Frozen(BaseModel):
    """Immutable, strict, and closed to unknown keys."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")
