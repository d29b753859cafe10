"""Messages of every shape that the records allow, for the properties of this folder."""

from datetime import date, timedelta

from hypothesis import strategies as st

from seawall.engines.edifact.cusres.message import (
    CusresMessage,
    FreeText,
    Place,
    Response,
    Result,
)
from seawall.engines.edifact.paxlst.records import (
    Address,
    BagTag,
    Call,
    CallTime,
    Contact,
    Count,
    Document,
    Envelope,
    Extra,
    FunctionalGroup,
    Leg,
    LocalTime,
    MessageHeader,
    Party,
    PaxlstMessage,
    Reference,
    Traveller,
)
from seawall.engines.edifact.service import DEFAULT, ServiceCharacters

PREPARED = date(2026, 3, 1)

texts = st.text("ABCxyz019 +:?*'~;|.,-éñŁ中", min_size=1, max_size=12).map(str.strip).filter(bool)
codes = st.text("ABCDEFG0123456789", min_size=1, max_size=6)
some_text = st.none() | texts
some_code = st.none() | codes
several_texts = st.lists(texts, max_size=3).map(tuple)


def few(records: st.SearchStrategy[object], most: int = 3) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(records, max_size=most).map(tuple)


def _iso(day: date, precision: int) -> str:
    return day.isoformat()[:precision]


past_dates = st.builds(
    _iso, st.dates(date(1890, 1, 1), PREPARED), st.sampled_from([4, 7, 10, 10, 10])
)
near_dates = st.builds(
    _iso, st.dates(date(1950, 1, 1), date(2099, 1, 1)), st.sampled_from([4, 7, 10, 10])
)
minutes = st.builds(
    lambda day, minute: f"{day.isoformat()}T{minute // 60:02d}:{minute % 60:02d}",
    st.dates(PREPARED - timedelta(days=40_000), PREPARED + timedelta(days=40_000)),
    st.integers(0, 1439),
)
local_times = (
    st.builds(LocalTime, minutes)
    | st.builds(LocalTime, minutes.map(lambda text: text[:10]))
    | st.builds(lambda text, second: LocalTime(f"{text}:{second:02d}"), minutes, st.integers(0, 59))
    | st.builds(LocalTime, minutes, st.integers(-14 * 60, 14 * 60))
)
contacts = few(st.builds(Contact, texts, st.none() | st.sampled_from(["TE", "FX", "EM"])))
references = few(st.builds(Reference, st.sampled_from(["ACD", "ZZZ", "ADZ"]), texts))
times = few(st.builds(CallTime, st.sampled_from(["189", "232", "136", "178"]), local_times))
calls = few(
    st.builds(Call, st.sampled_from(["125", "87", "92", "130", "188"]), some_code, some_text, times)
)
legs = st.builds(
    Leg,
    st.sampled_from(["20", "34"]),
    some_text,
    st.sampled_from([None, "1", "4", "3"]),
    some_code,
    some_text,
    some_code,
    some_code,
    some_text,
    some_code,
    calls,
)


def _extra(tag: str, qualifier: str, rest: list[str]) -> Extra:
    return Extra(tag, ((qualifier,), *((text,) for text in rest)))


def extras(*tags: str) -> st.SearchStrategy[tuple[object, ...]]:
    """Segments without an attribute, in the order of the table."""
    one = st.builds(
        _extra, st.sampled_from(tags), st.just("ZZ1"), st.lists(texts, min_size=1, max_size=2)
    )
    return few(one).map(lambda found: tuple(sorted(found, key=lambda each: tags.index(each.tag))))


addresses = st.builds(
    Address,
    several_texts,
    several_texts,
    some_text,
    some_text,
    some_code,
    some_code,
).filter(lambda address: address != Address())
documents = few(
    st.builds(
        Document,
        st.sampled_from(["P", "V", "CP", "FD"]),
        st.just(()) | st.just(("110", "111")),
        some_text,
        some_code,
        st.none() | near_dates,
        st.none() | past_dates,
        references,
        extras("DTM", "GEI", "LOC", "CPI", "QTY"),
    ),
    2,
)
kinds = st.sampled_from(["passenger", "crew", "transit_passenger", "transit_crew"])
travellers = st.builds(
    Traveller,
    kind=kinds,
    identifier=some_code,
    surname=some_text,
    given_names=some_text,
    middle_names=some_text,
    more_names=several_texts,
    address=st.none() | addresses,
    sex=st.sampled_from([None, "M", "F", "X", "U"]),
    birth_date=st.none() | past_dates,
    bag_count=st.none() | st.integers(0, 999),
    bag_weight=st.none() | st.integers(0, 99_999).map(lambda grams: grams / 10),
    bag_weight_unit=st.sampled_from([None, "KGM", "LBR"]),
    verification=st.sampled_from([None, "verified", "not_verified"]),
    bag_tags=few(st.builds(BagTag, texts, several_texts)),
    clearance=some_code,
    residence=some_code,
    embark=some_code,
    disembark=some_code,
    birth_country=some_code,
    birth_place=some_text,
    contacts=contacts,
    crew_role=some_code,
    nationality=some_code,
    booking_reference=some_text,
    unique_reference=some_text,
    seat=some_text,
    agency_reference=some_text,
    customer_reference=some_text,
    references=references,
    documents=documents,
    extras=extras("ATT", "DTM", "MEA", "GEI", "FTX", "LOC", "EMP", "NAT"),
)
parties = few(
    st.builds(Party, st.sampled_from(["MS", "CA", "ZZ"]), some_code, several_texts, contacts)
)
envelopes = st.builds(
    Envelope,
    st.just("UNOY"),
    st.sampled_from(["3", "4"]),
    texts,
    some_code,
    texts,
    some_code,
    st.just(f"{PREPARED.isoformat()}T08:00"),
    texts,
    some_code,
    st.booleans(),
)
groups = st.none() | st.builds(
    FunctionalGroup,
    st.just("PAXLST"),
    some_text,
    some_code,
    some_text,
    some_code,
    st.none() | minutes,
    texts,
    st.just("UN"),
    st.just("D"),
    st.just("12B"),
)
headers = st.builds(
    MessageHeader,
    texts,
    st.just("PAXLST"),
    st.just("D"),
    st.sampled_from(["02B", "05B", "12B", "16B"]),
    st.just("UN"),
    st.sampled_from([None, "IATA"]),
    some_code,
    st.sampled_from([None, "01", "2"]),
    st.sampled_from([None, "first", "last"]),
)
paxlst_messages = st.builds(
    PaxlstMessage,
    header=headers,
    group=groups,
    envelope=envelopes,
    document_code=st.sampled_from(["745", "250", "266", "336"]),
    function_code=st.sampled_from([None, "CP", "XF", "CLOB", "C"]),
    message_function=st.sampled_from([None, "9"]),
    transaction_reference=some_text,
    transaction_revision=some_code,
    references=references,
    parties=parties,
    legs=st.lists(legs, min_size=1, max_size=3).map(tuple),
    travellers=few(travellers),
    counts=few(st.builds(Count, st.sampled_from(["41", "42", "43"]), st.integers(0, 99))),
)

responses = few(
    st.builds(
        Response,
        st.sampled_from(["0Z", "1Z", "2Z", "4Z", "0", "1"]),
        st.just(()) | st.just(("110", "111")),
        few(st.builds(FreeText, st.just("AAP"), several_texts)),
    )
)
results = few(
    st.builds(
        Result,
        st.sampled_from(["message", "traveller"]),
        some_text,
        some_text,
        references,
        responses,
    )
)
cusres_messages = st.builds(
    CusresMessage,
    header=headers.map(lambda h: MessageHeader(h.reference, "CUSRES", "D", "02B", "UN", "IATA")),
    group=st.none(),
    envelope=envelopes,
    document_code=st.sampled_from(["962", "132", "312"]),
    transaction_reference=some_text,
    transaction_revision=some_code,
    voyage_number=some_text,
    references=references,
    times=times,
    places=few(st.builds(Place, st.sampled_from(["125", "87"]), some_code)),
    results=results,
)

services = st.sampled_from(
    [
        DEFAULT,
        ServiceCharacters(repetition=""),
        ServiceCharacters(":", "+", ",", "?", "", "'"),
        ServiceCharacters(";", "|", ".", "?", "*", "~"),
        ServiceCharacters("'", ":", ".", "+", "?", "*"),
    ]
)
