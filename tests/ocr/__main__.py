"""`python -m ocr [PAGES] [FONT…]`: how many 文号, red headers and seals are read right."""

import sys
from collections import Counter, defaultdict
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from ocr.papers import FONT, SORTS
from ocr.tried import tried

_PAGES = 312


def main(words: list[str]) -> None:
    """A line for each sort of wear."""
    count = int(words[0]) if words else _PAGES
    fonts = [Path(word) for word in words[1:]] or [FONT]
    tasks = [(SORTS[n % len(SORTS)], n, fonts[n // len(SORTS) % len(fonts)]) for n in range(count)]
    tables: dict[str, list[Counter[str]]] = defaultdict(lambda: [Counter(), Counter(), Counter()])
    seconds = []
    with ProcessPoolExecutor(2, get_context("spawn")) as pool:
        for sort, *told, spent in pool.map(tried, tasks, chunksize=4):
            for table, one in zip(tables[sort], told, strict=True):
                table[one] += 1
            seconds.append(spent)
    for sort, (numbers, headers, seals) in tables.items():
        print(f"{sort}: {dict(numbers)} | {dict(headers)} | {dict(seals)}")
    every = [sum((t[n] for t in tables.values()), Counter()) for n in range(3)]
    print("all:", *map(dict, every), sep="\n  ")
    print(f"{sorted(seconds)[len(seconds) // 2]:.2f} CPU s a page, median")


if __name__ == "__main__":
    main(sys.argv[1:])
