"""What somebody set that changes what is asked, or what is told of it."""

from datetime import date
from pathlib import Path

from cwc.model.outcome import Levers
from cwc.model.pack import Pack
from cwc.model.settings import Settings
from cwc.packs import came_with_cwc, counts_of


def levers_of(
    folder: Path, settings: Settings, pack: Pack, pack_folder: Path, as_of: date | None
) -> Levers:
    """All that cwc.yaml, overrides.yaml and the command line set for one run; ConfigError."""
    waivers = settings.waivers
    asked = len(set(settings.requirements or ()))
    return Levers(
        own_pack=None if came_with_cwc(pack_folder) else pack.digest,
        as_of=as_of.isoformat() if as_of else None,
        requirements=asked if 0 < asked < len(pack.requirements) else None,
        answers=tuple(settings.answers),
        categories=tuple(settings.categories),
        since=tuple(settings.since),
        counts=tuple(dict.fromkeys([*counts_of(pack_folder), *counts_of(folder)])),
        defaults=tuple(field.value for field in settings.defaults),
        waivers=len(waivers),
        waived_until=max(w.expiry for w in waivers).isoformat() if waivers else None,
        vouchers=len(settings.vouchers),
    )
