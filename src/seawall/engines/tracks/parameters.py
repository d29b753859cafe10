"""Every threshold of every behaviour, as one versioned value.

Each group is a named tuple so that kernels take it as it is. A comparison is part of the rule:
"more than" and "at least" are said in the group's docstring and tested on both sides.
"""

from typing import NamedTuple

MINUTE_S = 60.0
HOUR_S = 3600.0


class CleaningRule(NamedTuple):
    """Which fixes count.

    Of fixes of one identity in one slot of `slot_s` and within `same_place_m` of one another the
    first in time counts, and at one time the one of the source with the lowest number: so
    several sources make one track. A long-range fix (AIS message 27) within `long_range_s` of
    another fix does not count (gpsdio-segment). A fix whose own clock is more than `clock_s`
    from when it was received does not count.
    """

    slot_s: float = 10.0
    same_place_m: float = 1000.0
    long_range_s: float = HOUR_S
    clock_s: float = HOUR_S


class TrackRule(NamedTuple):
    """Which fixes of one identity belong to one craft (gpsdio-segment).

    A fix belongs to a track if its discrepancy is at most v_max x sqrt(dt^2 + `slack_h`^2); a
    silence of more than `break_s` begins a new segment. A second track is believed from its
    `confirm_fixes`-th fix on; two believed tracks that take turns `turns` times are two crafts.
    """

    slack_h: float = 0.25
    break_s: float = 8.0 * HOUR_S
    confirm_fixes: int = 3
    turns: int = 3


class SilenceRule(NamedTuple):
    """Gap: more than `gap_s` (pipe-gaps). Dark: at least `dark_s` (Skylight).

    Suspected disabling (Welch et al., Science Advances 8, 2022): at least `disabling_s`, begun
    more than `disabling_offshore_nm` from the coast where more than `disabling_reception`
    positions a day are received, with at least `disabling_fixes` in the `disabling_window_s`
    before. Inshore dark: more than `inshore_factor` times the median interval of the last fixes
    (at least `inshore_intervals` of them), and more than `inshore_floor_s`, inside measured
    coverage.
    """

    gap_s: float = 12.0 * HOUR_S
    dark_s: float = 6.0 * HOUR_S
    disabling_s: float = 12.0 * HOUR_S
    disabling_offshore_nm: float = 50.0
    disabling_reception: float = 10.0
    disabling_fixes: int = 14
    disabling_window_s: float = 12.0 * HOUR_S
    inshore_factor: float = 10.0
    inshore_floor_s: float = 15.0 * MINUTE_S
    inshore_intervals: int = 5


class LoiteringRule(NamedTuple):
    """Slow hours far from the coast (pipe-loitering).

    An hour has a mean speed below `speed_kn` and every fix at least `offshore_nm` from the
    coast; consecutive hours are one event.
    """

    speed_kn: float = 2.0
    offshore_nm: float = 20.0


class PortRule(NamedTuple):
    """Visits to an anchorage (GFW anchorages).

    Entered at `enter_m` or nearer, left at `exit_m` or farther; stopped at `stop_kn` or less,
    moving again at `resume_kn` or more; a silence of at least `gap_s` inside is a port gap.
    """

    enter_m: float = 3000.0
    exit_m: float = 4000.0
    stop_kn: float = 0.2
    resume_kn: float = 0.5
    gap_s: float = 4.0 * HOUR_S


class FastRule(NamedTuple):
    """The go-fast profile.

    At least `speed_kn` for at least `duration_s`, by a craft of at most `length_m` or one that
    only radar sees. Fixes more than `silence_s` apart do not continue one another.
    """

    speed_kn: float = 25.0
    duration_s: float = 10.0 * MINUTE_S
    length_m: float = 15.0
    silence_s: float = 10.0 * MINUTE_S


class FlightRule(NamedTuple):
    """Unregistered low and slow flight.

    At most `altitude_ft`, from `slow_kn` to `fast_kn`, for at least `duration_s`, more than
    `airfield_nm` from every airfield, address not registered and no plan filed. Fixes more than
    `silence_s` apart do not continue one another.
    """

    altitude_ft: float = 3000.0
    slow_kn: float = 60.0
    fast_kn: float = 180.0
    duration_s: float = 5.0 * MINUTE_S
    airfield_nm: float = 5.0
    silence_s: float = 5.0 * MINUTE_S


class MeetingRule(NamedTuple):
    """Two crafts at most `distance_m` apart at every step of `step_s` for more than `duration_s`.

    Positions at the steps are interpolated between fixes at most `reach_s` apart, and carried on
    along the course up to `carry_s` beyond the ends of a track. The median speed of one of the
    two is below `speed_kn`; the mean place is more than `anchorage_m` from every anchorage;
    meetings less than `merge_s` apart are one.
    """

    step_s: float
    reach_s: float
    carry_s: float
    distance_m: float
    duration_s: float
    speed_kn: float
    merge_s: float
    anchorage_m: float = 10_000.0


# pipe-encounters; for anchorages and merging see its merge step.
ENCOUNTER = MeetingRule(
    step_s=10.0 * MINUTE_S,
    reach_s=HOUR_S,
    carry_s=HOUR_S,
    distance_m=500.0,
    duration_s=2.0 * HOUR_S,
    speed_kn=2.0,
    merge_s=4.0 * HOUR_S,
)

# Skylight, fast rendezvous: any speed. The step keeps a meeting of 32 minutes from being missed.
RENDEZVOUS = MeetingRule(
    step_s=2.0 * MINUTE_S,
    reach_s=0.5 * HOUR_S,
    carry_s=0.0,
    distance_m=250.0,
    duration_s=0.5 * HOUR_S,
    speed_kn=float("inf"),
    merge_s=HOUR_S,
)


class Parameters(NamedTuple):
    """All rules under one version; whoever changes a threshold gives it a new one."""

    version: str = "2026.1"
    cleaning: CleaningRule = CleaningRule()
    tracks: TrackRule = TrackRule()
    silence: SilenceRule = SilenceRule()
    loitering: LoiteringRule = LoiteringRule()
    ports: PortRule = PortRule()
    fast: FastRule = FastRule()
    flight: FlightRule = FlightRule()
    encounter: MeetingRule = ENCOUNTER
    rendezvous: MeetingRule = RENDEZVOUS
