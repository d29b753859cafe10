"""Messages of invented people for the tests of this folder."""

HEADER = (
    "UNB+UNOA:4+ZZAIR:ZZ+STATE:ZZ+260301:0800+77++APIS'"
    "UNG+PAXLST+ZZAIR+STATE+260301:0800+5+UN+D:12B'"
    "UNH+M1+PAXLST:D:12B:UN:IATA+CAR1+01:F'"
)
VOYAGE = (
    "BGM+745'RFF+TN:ZZ0101260301:::1'"
    "NAD+MS+++OPERATIONS DESK'COM+1 555 0100:TE+desk@zz.example:EM'"
    "TDT+20+ZZ0101+++ZZ'"
    "LOC+125+MIA'DTM+189:2603011005:201'"
    "LOC+87+BGI'DTM+232:2603011440:201'"
)
FIRST = (
    "NAD+FL+++PLACEHOLDER:FIRST:MIDDLE+1 SHORE ROAD+BRIDGETOWN+ST MICHAEL+BB11000+BRB'"
    "ATT+2++F'DTM+329:790312'MEA+CT++:2'MEA+WT++KGM:31.5'GEI+4+173'"
    "FTX+BAG+++ZZ123456:2'"
    "LOC+22+BGI'LOC+174+BRB'LOC+178+MIA'LOC+179+BGI'LOC+180+TTO+:::PORT OF SPAIN'"
    "COM+1 246 555 0199:TE'NAT+2+BRB'"
    "RFF+AVF:ZZREC1'RFF+ABO:ZZ000001'RFF+SEA:12C'RFF+AEA:GOV1'RFF+CR:CUST1'RFF+ACD:OTHER1'"
    "DOC+P:110:111+BB1234567'DTM+36:310517'DTM+182:210518'LOC+91+BRB'"
    "DOC+V:110:111+V7654321'DTM+36:270101'LOC+91+USA'"
)
SECOND = "NAD+FL+++EXAMPLE:SECOND'ATT+2++M'DTM+329:2603:609'LOC+178+MIA'LOC+179+BGI'NAT+2+TTO'"
CREW = "NAD+FM+++SPECIMEN:THIRD'ATT+2++M'DTM+329:880229'EMP+1+CR1:110:111'NAT+2+GUY'"
TOTALS = "CNT+42:2'CNT+41:1'"
BODY = VOYAGE + FIRST + SECOND + CREW + TOTALS


def interchange(body: str = BODY, *, una: str = "", count: int | None = None) -> bytes:
    """One message in one group in one interchange, with a UNT that counts right."""
    segments = body.count("'") + 2 if count is None else count
    return f"{una}{HEADER}{body}UNT+{segments}+M1'UNE+1+5'UNZ+1+77'".encode()


def codes(*sources: object) -> set[str]:
    """The codes of the notices of messages and envelopes."""
    return {notice.code for source in sources for notice in source.notices}  # type: ignore[attr-defined]
