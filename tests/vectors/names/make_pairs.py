"""Write `pairs.csv`: pairs of invented names, true and hard false, by public naming rules.

`python make_pairs.py > pairs.csv`. SOURCE.md has the method. Nothing here reads the tables of the
scorer; spellings come from the rules below.
"""

from __future__ import annotations

import csv
import hashlib
import random
import sys
from collections.abc import Callable

SEED = 1983
PER_STRATUM = 124

W = str.split
Pair = tuple[str, str, bool]

SPANISH_GIVEN = W(
    "Joaquin Mireya Ernesto Yolanda Rafael Beatriz Gustavo Leticia Hernan Graciela "
    "Tomas Pilar Alonso Noemi Ramiro Estela Fabian Ines Leandro Rocio Jose Maria Luis"
)
SPANISH_SUR = W(
    "Quintanilla Ballesteros Carrasco Escalante Villaseca Montenegro Zambrano Urdaneta "
    "Peralta Solorzano Barrientos Cifuentes Arismendi Landaeta Rodriguez Perez Gomez "
    "Bracamonte Echeverria Salcedo Tarazona Ocando Pulgar Garcia Lozada"
)
DUTCH_GIVEN = W(
    "Maarten Saskia Wouter Liesbeth Joris Annelies Bastiaan Femke Gerard Marloes Ruben "
    "Ingrid Diederik Hanneke Floris Tamara Koen Sylvia"
)
DUTCH_SUR = W(
    "Heuvel Brinkhorst Waterberg Zandvliet Kerkhof Poelgeest Steenbergen Molendijk Bosveld "
    "Rietkerk Haasnoot Veldhuizen Groenewoud Lindenburg Noordzij Broek Duinen Weide"
)
TUSSEN = W("van,de van,der de den van,den ter ten van,'t")
FRENCH_GIVEN = W(
    "Jean-Claude Marie-Ange Pierre-Louis Jean-Robert Anne-Marie Marc-Arthur Luc Mirlande "
    "Wisly Fabiola Renald Guerda Jean-Bernard Rose-Laure Ketsia Evens Marjorie Frantz"
)
FRENCH_SUR = W(
    "Baptiste Deslouches Bellerive Dorcelus Montreuil Charlemagne Pierre-Paul Jean-Jacques "
    "Beauchamp Fleurant Delva Lafontant Desrosiers Gourgues Latortue Metellus Lamarre Duval"
)
SAINTS = W("Louis Martin Fleur Vil Jean Victor Aubin Clair Germain Hilaire Cyr Juste Elien Surin")
INDIAN_GIVEN = W(
    "Rajendra Savitri Dhanraj Parbatee Harrilal Indira Mahendra Chandrawatie Kamal Sunita "
    "Deodat Vidya Yogendra Leela Ramesh Anjanie Totaram Shanta"
)
INDIAN_SUR = W(
    "Rampersaud Seenarine Jagmohan Bhagwandin Ramdhanie Sookram Doobay Gangaram Mahadeo "
    "Ramcharan Budhoo Lutchmansingh Harripaul Tiwarie Deokaran Ramsundar Persaud Singh"
)
PINYIN = {
    "zhang": "chang",
    "zhou": "chou",
    "xu": "hsu",
    "cai": "tsai",
    "gao": "kao",
    "qian": "chien",
    "deng": "teng",
    "jiang": "chiang",
    "zheng": "cheng",
    "guo": "kuo",
    "xie": "hsieh",
    "peng": "p'eng",
    "zhu": "chu",
    "ding": "ting",
    "zeng": "tseng",
    "du": "tu",
}
CANTON = {
    "zhang": "cheung",
    "zhou": "chow",
    "huang": "wong",
    "cai": "choi",
    "liang": "leung",
    "deng": "tang",
    "guo": "kwok",
    "lin": "lam",
    "zheng": "cheng",
    "ye": "yip",
    "yang": "yeung",
    "wu": "ng",
    "chen": "chan",
    "luo": "law",
    "liu": "lau",
    "zeng": "tsang",
}
CHINESE_SUR = sorted({*PINYIN, *CANTON})
CHINESE_GIVEN = W(
    "mingzhe xiuying jianguo lihua weiping guoqiang meiling xiaodong yulan zhiyuan "
    "haibo chunhua deming ruolan songtao yanhong tianyu peifen bowen shuzhen kaiwen"
)
SYLLABLE_CUTS = {
    "mingzhe": 4,
    "xiuying": 3,
    "jianguo": 4,
    "lihua": 2,
    "weiping": 3,
    "guoqiang": 3,
    "meiling": 3,
    "xiaodong": 4,
    "yulan": 2,
    "zhiyuan": 3,
    "haibo": 3,
    "chunhua": 4,
    "deming": 2,
    "ruolan": 3,
    "songtao": 4,
    "yanhong": 3,
    "tianyu": 4,
    "peifen": 3,
    "bowen": 2,
    "shuzhen": 3,
    "kaiwen": 3,
}
ARABIC_GIVEN = W(
    "Muhammad Khalid Yusuf Husayn Mahmud Sulayman Rashid Tariq Faysal Walid Munir Qasim "
    "Jamal Dawud Ismail Hamid Bashir Karim Sharif Nadir Yasin Zubayr"
)
ARABIC_SUR = W(
    "Qahtani Zubaydi Masri Dulaymi Shammari Harbi Ghamdi Tikriti Jaburi Hadithi Najjar "
    "Sayyad Rubaie Khuzai Mutairi Dawsari Qurashi Yamani"
)
ARABIC_RULES = (
    ("u", "ou"),
    ("i", "ee"),
    ("q", "k"),
    ("ay", "ai"),
    ("kh", "h"),
    ("dh", "d"),
    ("ah", "a"),
    ("j", "dj"),
    ("sh", "ch"),
    ("w", "ou"),
    ("mm", "m"),
    ("ss", "s"),
    ("a", "e"),
    ("y", "i"),
    ("gh", "g"),
    ("u", "o"),
)
RUSSIAN_GIVEN_M = W(
    "Arkady Gleb Vsevolod Ruslan Timofey Valentin Kirill Stanislav Leonid Bogdan "
    "Rodion Yaroslav Matvey Zakhar"
)
RUSSIAN_GIVEN_F = W(
    "Larisa Zinaida Ksenia Oksana Galina Raisa Nadezhda Polina Lidia Vera Inna Alla"
)
RUSSIAN_SUR = W(
    "Berezin Zhuravlyov Khomyakov Tsvetkov Shcherbakov Yershov Voronin Grachyov Lukyanov "
    "Mukhin Chernov Ryabov Solovyov Gusev Yakushev Belsky Polyansky Zaretsky"
)
CYRILLIC = (
    ("shch", "щ"),
    ("zh", "ж"),
    ("kh", "х"),
    ("ts", "ц"),
    ("ch", "ч"),
    ("sh", "ш"),
    ("yu", "ю"),
    ("ya", "я"),
    ("yo", "ё"),
    ("ye", "е"),
    ("a", "а"),
    ("b", "б"),
    ("v", "в"),
    ("g", "г"),
    ("d", "д"),
    ("e", "е"),
    ("z", "з"),
    ("i", "и"),
    ("k", "к"),
    ("l", "л"),
    ("m", "м"),
    ("n", "н"),
    ("o", "о"),
    ("p", "п"),
    ("r", "р"),
    ("s", "с"),
    ("t", "т"),
    ("u", "у"),
    ("f", "ф"),
    ("y", "ы"),
)
ROMAN_RULES = (
    ("y", "i"),
    ("kh", "h"),
    ("yo", "e"),
    ("shch", "sch"),
    ("ts", "c"),
    ("zh", "j"),
    ("ya", "ia"),
    ("ov", "off"),
    ("ks", "x"),
    ("ye", "e"),
)
PORTUGUESE_GIVEN = W(
    "Joaquim Conceicao Heitor Lurdes Anselmo Filomena Duarte Graca Vasco Leonor "
    "Tiago Iolanda Rui Benedita Caetano Ofelia"
)
PORTUGUESE_SUR = W(
    "Magalhaes Figueiredo Vasconcelos Bettencourt Carneiro Nogueira Brandao Quintela "
    "Sardinha Peixoto Teixeira Meireles Coutinho Andrade Silva Santos"
)
ENGLISH_GIVEN = {
    "Robert": "Bob",
    "William": "Bill",
    "Margaret": "Peggy",
    "Elizabeth": "Liz",
    "Richard": "Dick",
    "Katherine": "Kate",
    "Michael": "Mike",
    "Edward": "Ted",
    "Patricia": "Trish",
    "Anthony": "Tony",
    "Theodore": "Ted",
    "Samuel": "Sam",
    "Josephine": "Jo",
    "Frederick": "Fred",
    "Deborah": "Debbie",
    "Nicholas": "Nick",
}
ENGLISH_SUR = W(
    "Thistlewood Carrington Winterbourne Braithwaite Gittens Alleyne Cumberbatch Hinkson "
    "Maynard Pilgrim Sealy Worrell McIntosh O'Halloran Fitzgerald Blackwood Browne Phillips"
)
FIRM_WORDS = W(
    "Palmetto Windward Corallina Ambergris Sargasso Tradewind Pelican Tamarind Mangrove "
    "Barracuda Soursop Frangipani Saltfish Leatherback Cutlass Bougainvillea Calabash Conch"
)
FIRM_TRADES = W(
    "Trading Shipping Logistics Holdings Marine Imports Fisheries Brokers Chandlery Freight "
    "Petroleum Construction Services Investments"
)
FORMS = (
    ("Ltd", "Limited"),
    ("Inc", "Incorporated"),
    ("S.A.", "Sociedad Anonima"),
    ("N.V.", "NV"),
    ("C.A.", "Compania Anonima"),
    ("Co. Ltd.", "Company Limited"),
    ("Corp.", "Corporation"),
    ("LLC", "L.L.C."),
    ("Ltee", "Limitee"),
    ("GmbH", "G.m.b.H."),
)
VESSEL_WORDS = W(
    "Morning Coral Silver Distant Lady Island Ocean Northern Quiet Emerald Southern Lucky"
)
VESSEL_NAMES = W(
    "Heron Petrel Mariposa Horizonte Grenadine Barracuda Sirocco Dolphin Estrella Cutter "
    "Marigold Guanahani Tempest Frigatebird Calypso Trade"
)
PREFIXES = ("M/V", "MV", "M.V.", "F/V", "MT", "M/Y", "S/V")


class Maker:
    """Draws pairs, always the same ones."""

    def __init__(self) -> None:
        self.random = random.Random(SEED)  # seeded, so that runs repeat

    def one(self, values: list[str] | tuple[str, ...]) -> str:
        return self.random.choice(list(values))

    def other(self, values: list[str], *taken: str) -> str:
        return self.random.choice([value for value in values if value not in taken])

    def two(self, values: list[str]) -> list[str]:
        return self.random.sample(values, 2)

    def typed(self, name: str) -> str:
        """A name as an officer may have typed it: one letter wrong in one long word."""
        words = name.split()
        places = [k for k, word in enumerate(words) if len(word) > 4 and word.isalpha()]
        if not places:
            return name
        k = self.random.choice(places)
        word, at = words[k], self.random.randrange(1, len(words[k]) - 1)
        words[k] = self.random.choice(
            (
                word[:at] + word[at + 1 :],
                word[:at] + word[at + 1] + word[at] + word[at + 2 :],
                word[:at] + word[at] + word[at:],
                word[:at] + self.random.choice("aeiourstln") + word[at + 1 :],
            )
        )
        return " ".join(words)

    def respelt(self, name: str, rules: tuple[tuple[str, str], ...], most: int) -> str:
        """A name in another romanisation: up to `most` of the rules that apply to it."""
        found = [rule for rule in rules if rule[0] in name.lower()]
        self.random.shuffle(found)
        text = name
        for old, new in found[:most]:
            low = text.lower().find(old)
            if low >= 0:
                text = text[:low] + new + text[low + len(old) :]
        return text.title()

    def spanish(self) -> Pair:
        g, s = self.two(SPANISH_GIVEN), self.two(SPANISH_SUR)
        full = f"{g[0]} {g[1]} {s[0]} {s[1]}"
        return self.random.choice(
            (
                (full, f"{g[0]} {s[0]} {s[1]}", True),
                (full, f"{s[0].upper()} {s[1].upper()}, {g[0]} {g[1]}", True),
                (f"{g[0]} {s[0]} {s[1]}", f"{g[0]} {s[0]}", True),
                (full, self.typed(full), True),
                (f"{g[0]} {s[0]} {s[1]}", f"{g[0]} {s[0]} de {s[1]}", True),
                (f"{g[0]} {s[0]} {s[1]}", f"{self.other(SPANISH_GIVEN, *g)} {s[0]} {s[1]}", False),
                (f"{g[0]} {s[0]} {s[1]}", f"{g[0]} {s[0]} {self.other(SPANISH_SUR, *s)}", False),
                (f"{g[0]} {s[0]}", f"{g[0]} {self.other(SPANISH_SUR, *s)}", False),
                (
                    full,
                    f"{g[1]} {self.other(SPANISH_GIVEN, *g)} {s[0]} {self.other(SPANISH_SUR, *s)}",
                    False,
                ),
            )
        )

    def dutch(self) -> Pair:
        g, h = self.two(DUTCH_GIVEN)
        s, t = self.two(DUTCH_SUR)
        particle = self.one(TUSSEN).replace(",", " ")
        full = f"{g} {particle} {s}"
        return self.random.choice(
            (
                (full, f"{s}, {g} {particle}", True),
                (full, f"{g} {particle.replace(' ', '').replace(chr(39), '')}{s.lower()}", True),
                (full, f"{particle.title()} {s} {g}", True),
                (f"{g} {h} {particle} {s}", f"{g[0]}. {h[0]}. {particle} {s}", True),
                (full, self.typed(full), True),
                (full, f"{g} {s}", True),
                (full, f"{h} {particle} {s}", False),
                (full, f"{g} {particle} {t}", False),
                (full, f"{h} {particle} {t}", False),
            )
        )

    def haitian(self) -> Pair:
        g, h = self.two(FRENCH_GIVEN)
        s, t = self.two(FRENCH_SUR)
        full = f"{g} {s}"
        return self.random.choice(
            (
                (full, full.replace("-", " ").upper(), True),
                (full, f"{s.upper()} {g.replace('-', '')}", True),
                (full, self.typed(full.replace("-", " ")), True),
                (f"{g} {h.split('-')[0]} {s}", full, True),
                (full, f"{h} {s}", False),
                (full, f"{g} {t}", False),
                (f"{g} {s}", f"{s.replace('-', ' ')} {t}", False),
            )
        )

    def saint(self) -> Pair:
        g, h = self.two([*FRENCH_GIVEN, "Martha", "Errol", "Denzil", "Yvette"])
        s, t = self.random.sample(SAINTS, 2)
        return self.random.choice(
            (
                (f"{g} Saint-{s}", f"{g} St {s}", True),
                (f"{g} St. {s}", f"SAINT {s.upper()} {g.upper()}", True),
                (f"{g} Saint-{s}", f"{g} Saint{s.lower()}", True),
                (f"{g} Sint {s}", f"{g} St. {s}", True),
                (f"{g} Saint-{s}", self.typed(f"{g} Saint {s}"), True),
                (f"{g} Saint-{s}", f"{g} Saint-{t}", False),
                (f"{g} Saint-{s}", f"{h} Saint-{s}", False),
                (f"{g} St {s}", f"{h} St {t}", False),
            )
        )

    def indian(self) -> Pair:
        g, h = self.two(INDIAN_GIVEN)
        s, t = self.two(INDIAN_SUR)
        rules = (
            ("saud", "sad"),
            ("ee", "i"),
            ("oo", "u"),
            ("arine", "arain"),
            ("ie", "ee"),
            ("din", "deen"),
            ("dh", "d"),
            ("singh", "sing"),
            ("eo", "ev"),
            ("tch", "ch"),
            ("aul", "al"),
            ("rr", "r"),
        )
        return self.random.choice(
            (
                (f"{g} {s}", f"{g} {self.respelt(s, rules, 1)}", True),
                (f"{g} {h} {s}", f"{s} {g}", True),
                (f"{g} {s}", self.typed(f"{g} {s}"), True),
                (f"{g} {s}", f"Mr. {self.respelt(g, rules, 1)} {self.respelt(s, rules, 1)}", True),
                (f"{g} {s} {t}", f"{g} {s}", True),
                (f"{g} {s}", f"{h} {s}", False),
                (f"{g} {s}", f"{g} {t}", False),
                (f"{g} Ram{s.lower()}", f"{g} Ram{t.lower()}", False),
            )
        )

    def chinese(self) -> Pair:
        s, t = self.two(CHINESE_SUR)
        g, h = self.two(CHINESE_GIVEN)
        parted = f"{g[: SYLLABLE_CUTS[g]]} {g[SYLLABLE_CUTS[g] :]}"
        hyphen = parted.replace(" ", "-")
        near = f"{g[: SYLLABLE_CUTS[g]]}{h[SYLLABLE_CUTS[h] :]}"
        return self.random.choice(
            (
                (f"{s} {g}".title(), f"{g} {s}".title(), True),
                (f"{s} {g}".title(), f"{s} {parted}".title(), True),
                (f"{s} {g}".title(), f"{PINYIN.get(s, s)} {hyphen}".title(), True),
                (f"{s} {g}".title(), f"{parted} {CANTON.get(s, s)}".title(), True),
                (f"{s} {g}".upper(), f"{CANTON.get(s, s)} {g}".title(), True),
                (f"{s} {g}".title(), f"{t} {g}".title(), False),
                (f"{s} {g}".title(), f"{s} {h}".title(), False),
                (
                    f"{s} {g}".title(),
                    f"{s} {near}".title() if near != g else f"{s} {h}".title(),
                    False,
                ),
            )
        )

    def arabic(self) -> Pair:
        g, h = self.two(ARABIC_GIVEN)
        i = self.other(ARABIC_GIVEN, g, h)
        s, t = self.two(ARABIC_SUR)
        full = f"{g} {h} al-{s}"
        spelt = f"{self.respelt(g, ARABIC_RULES, 1)} {self.respelt(h, ARABIC_RULES, 1)}"
        return self.random.choice(
            (
                (full, f"{spelt} al-{s}", True),
                (full, f"{g} {h} {self.respelt(s, ARABIC_RULES, 1)}", True),
                (full, f"{g} {h} el{s.lower()}", True),
                (f"{g} bin {h} al-{s}", f"{g} {h} {s}", True),
                (f"Abd al-{h} {s}", f"Abdul{h.lower()} {s}", True),
                (f"Abdel {h} {g} {s}", f"Abd al {h} {g} al-{s}", True),
                (full, f"{g} al-{s}", True),
                (full, f"{i} {h} al-{s}", False),
                (f"{g} al-{s}", f"{g} al-{t}", False),
                (f"{g} {h} al-{s}", f"{h} {i} al-{t}", False),
                (f"Abd al-{h} {s}", f"Abd al-{g} {s}", False),
            )
        )

    def slavic(self) -> Pair:
        g, h = self.two(RUSSIAN_GIVEN_M)
        s, t = self.two(RUSSIAN_SUR)
        f = self.one(RUSSIAN_GIVEN_F)
        woman = s[:-1] + "aya" if s.endswith("y") else s + "a"
        patronymic = self.one(RUSSIAN_GIVEN_M).rstrip("yi") + "ovich"
        cyrillic = f"{g} {s}".lower()
        for roman, letter in CYRILLIC:
            cyrillic = cyrillic.replace(roman, letter)
        return self.random.choice(
            (
                (f"{g} {s}", cyrillic.title(), True),
                (f"{g} {s}", self.respelt(f"{g} {s}", ROMAN_RULES, 2), True),
                (f"{g} {patronymic} {s}", f"{s} {g}", True),
                (f"{f} {woman}", f"{f} {s}", True),
                (f"{g} {s}", self.typed(f"{g} {s}"), True),
                (f"{g} {s}", f"{h} {s}", False),
                (f"{g} {s}", f"{g} {t}", False),
                (f"{g} {patronymic} {s}", f"{h} {patronymic} {t}", False),
            )
        )

    def portuguese(self) -> Pair:
        g, h = self.two(PORTUGUESE_GIVEN)
        s, t = self.two(PORTUGUESE_SUR)
        u = self.other(PORTUGUESE_SUR, s, t)
        full = f"{g} {h} {s} {t}"
        return self.random.choice(
            (
                (full, f"{g} {t}", True),
                (full, f"{g} {h} de {s} e {t}", True),
                (f"{g} dos {s}", f"{g} {s}", True),
                (full, self.typed(full), True),
                (full, f"{t.upper()}, {g} {h} {s}", True),
                (f"{g} {s} {t}", f"{h} {s} {t}", False),
                (f"{g} {s} {t}", f"{g} {s} {u}", False),
                (f"{g} {s}", f"{g} {t}", False),
            )
        )

    def english(self) -> Pair:
        g, h = self.two(list(ENGLISH_GIVEN))
        s, t = self.two(ENGLISH_SUR)
        return self.random.choice(
            (
                (f"{g} {s}", f"{ENGLISH_GIVEN[g]} {s}", True),
                (f"{g} {h} {s}", f"{g} {h[0]}. {s}", True),
                (f"{g} {s}", f"{s.upper()}, {g.upper()}", True),
                (f"{g} {s}", self.typed(f"{g} {s}"), True),
                (f"Capt. {g} {s} Jr", f"{g} {s}", True),
                (f"{g} {s}", f"{h} {s}", False),
                (f"{g} {s}", f"{g} {t}", False),
                (f"{g} {s} Jr", f"{g} {s} Sr", False),
                (f"{g} {s}", f"{ENGLISH_GIVEN[h]} {s}", False),
            )
        )

    def mrz(self) -> Pair:
        """The name field of a passport, 39 characters, against the name in full."""
        s = self.two(SPANISH_SUR + PORTUGUESE_SUR)
        g = self.random.sample(SPANISH_GIVEN + PORTUGUESE_GIVEN, 3)
        t, h = self.other(SPANISH_SUR, *s), self.other(SPANISH_GIVEN, *g)
        long = f"{' '.join(g)} {s[0]} {s[1]}"

        def field(surnames: list[str], given: list[str]) -> str:
            text = "<".join(surnames) + "<<" + "<".join(given)
            return text.upper().ljust(39, "<")[:39]

        dutch, umlaut = self.one(DUTCH_SUR), self.one(W("Mueller Schroeder Koenig Loewe Juergens"))
        marked = (umlaut.replace("ue", "ü").replace("oe", "ö"), umlaut)
        return self.random.choice(
            (
                (field(s, g), long, True),
                (field(s, g), f"{g[0]} {g[1]} {s[0]} {s[1]}", True),
                (field([s[0]], g[:2]), f"{g[0]} {g[1]} {s[0]} {s[1]}", True),
                (field([marked[1]], g[:1]), f"{g[0]} {marked[0]}", True),
                (field([s[0]], g[:1]), f"{self.typed(s[0])} {g[0]}", True),
                (field(s, g), f"{h} {g[1]} {s[0]} {t}", False),
                (field([s[0]], g[:1]), f"{g[0]} {t}", False),
                (field(["van", "der", dutch], g[:1]), f"{h} van der {dutch}", False),
            )
        )

    def organisation(self) -> Pair:
        w, v = self.two(FIRM_WORDS)
        trade, other = self.two(FIRM_TRADES)
        short, long = self.random.choice(FORMS)
        firm = f"{w} {trade}"
        return self.random.choice(
            (
                (f"{firm} {short}", f"{firm} {long}", True),
                (f"{firm} {short}", firm.upper(), True),
                (f"The {w} & {v} {trade} Co.", f"{w} and {v} {trade} Company", True),
                (f"{firm} {short}", f"{self.typed(firm)} {long}", True),
                (f"{firm} International {short}", f"{firm} Intl {short}", True),
                (f"{firm} {short}", f"{v} {trade} {short}", False),
                (f"{firm} {short}", f"{w} {other} {short}", False),
                (f"{firm} No. 1 {short}", f"{firm} No. 2 {short}", False),
                (
                    f"{w} {v} {trade} {short}",
                    f"{w} {self.other(FIRM_WORDS, w, v)} {trade} {short}",
                    False,
                ),
            )
        )

    def vessel(self) -> Pair:
        w, v = self.two(VESSEL_WORDS)
        n, m = self.two(VESSEL_NAMES)
        p, q = self.two(list(PREFIXES))
        return self.random.choice(
            (
                (f"{p} {w} {n}", f"{q} {w} {n}", True),
                (f"{p} {w} {n}", f"{w} {n}".upper(), True),
                (f"{p} {w} {n} II", f"{w} {n} 2", True),
                (f"{p} {w} {n}", f"{p} {w}{n.lower()}", True),
                (f"{p} {w} {n}", self.typed(f"{w} {n}"), True),
                (f"{p} {w} {n}", f"{p} {w} {m}", False),
                (f"{p} {w} {n} I", f"{p} {w} {n} II", False),
                (f"{p} {w} {n}", f"{p} {v} {n}", False),
                (f"{w} {n} 3", f"{w} {n} 8", False),
            )
        )


STRATA: dict[str, str] = {
    "spanish": "person",
    "dutch": "person",
    "haitian": "person",
    "saint": "person",
    "indian": "person",
    "chinese": "person",
    "arabic": "person",
    "slavic": "person",
    "portuguese": "person",
    "english": "person",
    "mrz": "person",
    "organisation": "organisation",
    "vessel": "vessel",
}


def half(kind: str, a: str, b: str) -> str:
    """The half of a pair: by the first byte of a hash of both names, whatever their order."""
    text = "\n".join([kind, *sorted((a, b))])
    return "tuning" if hashlib.sha256(text.encode()).digest()[0] < 128 else "test"


def main() -> None:
    maker = Maker()
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(("stratum", "kind", "half", "same", "a", "b"))
    for stratum, kind in STRATA.items():
        draw: Callable[[], Pair] = getattr(maker, stratum)
        seen: set[tuple[str, str]] = set()
        while len(seen) < PER_STRATUM:
            a, b, same = draw()
            if a == b or (a, b) in seen:
                continue
            seen.add((a, b))
            out.writerow((stratum, kind, half(kind, a, b), int(same), a, b))


if __name__ == "__main__":
    main()
