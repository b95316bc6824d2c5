"""The names that a submission's folder is laid out with."""

SETTINGS_FILE = "cwc.yaml"
REGISTER_FILE = "材料登记.xlsx"
INSTRUCTIONS_FILE = "要求.txt"
OVERRIDES_FILE = "overrides.yaml"
ACTIVITIES_FOLDER = "活动"
