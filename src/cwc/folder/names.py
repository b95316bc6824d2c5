"""The names that a submission's folder is laid out with."""

SETTINGS_FILE = "cwc.yaml"
REGISTER_FILE = "材料登记.xlsx"
# Written beside it while somebody has it open; {number} is "", 2, 3 ….
REGISTER_COPY = "材料登记（新{number}）.xlsx"
INSTRUCTIONS_FILE = "要求.txt"
OVERRIDES_FILE = "overrides.yaml"
ACTIVITIES_FOLDER = "活动"
