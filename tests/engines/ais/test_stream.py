"""Parts, tag blocks, splits anywhere, and what a stream remembers."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seawall.engines import ais
from seawall.engines.ais import Reason
from seawall.engines.ais.encode import checksum, encode, tag_block
from seawall.engines.ais.memory import PART_LINES, SLOTS
from seawall.engines.ais.rows import COLUMNS, rows
from seawall.engines.ais.stream import LONGEST_LINE


def static(mmsi: int, name: str, sequence: int = 1, **more: str) -> list[str]:
    values = {"mmsi": mmsi, "shipname": name, "destination": "NORTH PIER"}
    return encode("5", values, sequence=sequence, **more)


def position(mmsi: int) -> str:
    return encode("1", {"mmsi": mmsi, "lat": 13.1, "lon": -59.6})[0]


def lines(*given: str) -> bytes:
    return "\r\n".join(given).encode() + b"\r\n"


def test_parts_are_joined_whatever_stands_between_them() -> None:
    first, second = static(211000001, "ALPHA")
    batch = ais.decode(
        lines(
            first,
            "$GPGGA,junk",
            position(1),
            "# a comment",
            *static(2, "BRAVO", 2),
            "",
            position(3),
            second,
        )
    )
    assert batch["mmsi"].tolist() == [1, 2, 3, 211000001]
    assert batch["shipname"].tolist() == [None, "BRAVO", None, "ALPHA"]
    assert batch.line.tolist() == [3, 6, 8, 9]
    assert batch.offset[-1] == 0
    assert batch.parts.tolist() == [1, 2, 1, 2]
    assert (batch.other, batch.comments, len(batch.rejects)) == (1, 1, 0)


def test_parts_in_the_wrong_order_are_joined() -> None:
    first, second = static(5, "CHARLIE")
    assert ais.decode(lines(second, first))["shipname"].tolist() == ["CHARLIE"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"channel": "A"}, {"channel": "B"}),
        ({"talker": "AI"}, {"talker": "BS"}),
        ({"own": True}, {"own": False}),
        ({"sequence": 1}, {"sequence": 2}),
    ],
)
def test_messages_in_parts_do_not_mix(one: dict[str, str], other: dict[str, str]) -> None:
    a, b = static(1, "ONE", **one), static(2, "OTHER", **other)
    batch = ais.decode(lines(a[0], b[0], b[1], a[1]))
    assert batch["shipname"].tolist() == ["OTHER", "ONE"]


def test_two_stations_with_the_same_sequence_number_do_not_mix() -> None:
    a, b = static(1, "ONE"), static(2, "OTHER")
    north, south = tag_block(source="north"), tag_block(source="south")
    batch = ais.decode(lines(north + a[0], south + b[0], north + a[1], south + b[1]))
    assert batch["shipname"].tolist() == ["ONE", "OTHER"]
    assert batch.source.tolist() == [b"north", b"south"]


def test_a_part_that_leaves_the_channel_out_belongs_to_the_one_that_waits() -> None:
    first, second = static(1, "DELTA")
    body = second[1:-3].replace(",A,", ",,")
    batch = ais.decode(lines(first, f"!{body}*{checksum(body)}"))
    assert batch["shipname"].tolist() == ["DELTA"]
    assert batch.channel.tolist() == [b"A"]


def test_a_group_s_source_and_time_hold_for_all_its_sentences() -> None:
    first, second = static(1, "ECHO")
    batch = ais.decode(
        lines(
            tag_block(group=(1, 2, 88), source="tower", time=1_700_000_000) + first,
            tag_block(source="other", time=5) + position(9),
            tag_block(group=(2, 2, 88)) + second,
        )
    )
    assert batch.source.tolist() == [b"other", b"tower"]
    assert batch.time.tolist() == [5.0, 1_700_000_000.0]


def test_times_in_milliseconds_in_suffixes_and_in_gatehouse_sentences() -> None:
    suffixed = position(2) + ",d-119,T12.34,r003669958,1085889680"
    announced = "$PGHP,1,2010,6,11,11,46,11,390,231,45,992190934,1,2B*5B"
    batch = ais.decode(
        lines(
            tag_block(time=1_700_000_000_123) + position(1),
            suffixed,
            announced,
            position(3),
            position(4),
        )
    )
    assert batch.time[:3].tolist() == [1_700_000_000.123, 1_085_889_680.0, 1_276_256_771.390]
    assert np.isnan(batch.time[3])
    assert batch.source.tolist() == [b"", b"r003669958", b"", b""]
    assert next(rows(batch))["time"].isoformat() == "2023-11-14T22:13:20.123000+00:00"


def test_a_bad_tag_block_is_dropped_and_the_sentence_kept() -> None:
    batch = ais.decode(lines(tag_block(source="north").replace("*", "*F") + position(1)))
    assert batch.source.tolist() == [b""]
    assert batch.rejects.counts() == {Reason.TAG: 1}


def test_the_same_part_twice_is_a_duplicate_and_another_a_new_message() -> None:
    first, second = static(1, "FOXTROT")
    again = ais.decode(lines(first, first, second))
    assert again["shipname"].tolist() == ["FOXTROT"]
    assert again.rejects.counts() == {Reason.DUPLICATE: 1}
    other = static(2, "GOLF")
    replaced = ais.decode(lines(first, *other))
    assert replaced["shipname"].tolist() == ["GOLF"]
    assert replaced.rejects.counts() == {Reason.INCOMPLETE: 1}
    assert replaced.rejects.offset.tolist() == [0]


def test_a_part_is_given_up_after_so_many_lines_or_seconds() -> None:
    first, second = static(1, "HOTEL")
    late = ais.decode(lines(first, *["$GPXXX,"] * (PART_LINES + 1), second))
    assert late.rejects.counts() == {Reason.INCOMPLETE: 2}
    decoder = ais.Decoder()
    decoder.feed(lines(first), received=100.0)
    batch = decoder.feed(lines(second), received=131.0)
    assert (len(batch), batch.rejects.counts()) == (0, {Reason.INCOMPLETE: 1})


def test_the_oldest_waiting_message_gives_way() -> None:
    firsts = [
        tag_block(source=f"s{n}") + static(n, "INDIA")[0] for n in range(SLOTS + 5)
    ]  # fmt: skip
    decoder = ais.Decoder()
    batch = decoder.feed(lines(*firsts))
    assert batch.rejects.counts() == {Reason.INCOMPLETE: 5}
    assert batch.rejects.line.tolist() == [1, 2, 3, 4, 5]
    assert decoder.close().rejects.counts() == {Reason.INCOMPLETE: SLOTS}


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("AIVDM,0,0,,A,15RTgt0PAso;90TKcjM8h6g208CQ,0", Reason.FRAGMENT),
        ("AIVDM,1,2,,A,15RTgt0PAso;90TKcjM8h6g208CQ,0", Reason.FRAGMENT),
        ("AIVDM,2,0,1,A,15RTgt0PAso;90TKcjM8h6g208CQ,0", Reason.FRAGMENT),
        ("AIVDM,1,1,,A,15RTgt0PAso;90TKcjM8h6g208C\x7f,0", Reason.CHARACTER),
        ("AIVDM,1,1,,A,,0", Reason.EMPTY),
        ("AIVDM,1,1,,A,15RTgt0PAso;90TKcjM8h6g208CQ,6", Reason.FILL),
        ("AIVDM,1,1,,A,15RTgt0PAso;90TKcjM8h6g208CQ,", Reason.FILL),
        ("AIVDM,1,1,,A,1500,0", Reason.TOO_SHORT),
        ("AIVDM,1,1,,A,15RTgt0PAso;90TKcjM8h6,0", Reason.TOO_SHORT),
        ("AIVDM,1,1,,A,05RTgt0PAso;90TKcjM8h6g208CQ,0", Reason.UNKNOWN_TYPE),
        ("AIVDM,1,1,,A,w5RTgt0PAso;90TKcjM8h6g208CQ,0", Reason.UNKNOWN_TYPE),
        ("AIVDM,1,1,,A,H42O55lti4hhhilD3nink000?050,0", None),
        ("AIVDM,1,1,,A,H42O55pti4hhhilD3nink000?050,0", Reason.UNKNOWN_PART),
        ("AIVDM,1,1,,A," + "8" * 181 + ",0", Reason.TOO_LONG),
        ("AIVDM,2,1,1,A," + "8" * 129 + ",0", Reason.TOO_LONG),
        ("AIVDM;1,1,,A,15RTgt0PAso;90TKcjM8h6g208CQ,0", Reason.NO_SENTENCE),
        ("AIVDM,1,1,,AB,15RTgt0PAso;90TKcjM8h6g208CQ,0", Reason.MALFORMED),
        ("AIVDM,,1,,A,15RTgt0PAso;90TKcjM8h6g208CQ,0", Reason.MALFORMED),
    ],
)
def test_each_reject_has_its_reason(body: str, reason: Reason | None) -> None:
    data = b"\n" + f"!{body}*{checksum(body)}\n".encode() + lines(position(1))
    batch = ais.decode(data)
    expected = {} if reason is None else {reason: 1}
    assert batch.rejects.counts() == expected
    assert batch["mmsi"].tolist()[-1] == 1
    if reason:
        assert batch.rejects.offset.tolist() == [1]
        assert batch.rejects.line.tolist() == [2]


def test_wrong_and_missing_checksums() -> None:
    good = position(1)
    wrong = good[:-1] + ("0" if good[-1] != "0" else "1")
    batch = ais.decode(lines(good.lower().replace("!aivdm", "!AIVDM"), wrong, good[:-3], good))
    assert batch["mmsi"].tolist() == [1]
    assert batch.rejects.reason.tolist() == [
        Reason.CHECKSUM,
        Reason.CHECKSUM,
        Reason.NO_CHECKSUM,
    ]


def test_two_sentences_in_one_line_are_both_read() -> None:
    assert ais.decode(lines(position(1) + position(2)))["mmsi"].tolist() == [1, 2]


def summary(batches: list[ais.Batch]) -> list[list[object]]:
    names = ("mmsi", "lat", "shipname", "destination")
    columns = [[value for batch in batches for value in batch[name].tolist()] for name in names]
    places = [
        [int(value) for batch in batches for value in getattr(part(batch), name)]
        for part, name in (
            (lambda batch: batch, "line"),
            (lambda batch: batch, "offset"),
            (lambda batch: batch.rejects, "line"),
            (lambda batch: batch.rejects, "offset"),
            (lambda batch: batch.rejects, "reason"),
        )
    ]
    return columns + places


def mixed() -> bytes:
    a, b = static(1, "JULIET"), static(2, "KILO", 2)
    return lines(
        a[0], position(3), "junk", b[0], tag_block(source="x", time=9) + position(4), b[1],
        "", a[1], "# comment", position(5)[:-1], static(6, "LIMA", 3)[0], position(7),
    )  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(cuts=st.lists(st.integers(0, len(mixed())), max_size=12).map(sorted))
def test_a_stream_may_be_split_anywhere(cuts: list[int]) -> None:
    data, decoder = mixed(), ais.Decoder()
    pieces = [data[i:j] for i, j in zip([0, *cuts], [*cuts, len(data)], strict=True)]
    batches = [decoder.feed(piece) for piece in pieces]
    batches.append(decoder.close())
    assert summary(batches) == summary([ais.decode(data)])


def test_a_file_in_small_pieces_is_the_same_as_the_whole(shared_data: Path) -> None:
    data = (shared_data / "picture" / "ais" / "aislib-stream.txt").read_bytes()
    pieces = list(ais.decode_file(io.BytesIO(data), chunk=1_000))
    assert len(pieces) > 400
    assert summary(pieces) == summary([ais.decode(data)])
    assert sum(map(len, pieces)) == 4_051
    assert not any(len(batch.rejects) for batch in pieces)


def test_an_endless_line_is_dropped_and_the_next_one_read() -> None:
    decoder = ais.Decoder()
    head = lines(position(1))
    batches = [decoder.feed(head)]
    batches += [decoder.feed(b"x" * LONGEST_LINE) for _ in range(20)]
    batches += [decoder.feed(b"tail\n" + lines(position(2))), decoder.close()]
    assert [value for batch in batches for value in batch["mmsi"].tolist()] == [1, 2]
    rejects = [batch.rejects for batch in batches if len(batch.rejects)]
    assert [reject.counts() for reject in rejects] == [{Reason.LINE_TOO_LONG: 1}]
    assert rejects[0].offset.tolist() == [len(head)]
    assert batches[-2].line.tolist() == [3]
    assert batches[-2].offset.tolist() == [len(head) + 20 * LONGEST_LINE + 5]


def test_rows_have_every_column_and_none_for_unknown() -> None:
    listed = list(rows(ais.decode(lines(position(1), *static(2, "MIKE")))))
    assert [tuple(row) for row in listed] == [COLUMNS, COLUMNS]
    assert listed[0]["lat"] == pytest.approx(13.1)
    assert listed[0]["shipname"] is None
    assert listed[0]["heading"] is None
    assert listed[1]["shipname"] == "MIKE"
    assert listed[1]["lat"] is None
    assert listed[1]["time"] is None


def test_dimensions_without_a_reference_point_are_length_and_beam() -> None:
    with_point = encode("24B", {"mmsi": 1, "to_bow": 10, "to_stern": 5, "to_port": 2})[0]
    without = encode("24B", {"mmsi": 1, "to_stern": 24, "to_starboard": 6})[0]
    tender = encode("24B", {"mmsi": 982000001, "mothership_mmsi": 211000001})[0]
    batch = ais.decode(lines(with_point, without, tender))
    assert batch["to_stern"].tolist() == [5, None, None]
    assert batch["length_m"].tolist() == [15, 24, None]
    assert batch["beam_m"].tolist() == [2, 6, None]
    assert batch["mothership_mmsi"].tolist() == [None, None, 211000001]


def test_turn_rates_and_base_station_times() -> None:
    turns = [encode("1", {"mmsi": 1, "turn": turn})[0] for turn in (-126, -127, 0, 20, None)]
    batch = ais.decode(lines(*turns))
    rates = batch["turn_deg_min"].tolist()
    assert rates[0] == pytest.approx(-708.7, abs=0.1)
    assert rates[1] is None
    assert rates[2:] == [0.0, pytest.approx((20 / 4.733) ** 2), None]
    date = {"year": 2024, "month": 2, "day": 30, "hour": 1, "minute": 2, "second": 3}
    times = ais.decode(lines(encode("4", date | {"day": 29})[0], encode("4", date)[0]))["utc"]
    assert [value and value.isoformat() for value in times.tolist()] == [
        "2024-02-29T01:02:03",
        None,
    ]
