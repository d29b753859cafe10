"""Derive `reference/name_rarity` from public counts: `name_rarity.py CENSUS_DIR OFAC_DIR OUT`.

CENSUS_DIR holds the three files of the US Census Bureau's 1990 name counts (`dist.all.last`,
`dist.female.first`, `dist.male.first`); OFAC_DIR holds `sdn.csv` of the OFAC list in its legacy
layout. Only counts of single words leave this script.
"""

import csv
import math
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

FEWEST_BEARERS = 6
RAREST = 11.0
"""Words rarer than one in e^11 (60,000) get the default rarity and no line."""


def census(folder: Path) -> dict[str, float]:
    shares: dict[str, float] = {}
    for file, part in (
        ("dist.all.last", 1.0),
        ("dist.female.first", 0.5),
        ("dist.male.first", 0.5),
    ):
        for line in (folder / file).read_text().splitlines():
            word, percent, *_ = line.split()
            share = float(percent) / 100 * part
            if share > 0:
                shares[word] = max(shares.get(word, 0.0), share)
    return shares


def ofac(folder: Path, *, people: bool) -> dict[str, float]:
    names = list(_names(folder, people=people))
    counts = Counter(word for name in names for word in set(re.findall(r"[A-Z0-9]+", name)))
    return {word: count / len(names) for word, count in counts.items() if count >= FEWEST_BEARERS}


def _names(folder: Path, *, people: bool) -> Iterator[str]:
    with (folder / "sdn.csv").open(encoding="latin-1", newline="") as file:
        for row in csv.reader(file):
            if len(row) > 2 and ("individual" in row[2]) == people and "aircraft" not in row[2]:
                yield row[1].upper().replace("'", "").replace(".", "")


def write(path: Path, shares: dict[str, float]) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write("word,rarity\n")
        for word in sorted(shares):
            rarity = -math.log(shares[word])
            if rarity <= RAREST and len(word) > 1 and not word.isdigit():
                file.write(f"{word},{rarity:.1f}\n")


def main(census_folder: Path, ofac_folder: Path, out: Path) -> None:
    people = census(census_folder)
    for word, share in ofac(ofac_folder, people=True).items():
        people[word] = max(people.get(word, 0.0), share)
    write(out / "people.csv", people)
    write(out / "things.csv", ofac(ofac_folder, people=False))


if __name__ == "__main__" and len(sys.argv) == 4:
    main(*(Path(argument) for argument in sys.argv[1:4]))
