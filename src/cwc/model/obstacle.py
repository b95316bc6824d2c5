"""Why a file, or something of it, was not seen."""

from enum import StrEnum


class Obstacle(StrEnum):
    """Why a file, an aspect of it or a part of its text was not seen."""

    # How the file lies there.
    VANISHED = "vanished"
    CHANGED = "changed"
    DENIED = "denied"
    LINK = "link"
    BAD_NAME = "bad-name"
    # What the file is.
    EMPTY = "empty"
    TOO_LARGE = "too-large"
    DAMAGED = "damaged"
    UNDECODABLE = "undecodable"
    ENCRYPTED = "encrypted"
    SEALED = "sealed"
    NOT_WHAT_IT_SAYS = "not-what-it-says"
    ARCHIVE = "archive"
    NO_READER = "no-reader"
    NO_DECODER = "no-decoder"
    OLD_FORM = "old-form"
    ODD_PICTURE = "odd-picture"
    # What became of its reading.
    DIED = "died"
    SLOW = "slow"
    GREEDY = "greedy"
    # What one part of it is, or what it is in place of what was asked for.
    PICTURE_OF_TEXT = "picture-of-text"
    NO_OCR = "no-ocr"
    ILLEGIBLE = "illegible"
    UNSURE_NUMBER = "unsure-number"
    UNSURE_HEADER = "unsure-header"
    UNSURE_SEAL = "unsure-seal"
    UNMAPPED = "unmapped"
    NO_TEXT = "no-text"
    EMBEDDED_FILE = "embedded-file"
    BROKEN_PART = "broken-part"
    PICTURE = "picture"
    BOOKLET = "booklet"


# These say how a file lies there, what a machine has or how a run went, not what is in it.
PASSING = frozenset(
    {
        Obstacle.VANISHED,
        Obstacle.CHANGED,
        Obstacle.DENIED,
        Obstacle.LINK,
        Obstacle.BAD_NAME,
        Obstacle.DIED,
        Obstacle.SLOW,
        Obstacle.GREEDY,
        Obstacle.NO_OCR,
    }
)
# What cannot even be opened as evidence: told wherever it lies, and nothing else is told of it.
UNOPENED = frozenset(
    {
        Obstacle.VANISHED,
        Obstacle.DENIED,
        Obstacle.LINK,
        Obstacle.BAD_NAME,
        Obstacle.ARCHIVE,
    }
)
