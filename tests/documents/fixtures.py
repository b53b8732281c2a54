"""Productions written by hand for the papers: a feature of 50 strips in three languages, and a long one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from tests.documents.budget_fixtures import make_budget, make_top_sheet
from tournage.breakdown.model import Breakdown, Element, Evidence, Role, Sheet
from tournage.documents.parts import PaperHead, PaperParts
from tournage.kernel.eighths import Eighths
from tournage.kernel.money import Money
from tournage.kernel.scene import IntExt, Light, SceneKey
from tournage.kernel.words import literal
from tournage.schedule.model import Banner, Board, Day, DayOutOfDays, DoodRow, Idle, Strip

FIRST_DAY = date(2027, 5, 3)

HEADS = {
    "en": PaperHead(
        production="The Salt Ledger",
        version="Schedule 4, pink",
        made_on=date(2027, 3, 14),
        script="Draft 3, blue",
        director="B. Example",
        producer="A. Example",
        first_ad="D. Example",
        line_producer="C. Example",
        note="Sample, all names fictional",
    ),
    "fr": PaperHead(
        production="Le Registre du sel",
        version="Plan 4, rose",
        made_on=date(2027, 3, 14),
        script="Version 3, bleue",
        director="B. Exemple",
        producer="A. Exemple",
        first_ad="D. Exemple",
        line_producer="C. Exemple",
        note="Exemple, noms fictifs",
    ),
    "ar": PaperHead(
        production="سجل الملح",
        version="الجدول 4، وردي",
        made_on=date(2027, 3, 14),
        script="المسودة 3، زرقاء",
        director="ب. نموذج",
        producer="أ. نموذج",
        first_ad="د. نموذج",
        line_producer="ج. نموذج",
        note="عينة، كل الأسماء خيالية",
    ),
}

ROLES = {
    "en": (
        "IDRIS",
        "SALMA",
        "THE CAPTAIN",
        "THE BOY",
        "GOVERNOR",
        "ÉLODIE",
        "GUIDE",
        "SMUGGLER",
        "DRIVER",
        "WIDOW",
        "SERGEANT",
        "TEACHER",
    ),
    "fr": (
        "IDRISS",
        "SALMA",
        "LE CAPITAINE",
        "L’ENFANT",
        "LE GOUVERNEUR",
        "ÉLODIE",
        "LE GUIDE",
        "LE PASSEUR",
        "LE CHAUFFEUR",
        "LA VEUVE",
        "LE SERGENT",
        "L’INSTITUTEUR",
    ),
    "ar": (
        "إدريس",
        "سلمى",
        "النقيب",
        "الطفل",
        "الحاكم",
        "ÉLODIE",
        "الدليل",
        "المهرب",
        "السائق",
        "الأرملة",
        "الرقيب",
        "المعلم",
    ),
}

SETS = {
    "en": (
        "KASBAH – COURTYARD",
        "KASBAH – MAP ROOM",
        "KASBAH – RAMPART",
        "SALT ROAD – DUNES",
        "SALT ROAD – WELL",
        "MILITARY POST – OFFICE",
        "MEDINA – DERB",
        "MEDINA HOUSE – STAIRS",
        "VILLAGE SCHOOL",
        "RIAD – TERRACE",
    ),
    "fr": (
        "KASBAH – COUR",
        "KASBAH – SALLE DES CARTES",
        "KASBAH – REMPART",
        "ROUTE DU SEL – DUNES",
        "ROUTE DU SEL – PUITS",
        "POSTE MILITAIRE – BUREAU",
        "MÉDINA – DERB",
        "MAISON DE LA MÉDINA – ESCALIER",
        "ÉCOLE DU VILLAGE",
        "RIAD – TERRASSE",
    ),
    "ar": (
        "القصبة – الفناء",
        "القصبة – غرفة الخرائط",
        "القصبة – السور",
        "طريق الملح – الكثبان",
        "طريق الملح – البئر",
        "المركز العسكري – المكتب",
        "المدينة – الدرب",
        "بيت المدينة – الدرج",
        "مدرسة القرية",
        "الرياض – السطح",
    ),
}

SYNOPSES = {
    "en": ("Idris measures the wind; Salma watches from the gate", "The register is missing a page", "A column of trucks appears in the dust", "The caravan turns back; the boy counts the camels", "Salma bargains for water", "The Captain offers tea and a bargain", "Chase over the carts to the tanners’ gate", "Salma hides the brass case", "The lesson is interrupted by soldiers", "Élodie reads the letter aloud"),
    "fr": ("Idriss mesure le vent ; Salma l’observe depuis la porte", "Il manque une page au registre", "Une colonne de camions apparaît dans la poussière", "La caravane fait demi-tour ; l’enfant compte les dromadaires", "Salma marchande de l’eau", "Le capitaine offre du thé et un marché", "Poursuite par-dessus les charrettes", "Salma cache l’étui de laiton", "La leçon est interrompue par les soldats", "Élodie lit la lettre à voix haute"),
    "ar": ("إدريس يقيس الرياح وسلمى تراقب من الباب", "صفحة ناقصة من السجل", "رتل شاحنات يظهر في الغبار", "القافلة تعود والطفل يعد الجمال", "سلمى تساوم على الماء", "النقيب يقدم الشاي ويعرض صفقة", "مطاردة فوق العربات إلى باب الدباغين", "سلمى تخفي علبة النحاس", "الجنود يقطعون الدرس", "ÉLODIE تقرأ الرسالة بصوت عال"),
}  # fmt: skip

NAMES = {
    "en": {"ouarzazate": "Ouarzazate", "merzouga": "Merzouga", "marrakech": "Marrakech", "ait": "Aït Benhaddou", "backlot": "Backlot A", "erg": "Erg Chebbi, ridge", "medina": "Marrakech medina", "tamdakht": "Tamdakht"},
    "fr": {"ouarzazate": "Ouarzazate", "merzouga": "Merzouga", "marrakech": "Marrakech", "ait": "Aït Benhaddou", "backlot": "Backlot A", "erg": "Erg Chebbi, crête", "medina": "Médina de Marrakech", "tamdakht": "Tamdakht"},
    "ar": {"ouarzazate": "ورزازات", "merzouga": "مرزوكة", "marrakech": "مراكش", "ait": "آيت بن حدو", "backlot": "الباحة أ", "erg": "عرق الشبي، القمة", "medina": "مدينة مراكش", "tamdakht": "تامداخت"},
}  # fmt: skip

WORDS = {
    "en": {"move": "Company move: {a} to {b}, {t}", "rest": "Rest day", "holiday": "Throne Day"},
    "fr": {"move": "Déplacement : {a} – {b}, {t}", "rest": "Repos", "holiday": "Fête du Trône"},
    "ar": {"move": "انتقال الوحدة: من {a} إلى {b}، {t}", "rest": "يوم راحة", "holiday": "عيد العرش"},
}

ELEMENTS = {
    "en": (
        ("background_actors", 101, "Caravan drivers"), ("background_actors", 101, "Soldiers"), ("props", 104, "Brass case"),
        ("props", 104, "Register"), ("props", 104, "Salt slabs (40)"), ("vehicles", 103, "Army truck"), ("animals", 108, "Camels"),
        ("wardrobe", 106, "Captain’s dress uniform"), ("special_effects", 105, "Dust, wind machine"), ("stunts", 102, "Fall from cart"),
        ("makeup_hair", 107, "Sunburn, Idris"), ("sound", 113, "Wind, wild track"), ("special_equipment", 119, "Crane, 12 m"),
        ("set_dressing", 116, "Map table, lamps"), ("visual_effects", 121, "Horizon clean-up"), ("music", 114, "Gnawa trio, playback"),
        ("animal_wranglers", 109, "Camel handlers"), ("greenery", 117, "Palm cover"),
    ),
    "fr": (
        ("background_actors", 101, "Caravaniers"), ("background_actors", 101, "Soldats"), ("props", 104, "Étui de laiton"),
        ("props", 104, "Registre"), ("props", 104, "Plaques de sel (40)"), ("vehicles", 103, "Camion militaire"), ("animals", 108, "Dromadaires"),
        ("wardrobe", 106, "Grand uniforme du capitaine"), ("special_effects", 105, "Poussière, ventilateur"), ("stunts", 102, "Chute de charrette"),
        ("makeup_hair", 107, "Coup de soleil, Idriss"), ("sound", 113, "Vent, son seul"), ("special_equipment", 119, "Grue, 12 m"),
        ("set_dressing", 116, "Table des cartes, lampes"), ("visual_effects", 121, "Nettoyage de l’horizon"), ("music", 114, "Trio gnaoua, playback"),
        ("animal_wranglers", 109, "Chameliers"), ("greenery", 117, "Palmes"),
    ),
    "ar": (
        ("background_actors", 101, "سائقو القافلة"), ("background_actors", 101, "جنود"), ("props", 104, "علبة نحاس"),
        ("props", 104, "السجل"), ("props", 104, "ألواح ملح (40)"), ("vehicles", 103, "شاحنة عسكرية"), ("animals", 108, "جمال"),
        ("wardrobe", 106, "بزة النقيب الرسمية"), ("special_effects", 105, "غبار ومروحة"), ("stunts", 102, "سقوط من العربة"),
        ("makeup_hair", 107, "حروق شمس، إدريس"), ("sound", 113, "ريح، صوت منفرد"), ("special_equipment", 119, "رافعة 12 م"),
        ("set_dressing", 116, "طاولة الخرائط ومصابيح"), ("visual_effects", 121, "تنظيف الأفق"), ("music", 114, "ثلاثي كناوة"),
        ("animal_wranglers", 109, "مدربو الجمال"), ("greenery", 117, "سعف النخيل"),
    ),
}  # fmt: skip

_SIDES = (
    IntExt.EXT,
    IntExt.INT,
    IntExt.EXT,
    IntExt.EXT,
    IntExt.EXT,
    IntExt.INT,
    IntExt.EXT,
    IntExt.INT,
    IntExt.INT,
    IntExt.BOTH,
)
_PLACES = ("ait", "backlot", "ait", "erg", "erg", "backlot", "medina", "medina", "tamdakht", "medina")  # fmt: skip
_BASES = {"ait": "ouarzazate", "backlot": "ouarzazate", "tamdakht": "ouarzazate", "erg": "merzouga", "medina": "marrakech"}  # fmt: skip
_LIGHTS = (Light.DAY, Light.DAY, Light.NIGHT, Light.DAY, Light.DUSK, Light.DAY, Light.DAWN, Light.NIGHT)


@lru_cache
def make_parts(lang: str = "en", scenes: int = 50, days: int = 24, cast: int = 12) -> PaperParts:
    """A production of so many scenes, shooting days and roles, its words in one language."""
    strips = tuple(_strip(i, lang, cast) for i in range(scenes))
    board = _board(strips, days, lang)
    breakdown = _breakdown(strips, lang, cast)
    return PaperParts(
        head=HEADS[lang],
        breakdown=breakdown,
        board=board,
        dood=_dood(board, breakdown),
        budget=make_budget(lang),
        top_sheet=make_top_sheet(lang),
        names=NAMES[lang],
        award=Money(Decimal("941667"), "EUR"),
        page_limit=40,
        flags={board.days[5].strips[0]: (literal({"en": "7 away", "fr": "7 absent", "ar": "7 غائب"}[lang]),)}
        if len(board.days) > 5
        else {},
    )


def short_parts(lang: str = "en") -> PaperParts:
    """14 scenes, 7 days, 8 roles: enough for what holds of any paper."""
    return make_parts(lang, 14, 7, 8)


def long_parts(lang: str = "en") -> PaperParts:
    """200 scenes, 60 days, 40 roles."""
    return make_parts(lang, 200, 60, 40)


def _role_name(i: int, lang: str) -> str:
    names = ROLES[lang]
    return names[i] if i < len(names) else f"{names[i % len(names)]} {i // len(names) + 1}"


def _strip(i: int, lang: str, cast: int) -> Strip:
    at = (i * 7 + i // 9) % 10
    light = _LIGHTS[(i * 5 + i // 8) % len(_LIGHTS)]
    players = sorted({(i * k + k * k) % 4 for k in range(1, 2 + i % 4)} | {4 + i // 2 % (cast - 4)} - {3})
    number = f"{i + 1}A" if i % 17 == 16 else str(i + 1)
    return Strip(
        id=number,
        scene=number,
        int_ext=_SIDES[at],
        light=light,
        set_name=SETS[lang][at],
        location=_PLACES[at],
        base=_BASES[_PLACES[at]],
        eighths=Eighths(1 + (i * 11) % 15),
        minutes=40 + (i * 13) % 110,
        cast=tuple(f"role-{p + 1}" for p in players),
        extras=(0, 0, 24, 0, 6, 0, 120)[i % 7],
        script_day=f"{'N' if light is Light.NIGHT else 'D'}{1 + i // 6}",
        synopsis=SYNOPSES[lang][at],
        locked_on=FIRST_DAY if i == 6 else None,
    )


def _board(strips: tuple[Strip, ...], count: int, lang: str) -> Board:
    order = sorted(strips[:-2], key=lambda s: ("ouarzazate", "merzouga", "marrakech").index(s.base))
    days, idle, day, words = [], [], FIRST_DAY, WORDS[lang]
    base = order[0].base
    for number in range(1, count + 1):
        while day.weekday() == 6:
            idle.append(Idle(day, "rest", literal(words["rest"])))
            day += timedelta(days=1)
        start, end = (len(order) * (number - 1)) // count, (len(order) * number) // count
        todays = order[start:end]
        moved = todays[0].base != base
        text = words["move"].format(a=NAMES[lang][base], b=NAMES[lang][todays[0].base], t="5 h 50")
        base = todays[0].base
        night = sum(s.light is Light.NIGHT for s in todays) * 2 > len(todays)
        days.append(
            Day(
                number=number,
                on=day,
                base=base,
                mode="night" if night else "day",
                strips=tuple(s.id for s in todays),
                minutes=sum(s.minutes for s in todays),
                eighths=Eighths(sum(s.eighths for s in todays)),
                call=17 * 60 if night else 6 * 60 + 30,
                wrap=(17 if night else 6) * 60 + 30 + 11 * 60,
                sunrise=5 * 60 + 41,
                sunset=19 * 60 + 22,
                banners=(Banner("move", literal(text), 350),) if moved else (),
            )
        )
        day += timedelta(days=1)
    return Board(
        strips, tuple(days), tuple(idle), tuple(s.id for s in strips[-2:]), FIRST_DAY, set_build_days=9
    )


def _breakdown(strips: tuple[Strip, ...], lang: str, cast: int) -> Breakdown:
    sheets = []
    scenes_of: dict[int, list[SceneKey]] = {n: [] for n in range(len(ELEMENTS[lang]))}
    for i, strip in enumerate(strips):
        key = SceneKey(None, strip.scene)
        used = sorted({(i * 3) % 18, (i * 5 + 2) % 18, (i + 7) % 18, (i * 7 + 4) % 18}) if i % 6 else []
        for n in used:
            scenes_of[n].append(key)
        sheets.append(
            Sheet(
                number=i + 1,
                key=key,
                heading=f"{strip.int_ext}. {strip.set_name} - {strip.light}",
                int_ext=strip.int_ext,
                set_name=strip.set_name,
                light=strip.light,
                light_assumed=i == 3,
                eighths=strip.eighths,
                page=str(1 + i),
                script_day=strip.script_day,
                synopsis=strip.synopsis,
                cast=strip.cast,
                elements=tuple(f"el-{n}" for n in used),
                extras=strip.extras,
                extras_range=(strip.extras // 2, strip.extras * 2),
            )
        )
    elements = tuple(
        Element(
            id=f"el-{n}",
            category=category,
            ucid=ucid,
            name=name,
            scenes=tuple(scenes_of[n]),
            evidence=tuple(Evidence(k, 10, name, literal("")) for k in scenes_of[n][:1]),
            quantity=tuple((k, 24) for k in scenes_of[n])
            if category in ("background_actors", "animals")
            else (),
        )
        for n, (category, ucid, name) in enumerate(ELEMENTS[lang])
    )
    roles = tuple(
        Role(
            id=f"role-{p + 1}",
            name=_role_name(p, lang),
            number=p + 1,
            aliases=(),
            scenes=tuple(SceneKey(None, s.scene) for s in strips if f"role-{p + 1}" in s.cast),
            speaking=True,
            minor=p == 3,
            words=900 - 20 * p,
        )
        for p in range(cast)
    )
    return Breakdown(HEADS[lang].production, tuple(sheets), roles, elements)


def _dood(board: Board, breakdown: Breakdown) -> DayOutOfDays:
    """Written as the trade counts it; one role is dropped, one travels."""
    calendar = tuple(FIRST_DAY + timedelta(days=n) for n in range((board.last_day - FIRST_DAY).days + 1))
    strips = {strip.id: strip for strip in board.strips}
    shooting = {day.on: {id for s in day.strips for id in strips[s].cast} for day in board.days}
    rows = []
    for role in breakdown.roles:
        work = [n for n, day in enumerate(calendar) if role.id in shooting.get(day, ())]
        if work:
            rows.append(_dood_row(role, work, calendar, shooting))
    return DayOutOfDays(calendar, tuple(rows))


def _dood_row(
    role: Role, work: list[int], calendar: tuple[date, ...], shooting: dict[date, set[str]]
) -> DoodRow:
    codes = [""] * len(calendar)
    first, last = work[0], work[-1]
    for n in range(first, last + 1):
        codes[n] = "W" if n in work else "H" if calendar[n] in shooting else ""
    codes[first], codes[last] = ("SWF", "SWF") if first == last else ("SW", "WF")
    gaps = [(b - a, a, b) for a, b in pairwise(work)]
    widest = max(gaps, default=(0, 0, 0))
    if widest[0] >= 8 and role.number > 3:
        _, a, b = widest
        codes[a], codes[b] = codes[a][:1].replace("W", "") + "WD", "PWF" if b == last else "PW"
        for n in range(a + 1, b):
            codes[n] = "D" if calendar[n] in shooting else ""
    travel = 0
    if role.number > 3 and first > 0 and calendar[first - 1] in shooting:
        codes[first - 1], travel = "T", 1
    return DoodRow(
        id=role.id,
        name=role.name,
        number=role.number,
        codes=tuple(codes),
        travel=travel,
        work=sum("W" in c for c in codes),
        hold=codes.count("H"),
        holiday=0,
        start=calendar[first],
        finish=calendar[last],
    )


def with_unit(parts: PaperParts, unit: str) -> PaperParts:
    """The same production with its last day shot by another unit."""
    days = (*parts.board.days[:-1], replace(parts.board.days[-1], unit=unit))
    return replace(parts, board=replace(parts.board, days=days))
