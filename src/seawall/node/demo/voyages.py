"""Makes up voyages: who is on board, who of them was planted, and what is told about it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from seawall.node.demo.dice import Dice, dice
from seawall.node.demo.parties import Traveller, draw_crew, draw_passengers
from seawall.node.demo.places import Route, clock
from seawall.node.demo.planting import Planted, plant
from seawall.node.demo.story import Telling, draw_bookings, draw_story, steady, with_slip
from seawall.node.demo.watchlists import Entry


@dataclass(frozen=True, slots=True)
class Voyage:
    """One voyage of one day.

    Args:
        departs, arrives: UTC.
        people: everybody who was ever booked or on duty, by reference.
        tellings: in the order in which they are sent.
        planted: who of them was planted.
    """

    route: Route
    departs: datetime
    people: dict[str, Traveller]
    tellings: tuple[Telling, ...]
    planted: tuple[Planted, ...]

    @property
    def arrives(self) -> datetime:
        return self.departs + self.route.duration

    @property
    def key(self) -> str:
        local = self.departs.astimezone(clock(self.route.origin))
        return f"{self.route.carrier.code}{self.route.number}/{local:%Y-%m-%d}"


def _planted(
    throw: Dice,
    people: dict[str, Traveller],
    candidates: Sequence[str],
    kinds: Sequence[str],
    entries: tuple[Entry, ...],
    on: date,
) -> list[tuple[str, str, str]]:
    """Puts one person of each kind in the place of a candidate: kind, reference, entry key.

    Where there are fewer candidates than kinds, the last kinds are left out.
    """
    kinds = kinds[: len(candidates)]
    done = []
    for kind, reference in zip(kinds, throw.sample(list(candidates), len(kinds)), strict=True):
        taken = people[reference]
        entry_key, person = plant(throw, kind, entries, taken.person, on)
        people[reference] = replace(taken, person=person)
        done.append((kind, reference, entry_key))
    return done


def draw_voyage(
    seed: int,
    route: Route,
    departs: datetime,
    *,
    home: str,
    kinds: Sequence[str] = (),
    entries: tuple[Entry, ...] = (),
) -> Voyage:
    """One voyage with everybody on board and everything its carrier will tell.

    Args:
        seed: with the route and the day of departure it decides all.
        route: of the timetable.
        departs: UTC.
        home: the node's state, ISO 3166-1 alpha-3.
        kinds: of :data:`planting.KINDS`, each planted once while there are adults who travel alone.
        entries: of the lists, to plant from.
    """
    on = departs.astimezone(clock(route.origin)).date()
    throw = dice(seed, "voyage", route.carrier.code, route.number, on)
    passengers = draw_passengers(throw, route, home, on=on)
    crew = draw_crew(throw, route, home, on=on)
    people = {traveller.reference: traveller for traveller in (*passengers, *crew)}
    bookings = draw_bookings(throw, [traveller.reference for traveller in passengers])
    at_sea = route.carrier.mode == "sea"
    tellings = draw_story(throw, bookings, [member.reference for member in crew], at_sea=at_sea)
    staying = steady(tellings)
    alone = [who for who in _alone(passengers, on) if who in staying]
    planted = _planted(throw, people, alone, kinds, entries, on)
    others = sorted(staying - {reference for _, reference, _ in planted})
    if others and throw.random() < 0.3:
        tellings = with_slip(tellings, people[throw.choice(others)])
    voyage = Voyage(route, departs.astimezone(UTC), people, tellings, ())
    return replace(voyage, planted=tuple(Planted(k, voyage.key, r, e) for k, r, e in planted))


def _alone(passengers: Sequence[Traveller], on: date) -> list[str]:
    """References of adults who travel on a booking of their own."""
    parties = Counter(traveller.locator for traveller in passengers)
    return [
        traveller.reference
        for traveller in passengers
        if parties[traveller.locator] == 1 and traveller.person.birth.year <= on.year - 19
    ]
