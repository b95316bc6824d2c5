"""When a page is taken for a picture of its text, whatever the form of the file."""

# A page that is a picture over at least this share of it, with fewer characters than this, is taken
# for a scan: scanner apps print lines of up to some 60 characters, a typed page holds hundreds.
SCAN_MAX_CHARACTERS = 100
SCAN_MIN_AREA = 0.3
