"""Frames in, columns out: contents, positions, parity, framing, and hostile bytes."""

from __future__ import annotations

import io
import random
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seawall.engines import modes
from seawall.engines.modes import Reason, encode
from seawall.engines.modes.altitude import UNKNOWN, altitude13, squawk
from seawall.engines.modes.batch import COLUMNS
from seawall.engines.modes.frames import FRAME
from seawall.engines.modes.memory import MOST_AIRCRAFT
from seawall.engines.modes.parity import WRONG_BITS
from seawall.engines.modes.rows import rows

ADDRESS = 0x0A0B0C
SECOND = 12_000_000
HERE = (13.07, -59.49)


def read(*frames: bytes, step: int = SECOND // 2, **more: tuple[float, float]) -> modes.Batch:
    return modes.decode(encode.feed(frames, ticks=99, step=step), "beast", **more)


def known(batch: modes.Batch, row: int = 0) -> dict[str, object]:
    listed = list(rows(batch))[row]
    dull = {"offset", "ticks", "signal", "corrected", "foreign"}
    return {name: value for name, value in listed.items() if value is not None and name not in dull}


def flying(
    lat: float, lon: float, *, odd: bool, feet: int = 31_000, address: int = ADDRESS
) -> bytes:
    return encode.squitter(address, encode.airborne(lat, lon, feet, odd=odd))


def test_identity() -> None:
    frame = encode.squitter(ADDRESS, encode.identification("SEA 123", category=3))
    assert known(read(frame)) == {
        "address": "0A0B0C",
        "format": 17,
        "typecode": 4,
        "callsign": "SEA 123",
        "category": "A3",
    }


@pytest.mark.parametrize("track", [0.0, 45.0, 135.5, 225.0, 359.0])
def test_velocity(track: float) -> None:
    seen = known(read(encode.squitter(ADDRESS, encode.velocity(450.0, track, -1_280))))
    assert seen["speed_kn"] == pytest.approx(450.0, abs=0.8)
    assert seen["track"] == pytest.approx(track, abs=0.1)
    assert seen["vertical_rate_fpm"] == -1_280
    assert seen["geometric_rate"] is False
    assert seen["on_ground"] is False
    assert "heading" not in seen


def test_velocity_without_information_is_unknown() -> None:
    seen = known(read(encode.squitter(ADDRESS, 19 << 51 | 1 << 48)))
    assert set(seen) == {"address", "format", "typecode", "on_ground"}


@settings(max_examples=200, deadline=None)
@given(
    lat=st.floats(-86.9, 86.9), lon=st.floats(-180, 180), odd_first=st.booleans()
)  # fmt: skip
def test_a_pair_of_reports_gives_the_place(lat: float, lon: float, odd_first: bool) -> None:
    batch = read(flying(lat, lon, odd=odd_first), flying(lat, lon, odd=not odd_first))
    assert batch["lat"].tolist()[0] is None
    assert batch["altitude_ft"].tolist() == [31_000, 31_000]
    if batch["lat"].valid[1]:
        assert batch["lat"].values[1] == pytest.approx(lat, abs=0.0001)
        apart = (batch["lon"].values[1] - lon + 180) % 360 - 180
        assert abs(apart) * np.cos(np.radians(lat)) < 0.0005
    else:
        near = np.abs(encode._zones(lat + 0.0002) - encode._zones(lat - 0.0002))
        assert near, "only where the two reports fall into different zones of latitude"


def test_after_a_pair_each_report_gives_a_place() -> None:
    path = [(13.0 + 0.002 * n, -59.5 - 0.001 * n) for n in range(8)]
    frames = [flying(*place, odd=n == 1) for n, place in enumerate(path)]
    batch = read(*frames, step=SECOND)
    assert batch["lat"].tolist()[0] is None
    for row, (lat, lon) in list(enumerate(path))[1:]:
        assert batch["lat"].values[row] == pytest.approx(lat, abs=0.0001)
        assert batch["lon"].values[row] == pytest.approx(lon, abs=0.0001)


def test_reports_too_far_apart_in_time_are_no_pair() -> None:
    pair = flying(13, -59, odd=False), flying(13, -59, odd=True)
    assert read(*pair, step=11 * SECOND)["lat"].tolist() == [None, None]
    untimed = b"".join(map(encode.avr, pair))
    assert modes.decode(untimed, "avr")["lat"].tolist() == [None, None]
    assert modes.Decoder("avr").feed(untimed, received=5.0)["lat"].tolist()[1] == pytest.approx(13)


def test_reports_of_two_aircraft_are_no_pair() -> None:
    batch = read(flying(13, -59, odd=False), flying(13, -59, odd=True, address=ADDRESS + 1))
    assert batch["lat"].tolist() == [None, None]


def test_a_place_that_the_aircraft_cannot_have_reached_waits_for_a_second_pair() -> None:
    """The third frame and the first make a pair that gives a place anywhere on Earth."""
    pair = flying(13, -59, odd=False), flying(13, -59, odd=True)
    there = [flying(14.5, -59, odd=n % 2 == 0) for n in range(4)]
    lat = read(*pair, *there)["lat"].tolist()
    assert lat[2:4] == [None, None]
    assert lat[4:] == [pytest.approx(14.5, abs=0.0001)] * 2


def test_on_the_ground_the_receiver_s_place_decides() -> None:
    me = encode.surface(13.0746, -59.4925, odd=False, movement=30, track=90.0)
    frame = encode.squitter(ADDRESS, me)
    assert read(frame)["lat"].tolist() == [None]
    seen = known(read(frame, receiver=HERE))
    assert seen["lat"] == pytest.approx(13.0746, abs=0.00005)
    assert seen["lon"] == pytest.approx(-59.4925, abs=0.00005)
    assert (seen["speed_kn"], seen["track"], seen["on_ground"]) == (10.5, 90.0, True)


@pytest.mark.parametrize(("digits", "state"), [("7700", 1), ("7600", 4), ("7500", 5), ("0021", 0)])
def test_squawk_and_emergency(digits: str, state: int) -> None:
    heard = encode.all_call(ADDRESS)
    reply = encode.reply(ADDRESS, encode.identity_code(digits), downlink=5, status=4)
    seen = known(read(heard, reply), 1)
    assert (seen["squawk"], seen["emergency"]) == (digits, state)
    assert (seen["alert"], seen["ident"]) == (True, True)
    stated = known(read(encode.squitter(ADDRESS, encode.emergency(3, digits))))
    assert (stated["squawk"], stated["emergency"]) == (digits, 3)


def test_every_squawk_and_altitude_code() -> None:
    assert {squawk(encode.identity_code(f"{n:04o}")) for n in range(4096)} == {
        int(f"{n:04o}") for n in range(4096)
    }
    for feet in range(-1_000, 50_200, 25):
        assert altitude13(encode.altitude_code(feet)) == feet
    assert altitude13(0) == UNKNOWN
    assert altitude13(0x40) == UNKNOWN


def gillham(feet: int) -> int:
    """The 13-bit code of an altitude in hundreds of feet, made from the definition of the code.

    Five hundreds are a reflected binary count of D2 D4 A1 A2 A4 B1 B2 B4; within them C1 C2 C4
    count up in one five hundred and down in the next.
    """
    count, rest = divmod(feet + 1_200, 500)
    gray = count ^ count >> 1
    cs = ["001", "011", "010", "110", "100"]
    c = cs[rest // 100] if count % 2 == 0 else cs[::-1][rest // 100]
    d2, d4, a1, a2, a4, b1, b2, b4 = f"{gray:08b}"
    c1, c2, c4 = c
    return int("".join((c1, a1, c2, a2, c4, a4, "0", b1, "0", b2, d2, b4, d4)), 2)


def test_altitudes_in_hundreds_of_feet() -> None:
    for feet in range(-1_200, 126_700, 100):
        assert altitude13(gillham(feet)) == feet
    valid = {gillham(feet) for feet in range(-1_200, 126_800, 100)}
    for code in range(8192):
        if code & 0x50 == 0 and code not in valid:
            assert altitude13(code) == UNKNOWN


def test_one_wrong_bit_is_put_right_only_for_aircraft_that_were_heard() -> None:
    good = encode.squitter(ADDRESS, encode.identification("SEAWALL"))
    for bit in sorted(WRONG_BITS.tolist()):
        bad = bytearray(good)
        bad[bit // 8] ^= 128 >> bit % 8
        alone = read(bytes(bad))
        assert alone.rejects.counts() == {Reason.PARITY: 1}
        batch = read(good, bytes(bad))
        assert batch["callsign"].tolist() == ["SEAWALL", "SEAWALL"]
        assert batch["corrected"].tolist() == [False, True]
        assert batch["address"].tolist() == [ADDRESS, ADDRESS]


def test_two_wrong_bits_are_rejected() -> None:
    good = encode.squitter(ADDRESS, encode.identification("SEAWALL"))
    for first in range(5, 112, 9):
        for second in range(first + 1, 112, 7):
            bad = bytearray(good)
            bad[first // 8] ^= 128 >> first % 8
            bad[second // 8] ^= 128 >> second % 8
            assert read(good, bytes(bad)).rejects.counts() == {Reason.PARITY: 1}


def test_replies_are_believed_only_of_aircraft_heard_lately() -> None:
    reply = encode.reply(ADDRESS, encode.altitude_code(12_000))
    assert read(reply).rejects.counts() == {Reason.UNKNOWN_ADDRESS: 1}
    heard = read(encode.all_call(ADDRESS), reply)
    assert heard["altitude_ft"].tolist() == [None, 12_000]
    late = read(encode.all_call(ADDRESS), reply, step=301 * SECOND)
    assert late.rejects.counts() == {Reason.UNKNOWN_ADDRESS: 1}


def test_other_transmitters_have_foreign_addresses() -> None:
    me = encode.identification("TRAWLER1")
    batch = read(*(encode.squitter(5, me, downlink=18, control=control) for control in range(8)))
    assert batch["foreign"].tolist() == [False, True, False, True, False]
    assert batch.rejects.counts() == {Reason.UNSUPPORTED: 3}


def test_escapes_clocks_and_signals() -> None:
    ticks = 0x1A1A00001A1A
    frame = encode.squitter(0x1A1A1A, encode.identification("SEA"))
    batch = modes.decode(encode.beast(frame, ticks=ticks, signal=0x1A), "beast")
    assert batch["ticks"].tolist() == [ticks]
    assert batch["signal"].tolist() == [0x1A]
    assert batch["address"].tolist() == [0x1A1A1A]
    text = (
        encode.avr(frame, ticks=7) + encode.avr(frame) + b"<0000000000FF7F" + frame.hex().encode()
    )
    batch = modes.decode(text + b";\r\n*1234;\n", "avr")
    assert batch["ticks"].tolist() == [7, None, 255]
    assert batch["signal"].tolist() == [None, None, 0x7F]
    assert batch.other == 1


@pytest.mark.parametrize(
    ("data", "framing", "reason"),
    [
        (b"hello", "beast", Reason.JUNK),
        (b"\x1a9abc", "beast", Reason.JUNK),
        (b"\x1a3" + bytes(10), "beast", Reason.CUT),
        (b"\x1a3" + bytes(10) + b"\x1a4" + bytes(21), "beast", Reason.CUT),
        (b"\x1a", "beast", Reason.CUT),
        (encode.beast(bytes(7)), "beast", Reason.UNKNOWN_ADDRESS),
        (encode.beast(b"\x80" + bytes(6)), "beast", Reason.LENGTH),
        (encode.beast(b"\xff" + bytes(13)), "beast", Reason.UNSUPPORTED),
        (b"hello;\n", "avr", Reason.JUNK),
        (b"*8D406;\n", "avr", Reason.LENGTH),
        (b"*8D40;\n*zz406B909945DE;\n", "avr", Reason.JUNK),
        (b"*8D406B909945DE\n", "avr", Reason.CUT),
        (b"@zzzzzzzzzzzz8D406B909945DE;\n", "avr", Reason.JUNK),
    ],
)
def test_each_reject_has_its_reason(data: bytes, framing: str, reason: Reason) -> None:
    good = encode.squitter(ADDRESS, encode.identification("SEA"))
    wrap = encode.beast if framing == "beast" else encode.avr
    if reason is not Reason.CUT or framing == "avr":
        after = modes.decode(data + wrap(good), framing)  # type: ignore[arg-type]
        assert after["callsign"].tolist() == ["SEA"]
    batch = modes.decode(wrap(good) + data, framing)  # type: ignore[arg-type]
    assert batch["callsign"].tolist() == ["SEA"]
    assert batch.rejects.counts() == {reason: 1}
    assert batch.rejects.offset[0] >= len(wrap(good))


@settings(max_examples=60, deadline=None)
@given(
    cuts=st.lists(st.integers(0, 400), max_size=10).map(sorted),
    framing=st.sampled_from(("beast", "avr")),
)
def test_a_stream_may_be_split_anywhere(cuts: list[int], framing: str) -> None:
    frames = [flying(13, -59 - n * 0.001, odd=n % 2 == 1) for n in range(10)]
    wrap = encode.beast if framing == "beast" else encode.avr
    data = b"".join(wrap(frame, ticks=SECOND * n + 0x1A1A) for n, frame in enumerate(frames))
    data = data[:150] + b"\x00junk\n" + data[150:]
    whole, decoder = modes.decode(data, framing), modes.Decoder(framing)  # type: ignore[arg-type]
    pieces = [data[i:j] for i, j in zip([0, *cuts], [*cuts, len(data)], strict=True)]
    batches = [*(decoder.feed(piece) for piece in pieces), decoder.close()]
    for name in ("address", "offset", "lat", "lon"):
        listed = [value for batch in batches for value in batch[name].tolist()]
        assert listed == whole[name].tolist()
    reasons = [reason for batch in batches for reason in batch.rejects.reason.tolist()]
    assert set(reasons) == set(whole.rejects.reason.tolist())


@settings(max_examples=200, deadline=None)
@given(data=st.binary(max_size=1_500), framing=st.sampled_from(("beast", "avr")))
def test_any_bytes(data: bytes, framing: str) -> None:
    batch = modes.decode(data, framing)  # type: ignore[arg-type]
    assert np.all((batch.rejects.offset >= 0) & (batch.rejects.offset <= len(data)))
    list(rows(batch))


def test_hostile_frames_with_right_parity_and_ever_new_addresses_do_not_grow() -> None:
    """100,000 frames: contents at random, twice as many addresses as are kept."""
    random_ = random.Random(3)
    decoder, seen = modes.Decoder("beast"), 0
    for turn in range(20):
        frames = np.zeros(5_000, FRAME)
        for n, frame in enumerate(frames):
            me = random_.getrandbits(56)
            data = encode.squitter(turn * 5_000 + n + 1, me, downlink=random_.choice((17, 18)))
            frame["size"], frame["data"] = 14, list(data)
        batch = decoder.read(frames, np.full(5_000, 1_000.0 + turn))
        seen += len(batch) + len(batch.rejects)
        lat, lon = batch["lat"], batch["lon"]
        assert np.all(np.abs(lat.values[lat.valid]) <= 90)
        assert np.all(np.abs(lon.values[lon.valid]) <= 180)
        for name in COLUMNS:
            batch[name].tolist()
        assert np.count_nonzero(decoder._aircraft["address"] >= 0) <= MOST_AIRCRAFT + 5_000
    assert seen == 100_000


@pytest.mark.shared_data
def test_real_frames_agree_with_themselves(shared_data: Path) -> None:
    """Address and type code as recorded; places, speeds and tracks that fit one flight."""
    lines = (shared_data / "picture" / "modes" / "pymodes-adsb.csv").read_text().splitlines()
    recorded = [line.replace('"', "").split(",") for line in lines]
    frames = np.zeros(len(recorded), FRAME)
    for frame, (_, digits, _, _) in zip(frames, recorded, strict=True):
        frame["size"], frame["data"] = 14, list(bytes.fromhex(digits))
    times = np.array([float(record[0]) for record in recorded])
    batch = modes.Decoder("beast").read(frames, times)
    assert len(batch) == 2_000
    assert batch["address"].tolist() == [int(record[2], 16) for record in recorded]
    assert batch["typecode"].tolist() == [int(record[3]) for record in recorded]
    placed = batch["lat"].valid
    assert placed.sum() > 930
    lat, lon = np.radians(batch["lat"].values[placed]), np.radians(batch["lon"].values[placed])
    seconds = batch["time"].values[placed]
    moved = 3440.065 * np.hypot(np.diff(lat), np.diff(lon) * np.cos(lat[1:]))
    assert np.all(moved <= 0.15 * (np.diff(seconds) + 2.0)), "times are whole seconds, unordered"
    travelled = 3440.065 * np.hypot(lat[-1] - lat[0], (lon[-1] - lon[0]) * np.cos(lat[0]))
    hours = (seconds[-1] - seconds[0]) / 3600
    speeds = batch["speed_kn"]
    assert travelled / hours == pytest.approx(speeds.values[speeds.valid].mean(), rel=0.05)


def test_a_file_in_pieces() -> None:
    frames = [flying(13, -59, odd=n % 2 == 1) for n in range(3_000)]
    batches = list(modes.decode_file(io.BytesIO(encode.feed(frames)), "beast"))
    assert sum(map(len, batches)) == 3_000
