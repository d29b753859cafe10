"""The kernel that turns frames into rows and keeps each aircraft's last position."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from seawall.engines.kernels import borrowed, inlined, kernel
from seawall.engines.modes import memory as m
from seawall.engines.modes.frames import LONG, SHORT, Bytes, Record, Records, note
from seawall.engines.modes.memory import clear, slot_of
from seawall.engines.modes.messages import bits, read_reply, read_squitter
from seawall.engines.modes.parity import remainder, wrong_bit
from seawall.engines.modes.position import apart_nm, global_position, local_position
from seawall.engines.modes.reasons import Reason

LENGTH, PARITY, UNKNOWN_ADDRESS, UNSUPPORTED = (
    int(reason)
    for reason in (Reason.LENGTH, Reason.PARITY, Reason.UNKNOWN_ADDRESS, Reason.UNSUPPORTED)
)

HEARD_SECONDS = 300.0
"""How long an aircraft counts as heard, so that replies which hide its address are believed."""
PAIR_SECONDS = 10.0
"""Most seconds between the two reports of a pair (DO-260B, A.1.7.7)."""
NEAR_SECONDS = 600.0
"""Most seconds since a position near which the next is sought."""
FASTEST_KN, SLACK_NM = 1_500.0, 3.0
"""A report further from the last position than this allows is not placed by it."""
AIRBORNE, SURFACE = 360.0, 90.0
INTERROGATORS = 0x7F
"""Squitters and all-call replies may have an interrogator's code over their parity."""
GOOD, CORRECTED, SUSPECT = 0, 1, 2


@inlined
def is_recent(time: float, seconds: float, since: float) -> bool:
    """Whether it happened not longer ago; without times, whether it happened."""
    if np.isnan(time) or np.isnan(since):
        return True
    return abs(time - since) <= seconds


@inlined
def is_heard(craft: Record, address: int, time: float) -> bool:
    """Whether the place in the table is that of an aircraft heard lately."""
    return bool(craft.address == address) and is_recent(time, HEARD_SECONDS, craft.heard)


@inlined
def global_place(craft: Record, odd: int) -> tuple[float, float]:
    """The position that the aircraft's last even and odd reports give together, or NaN."""
    gap = craft.code_time[0] - craft.code_time[1]
    if not abs(gap) <= PAIR_SECONDS:
        return np.nan, np.nan
    return global_position(
        craft.code_lat[0], craft.code_lon[0], craft.code_lat[1], craft.code_lon[1], odd == 1
    )


@inlined
def can_reach(lat0: float, lon0: float, lat1: float, lon1: float, seconds: float) -> bool:
    """Whether an aircraft can get from one place to the other in so many seconds."""
    if not abs(seconds) <= NEAR_SECONDS:
        return False
    return apart_nm(lat0, lon0, lat1, lon1) <= SLACK_NM + FASTEST_KN * abs(seconds) / 3600.0


@inlined
def believed(craft: Record, lat: float, lon: float, time: float) -> bool:
    """Whether the place that a pair gives may stand.

    Two reports that do not belong together give any place. One that the aircraft cannot have
    reached from its last is doubted until a second pair confirms it (DO-260B, A.1.7.10.2).
    """
    since = time - craft.placed
    if not abs(since) <= NEAR_SECONDS:
        return True
    if can_reach(craft.lat, craft.lon, lat, lon, since):
        return True
    if can_reach(craft.doubt_lat, craft.doubt_lon, lat, lon, time - craft.doubted):
        return True
    craft.doubt_lat, craft.doubt_lon, craft.doubted = lat, lon, time
    return False


@inlined
def near_place(
    craft: Record, lat_code: int, lon_code: int, odd: int, span: float, time: float
) -> tuple[float, float]:
    """The position nearest to the aircraft's last, or NaN if it cannot have come there."""
    if not abs(time - craft.placed) <= NEAR_SECONDS:
        return np.nan, np.nan
    lat, lon = local_position(lat_code, lon_code, odd == 1, span, craft.lat, craft.lon)
    if not can_reach(craft.lat, craft.lon, lat, lon, time - craft.placed):
        return np.nan, np.nan
    return lat, lon


@inlined
def place(
    craft: Record,
    row: Record,
    me: int,
    surface: bool,
    time: float,
    here: npt.NDArray[np.float64],
) -> None:
    """Work out where a position report is from, and remember it.

    By the pair of an even and an odd report; else by the aircraft's last position; a surface
    report also by the receiver's, which hears it only from near by.
    """
    odd, lat_code, lon_code = bits(me, 22, 1), bits(me, 23, 17), bits(me, 40, 17)
    if surface != craft.surface:
        craft.code_time[0] = craft.code_time[1] = np.nan
        craft.surface = surface
    craft.code_lat[odd], craft.code_lon[odd], craft.code_time[odd] = lat_code, lon_code, time
    lat, lon = np.nan, np.nan
    if not surface:
        lat, lon = global_place(craft, odd)
        if not np.isnan(lat) and not believed(craft, lat, lon, time):
            lat = np.nan
    if np.isnan(lat):
        span = SURFACE if surface else AIRBORNE
        lat, lon = near_place(craft, lat_code, lon_code, odd, span, time)
    if np.isnan(lat) and surface and not np.isnan(here[0]):
        lat, lon = local_position(lat_code, lon_code, odd == 1, SURFACE, here[0], here[1])
    if not np.isnan(lat):
        row.lat, row.lon = lat, lon
        row.known |= m.LAT | m.LON
        craft.lat, craft.lon, craft.placed = lat, lon, time


@inlined
def begin(row: Record, frame: Record, time: float, given: bool) -> None:
    """A row that so far says only when and how the frame was heard."""
    row.offset, row.known = frame.offset, 0
    row.corrected, row.foreign = False, False
    if frame.ticks >= 0:
        row.ticks = frame.ticks
        row.known |= m.TICKS
    if frame.signal > 0:
        row.signal = frame.signal
        row.known |= m.SIGNAL
    if given:
        row.time = time
        row.known |= m.TIME


@inlined
def number(data: Bytes, first: int, count: int) -> int:
    """Count bytes of the frame from byte first as a number."""
    value = 0
    for k in range(first, first + count):
        value = value << 8 | int(data[k])
    return value


@kernel
def repaired(data: Bytes, table: Records, time: float) -> bool:
    """Put one wrong bit right, if that makes it a squitter of an aircraft that was heard."""
    bit = wrong_bit(remainder(data, LONG))
    if bit < 0:
        return False
    data[bit >> 3] ^= 128 >> (bit & 7)
    address = number(data, 1, 3)
    if is_heard(table[slot_of(table, address)], address, time):
        return True
    data[bit >> 3] ^= 128 >> (bit & 7)
    return False


@inlined
def address_of(
    data: Bytes, format_: int, size: int, table: Records, time: float
) -> tuple[int, int]:
    """The address and how it was found, or minus the reason why there is none."""
    rest = remainder(data, size)
    if format_ == 17 or format_ == 18:
        if rest == 0:
            return number(data, 1, 3), GOOD
        if repaired(data, table, time):
            return number(data, 1, 3), CORRECTED
        return -PARITY, SUSPECT
    address = rest
    if format_ == 11:
        if rest == 0:
            return number(data, 1, 3), GOOD
        if rest > INTERROGATORS:
            return -PARITY, SUSPECT
        address = number(data, 1, 3)
    if not is_heard(table[slot_of(table, address)], address, time):
        return -UNKNOWN_ADDRESS, SUSPECT
    return address, SUSPECT


@inlined
def supported(format_: int, data: Bytes) -> bool:
    """Whether frames of this downlink format are read; format 18 with ICAO or other addresses."""
    if format_ == 18:
        control = data[0] & 7
        return bool(control <= 2 or control == 5 or control == 6)
    return format_ in (0, 4, 5, 11, 16, 17, 20, 21)


@kernel
def read_frame(
    frame: Record,
    time: float,
    given: bool,
    table: Records,
    here: npt.NDArray[np.float64],
    row: Record,
) -> int:
    """Read one frame into a row; returns 0, or the reason why it was rejected."""
    data, size = frame.data, int(frame.size)
    format_ = int(data[0]) >> 3
    if size != (LONG if format_ >= 16 else SHORT):
        return LENGTH
    if not supported(format_, data):
        return UNSUPPORTED
    address, how = address_of(data, format_, size, table, time)
    if address < 0:
        return -address
    begin(row, frame, time, given)
    row.address, row.format, row.corrected = address, format_, how == CORRECTED
    craft = table[slot_of(table, address)]
    if craft.address != address:
        clear(craft, address)
    craft.heard = time
    if format_ == 17 or format_ == 18:
        control, me = data[0] & 7, number(data, 4, 7)
        row.foreign = format_ == 18 and (control == 1 or control == 5)
        typecode = bits(me, 1, 5)
        read_squitter(row, me, typecode)
        if 5 <= typecode <= 18 or 20 <= typecode <= 22:
            place(craft, row, me, typecode <= 8, time, here)
    else:
        read_reply(row, number(data, 0, 4), format_)
    return 0


@kernel
def decode(
    kept: Records,
    times: npt.NDArray[np.float64],
    given: bool,
    known: Records,
    here: npt.NDArray[np.float64],
    written: Records,
    rejected: Records,
    founds: Records,
) -> int:
    """Read frames into rows; returns how many rows were written.

    Args:
        kept: frames.
        times: seconds, one a frame.
        given: whether the times are Unix times, and belong into the rows.
        known: the table of aircraft.
        here: latitude and longitude of the receiver, or NaN.
        written: room for one row a frame.
        rejected: room for one reject a frame.
        founds: where rejects are counted.
    """
    frames, clock, table, place_here = (
        borrowed(kept),
        borrowed(times),
        borrowed(known),
        borrowed(here),
    )
    rows, rejects, found, n = borrowed(written), borrowed(rejected), founds[0], 0
    for i in range(frames.size):
        reason = read_frame(frames[i], clock[i], given, table, place_here, rows[n])
        if reason:
            note(found, rejects, frames[i].offset - found.offset, reason)
        else:
            n += 1
    return n
