"""The names that a submission's folder is laid out with."""

import re

SETTINGS_FILE = "cwc.yaml"
REGISTER_FILE = "材料登记.xlsx"
# Written beside it while somebody has it open; {number} is "", 2, 3 ….
REGISTER_COPY = "材料登记（新{number}）.xlsx"
INSTRUCTIONS_FILE = "要求.txt"
OVERRIDES_FILE = "overrides.yaml"
ACTIVITIES_FOLDER = "活动"

# As copies, other programs and clerks name it; what begins with these signs is a lock.
_LIKE_REGISTER = re.compile(r"(?![~.]).{0,9}材料登记.{0,20}\.(?:xlsx?|xlsm|et|csv)", re.IGNORECASE)


def is_like_register(name: str) -> bool:
    """Whether a file is called as if it were the register, and is not: 材料登记表.xlsx."""
    return name != REGISTER_FILE and bool(_LIKE_REGISTER.fullmatch(name))
