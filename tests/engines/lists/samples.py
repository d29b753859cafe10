"""Small lists of every kind, made up, that use most of what each reader knows."""

import json

OFAC = {
    "sdn.csv": (
        '101,"EXAMPLETON, Aurelio Quentin","individual","TESTP] [OTHERP","Harbour Master",'
        "-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"
        '"DOB 12 Dec 1961; alt. DOB circa 1960; alt. DOB 1958 to 1959; POB Port Example, Jamaica; '
        "nationality Jamaica; citizen Korea, North; Gender Male; Passport A1234567 (Jamaica) "
        "issued 01 Jan 2010 expires 01 Jan 2020; Cedula No. 99-887 (Colombia); "
        "Tax ID No. 44 (Barbados); "
        "a.k.a. 'EL FARO'; f.k.a. 'QUILL, Aurelio'; Email Address a@b.example; "
        "Digital Currency Address - XBT 1ExampleExample; Linked To: EXAMPLE HOLDINGS; "
        'Secondary sanctions risk: something; likes 2 boats."\r\n'
        '102,"SEA EXAMPLE","vessel","TESTP",-0- ,"J8XX1","Tug","120","99","St. Lucia",'
        '"Example Lines","Vessel Registration Identification IMO 9074729; MMSI 343000000; '
        'Former Vessel Flag Panama; Linked To: EXAMPLE HOLDINGS."\r\n'
        '103,"YV-0000","aircraft","TESTP",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,'
        "\"Aircraft Mode S Transponder Code 0D0000; Aircraft Manufacturer's Serial Number (MSN) "
        '77-A; Aircraft Model Example 200."\r\n'
        '104,"EXAMPLE HOLDINGS, LTD",-0- ,"TESTP",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,'
        '"Company Number IMO 5999999; Registration ID HRB 5 (Germany)."\r\n\x1a'
    ),
    "alt.csv": (
        '101,1,"aka","EXAMPLETON, A. Q.",-0- \r\n104,2,"fka","OLD HOLDINGS",-0- \r\n'
        '104,3,"zzz","WHO KNOWS",-0- \r\n999,4,"aka","NOBODY",-0- \r\n\x1a'
    ),
    "add.csv": (
        '101,1,"1 Quay Street","Bridgetown","Barbados",-0- \r\n102,2,-0- ,-0- ,-0- ,-0- \r\n\x1a'
    ),
}

UN = """<?xml version="1.0" encoding="UTF-8"?>
<CONSOLIDATED_LIST dateGenerated="2026-01-02T03:04:05.678Z"><INDIVIDUALS><INDIVIDUAL>
<DATAID>1</DATAID><VERSIONNUM>1</VERSIONNUM><FIRST_NAME>AURELIO</FIRST_NAME>
<SECOND_NAME>EXAMPLETON</SECOND_NAME><UN_LIST_TYPE>Test</UN_LIST_TYPE>
<REFERENCE_NUMBER>TTi.001</REFERENCE_NUMBER><LISTED_ON>2020-01-02</LISTED_ON>
<GENDER>Male</GENDER><COMMENTS1>Made up.</COMMENTS1>
<NAME_ORIGINAL_SCRIPT>اوريليو</NAME_ORIGINAL_SCRIPT>
<NATIONALITY><VALUE>Saint Lucia</VALUE></NATIONALITY>
<LAST_DAY_UPDATED><VALUE>2021-01-01</VALUE><VALUE>2022-02-02</VALUE></LAST_DAY_UPDATED>
<INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>A Quill; B Quill</ALIAS_NAME>
<NOTE>passport no. X998877, born in 1959</NOTE></INDIVIDUAL_ALIAS>
<INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>Faro</ALIAS_NAME>
<NOTE>nom de guerre</NOTE></INDIVIDUAL_ALIAS>
<INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>APPROXIMATELY</TYPE_OF_DATE><YEAR>1960</YEAR>
</INDIVIDUAL_DATE_OF_BIRTH><INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>BETWEEN</TYPE_OF_DATE>
<FROM_YEAR>1957</FROM_YEAR><TO_YEAR>1959</TO_YEAR></INDIVIDUAL_DATE_OF_BIRTH>
<INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>EXACT</TYPE_OF_DATE><YEAR>1958</YEAR><NOTE>Sep.</NOTE>
</INDIVIDUAL_DATE_OF_BIRTH>
<INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>EXACT</TYPE_OF_DATE><NOTE>a while ago</NOTE>
</INDIVIDUAL_DATE_OF_BIRTH>
<INDIVIDUAL_PLACE_OF_BIRTH><CITY>Castries</CITY><COUNTRY>Saint Lucia</COUNTRY>
</INDIVIDUAL_PLACE_OF_BIRTH>
<INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>Passport</TYPE_OF_DOCUMENT><NUMBER>R0001</NUMBER>
<ISSUING_COUNTRY>Saint Lucia</ISSUING_COUNTRY><NOTE>expired</NOTE></INDIVIDUAL_DOCUMENT>
<INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>Passport</TYPE_OF_DOCUMENT>
<NUMBER>Jordan 654</NUMBER></INDIVIDUAL_DOCUMENT>
<FROBNICATED>yes</FROBNICATED></INDIVIDUAL></INDIVIDUALS>
<ENTITIES><ENTITY><DATAID>2</DATAID><FIRST_NAME>EXAMPLE SHIPPING</FIRST_NAME>
<REFERENCE_NUMBER>TTe.001</REFERENCE_NUMBER>
<COMMENTS1>Runs ships. IMO number: 5999999.</COMMENTS1>
<ENTITY_ALIAS><QUALITY>f.k.a.</QUALITY><ALIAS_NAME>OLD SHIPPING</ALIAS_NAME></ENTITY_ALIAS>
<ENTITY_ADDRESS><STREET>1 Quay</STREET><COUNTRY>Panama</COUNTRY></ENTITY_ADDRESS></ENTITY>
</ENTITIES><NEWS><ITEM>x</ITEM></NEWS></CONSOLIDATED_LIST>"""

FTM = "\n".join(
    json.dumps(line)
    for line in [
        {
            "id": "p1",
            "schema": "LegalEntity",
            "target": True,
            "referents": ["other-1"],
            "last_change": "2024-05-06T00:00:00",
            "properties": {
                "name": ["Aurelia Exampleton"],
                "firstName": ["Aurelia"],
                "lastName": ["Exampleton"],
                "weakAlias": ["Rel"],
                "birthDate": ["1980-02", "not a date"],
                "nationality": ["lc"],
                "religion": ["any"],
                "addressEntity": ["a1"],
                "topics": ["sanction"],
                "sanctions": [
                    {"id": "s2", "schema": "Sanction", "properties": {"program": ["NEST"]}}
                ],
            },
        },
        {
            "id": "s1",
            "schema": "Sanction",
            "properties": {
                "entity": ["p1"],
                "program": ["TESTP"],
                "reason": ["Made up"],
                "listingDate": ["2020-02-03"],
                "unscId": ["TTi.001"],
                "oddity": ["1"],
            },
        },
        {
            "id": "d1",
            "schema": "Passport",
            "properties": {"holder": ["p1"], "number": ["A77"], "country": ["lc"]},
        },
        {"id": "d2", "schema": "Passport", "properties": {"number": ["S99"], "country": ["tt"]}},
        {
            "id": "d3",
            "schema": "Identification",
            "properties": {"holder": ["gone"], "number": ["5"]},
        },
        {
            "id": "a1",
            "schema": "Address",
            "properties": {"full": ["1 Quay"], "country": ["bb"]},
        },
        {
            "id": "v1",
            "schema": "Vessel",
            "properties": {"name": ["SEA EXAMPLE"], "imoNumber": ["IMO9074729"], "flag": ["pa"]},
        },
        {
            "id": "o1",
            "schema": "Ownership",
            "properties": {"owner": ["p1"], "asset": ["v1"], "role": ["owner"]},
        },
        {"id": "c1", "schema": "Car", "properties": {"name": ["red"]}},
        {
            "id": "q1",
            "schema": "Person",
            "target": False,
            "properties": {"name": ["Only Mentioned"]},
        },
        {"canonical_id": "p1", "schema": "Person", "prop": "alias", "value": "A. Example"},
        {
            "id": "b1",
            "schema": "PublicBody",
            "statements": [{"prop": "name", "value": "Ministry of Examples"}],
        },
    ]
)

CSV = (
    "Key;Kind;Name;Aliases;Birth dates;Nationalities;Documents;Expires on;Reason\r\n"
    "1;person;José Exampleton;Pepe; 1980-02;St. Lucia;passport:LC:R1;2030-01-01;Made up\r\n"
    "2;vessel;=cmd|' /C calc'!A0;;;;imo::9074729;;\r\n"
    "3;person;'+1 Example;;soon;;nonsense;;\r\n"
    "4;document;;;;;passport:JAM:S5;;\r\n"
    ";;;;;;;;\r\n"
    "#5;person;Not this one;;;;;;\r\n"
    "1;person;Twice;;;;;;\r\n"
    "6;ghost;Nobody;;;;;;\r\n"
    "7;person;;;;;;;\r\n"
)


def ofac() -> dict[str, bytes]:
    return {name: text.encode() for name, text in OFAC.items()}


def un() -> dict[str, bytes]:
    return {"un.xml": UN.encode()}


def ftm() -> dict[str, bytes]:
    return {"list.json": FTM.encode()}


def sheet() -> dict[str, bytes]:
    return {"list.csv": CSV.encode("cp1252")}
