"""Claim: a list of 200 passengers is fully decoded in less time than a peer takes to cut it.

The peer is pydifact 0.2, which splits the same text into segments and elements and decodes
nothing; it refuses any UNG, so the text has none. Both run in turns in this process; medians of
processor time on one core.

Run: python benchmarks/paxlst.py
"""

import statistics
import time
import warnings
from collections.abc import Callable
from dataclasses import replace

from pydifact.segmentcollection import RawSegmentCollection

from seawall.engines.edifact import PaxlstMessage, read_interchange, read_paxlst, write_paxlst
from seawall.engines.edifact.paxlst.records import (
    BagTag,
    Call,
    CallTime,
    Contact,
    Document,
    Envelope,
    Leg,
    LocalTime,
    Party,
    Traveller,
)

PASSENGERS = 200
ROUNDS = 15


def passenger(number: int) -> Traveller:
    """One invented passenger with everything that a carrier usually sends."""
    return Traveller(
        kind="passenger",
        surname=f"SAMPLEPERSON{number:04d}",
        given_names="FIRST",
        middle_names="SECOND",
        sex="MF"[number % 2],
        birth_date=f"{1950 + number % 60}-{1 + number % 12:02d}-{1 + number % 28:02d}",
        bag_count=1,
        bag_weight=17.0,
        bag_weight_unit="KGM",
        bag_tags=(BagTag(f"ZZ{number:06d}"),),
        clearance="BGI",
        residence="UTO",
        embark="MIA",
        disembark="BGI",
        birth_country="UTO",
        nationality="UTO",
        booking_reference=f"ZZ{number:04d}",
        unique_reference=f"PAX{number:05d}",
        seat=f"{1 + number // 6}{'ABCDEF'[number % 6]}",
        documents=(Document("P", ("110", "111"), f"UT{number:07d}", "UTO", "2031-05-17"),),
    )


def message() -> bytes:
    """One PAXLST of 200 passengers without a functional group."""
    legs = (
        Leg(
            "20",
            "ZZ0101",
            carrier="ZZ",
            calls=(
                Call("125", "MIA", times=(CallTime("189", LocalTime("2026-03-01T10:05")),)),
                Call("87", "BGI", times=(CallTime("232", LocalTime("2026-03-01T14:40")),)),
            ),
        ),
    )
    return write_paxlst(
        PaxlstMessage(
            envelope=Envelope(
                "UNOA", "4", "ZZAIR", "ZZ", "STATE", "ZZ", "2026-03-01T08:00", "1", "APIS"
            ),
            document_code="745",
            transaction_reference="ZZ0101260301",
            parties=(Party("MS", None, ("DESK",), (Contact("1 555 0100", "TE"),)),),
            legs=legs,
            travellers=tuple(passenger(number) for number in range(PASSENGERS)),
        )
    )


def seconds(run: Callable[[], object]) -> float:
    """Processor time of one run, so that a busy machine does not blur the comparison."""
    start = time.process_time()
    run()
    return time.process_time() - start


def main() -> None:
    warnings.simplefilter("ignore")  # the peer warns that it has no directory for these segments
    data = message()
    text = data.decode("ascii").replace("UNA:+.?*'", "UNA:+.? '")
    released = write_paxlst(replace(read_paxlst(data)[0], transaction_reference="ZZ+1"))
    assert len(read_paxlst(data)[0].travellers) == PASSENGERS
    runs: dict[str, Callable[[], object]] = {
        "decode (read_paxlst)": lambda: read_paxlst(data),
        "decode, one released text": lambda: read_paxlst(released),
        "cut (read_interchange)": lambda: read_interchange(data),
        "peer cuts (pydifact)": lambda: list(RawSegmentCollection.from_str(text).segments),
    }
    taken: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(ROUNDS):
        for name, run in runs.items():
            taken[name].append(seconds(run))
    medians = {name: statistics.median(times) for name, times in taken.items()}
    peer = medians["peer cuts (pydifact)"]
    segments = data.count(b"'")
    print(f"{PASSENGERS} passengers, {segments:,} segments, {len(data):,} bytes")
    for name, median in medians.items():
        print(f"{name:28}{1 / median:9.1f} messages/s   {peer / median:6.1f} x peer")


if __name__ == "__main__":
    main()
