"""Claim: ten megabytes of the worst junk we know cost at most three seconds of processor time.

Each kind is repeated, or counted up where repetition would make it cheap, behind a sound start.
There is no peer in it: what counts is that nobody can keep a node busy with one file. Kinds end
in `too_dense` or `too_many_envelopes`, or are read with what deviates noted.

Run: python benchmarks/paxlst_hostile.py [megabytes]
"""

import sys
import time
from itertools import count

from seawall.engines.edifact import EdifactError, read_paxlst

START = b"UNB+UNOA:4+ZZ+ZZ+260301:0800+1'UNH+1+PAXLST:D:12B:UN:IATA'"
REPEATED = (
    b"'", b"?", b"+", b":", b"*", b"?'", b"?+'", b"x'", b"A'?", b"\xff'", b"\xc3\xa9'", b"\n'",
    b"\x00", b"A+'", b"COM+*'", b"UNA:+.? '", b"UNB+", b"UNH+'", b"UNH", b"UNT'", b"UNZ'UN'",
    b"UNG+'", b"xUNB+'", b"NAD'", b"NAD+FL'", b"NAD+FL+++++NAD++NAD++NAD++'", b"TDT'LOC'",
    b"BGM'", b"AUT'", b"ABC\n+'", bytes(range(256)),
)  # fmt: skip
COUNTED = (
    b"A%d'", b"RFF+%d'", b"DTM+329:%d'", b"NAD+FL+++%d'", b"\nNAD+FL+++%d'", b"NAD+FL+++?A%d'",
    b"NAD+FL+++\xff%d'", b"NAD+\x00FL+++%d'", b"NAD+FL+++%d'DOC+P'", b"COM+%d*1*2'",
)  # fmt: skip


def counted(pattern: bytes, size: int) -> bytes:
    """About so many bytes of a pattern with a number that counts up."""
    pieces: list[bytes] = []
    for number in count():
        if size <= 0:
            break
        pieces.append(pattern % number)
        size -= len(pieces[-1])
    return b"".join(pieces)


def measured(data: bytes) -> tuple[float, str]:
    """Processor seconds of reading, and how it ended."""
    start = time.process_time()
    try:
        ended = f"{sum(len(message.travellers) for message in read_paxlst(data))} travellers"
    except EdifactError as error:
        ended = error.code
    return time.process_time() - start, ended


def main() -> None:
    size = int(float(sys.argv[1] if len(sys.argv) > 1 else 10) * 1_000_000)
    taken: list[tuple[float, str, bytes]] = []
    for unit in REPEATED:
        taken.append((*measured(START + unit * (size // len(unit))), unit))
    for pattern in COUNTED:
        taken.append((*measured(START + counted(pattern, size)), pattern))
    for seconds, ended, kind in sorted(taken, reverse=True):
        print(f"{seconds:6.2f} s  {ended:20}  {str(kind)[:50]}")


if __name__ == "__main__":
    main()
