"""A small budget written by hand: eleven accounts, local and foreign, in euro and dirham."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from tournage.budget.model import Budget, BudgetLine, Driver, Rate, TopSheetRow
from tournage.kernel.accounts import Account, Chart
from tournage.kernel.dated import Confidence, Origin, Source
from tournage.kernel.explain import Step
from tournage.kernel.money import ExchangeRate, Money, zero
from tournage.kernel.words import literal

RATE = ExchangeRate("EUR", "MAD", Decimal("10.80"), date(2027, 3, 12), (Source("Bank Al-Maghrib"),))

# code, section, names, lines: (description en, fr, ar, amount, unit, times, rate, currency, where)
ACCOUNTS = (
    ("1100", "above_the_line", ("Story and rights", "Sujet et droits", "القصة والحقوق"),
     (("Screenplay", "Scénario", "السيناريو", "1", "flat", "1", "180000", "EUR", "abroad"),)),
    ("1300", "above_the_line", ("Director", "Réalisateur", "المخرج"),
     (("Director", "Réalisateur", "المخرج", "1", "flat", "1", "310000", "EUR", "abroad"),)),
    ("1400", "above_the_line", ("Cast", "Interprétation", "الممثلون"),
     (("Principal cast", "Rôles principaux", "الأدوار الرئيسية", "3", "roles", "1", "420000", "EUR", "abroad"),
      ("Day players", "Petits rôles", "الأدوار الثانوية", "74", "days", "1", "6500", "MAD", "MA"))),
    ("2000", "production", ("Production staff", "Équipe de production", "طاقم الإنتاج"),
     (("Line producer", "Directeur de production", "المنتج المنفذ", "18", "weeks", "1", "32000", "MAD", "MA"),
      ("Assistant directors", "Assistants réalisateurs", "مساعدو المخرج", "11", "weeks", "4", "14500", "MAD", "MA"),
      ("Production manager, home office", "Régie au siège", "مدير الإنتاج بالخارج", "20", "weeks", "1", "3100", "EUR", "abroad"))),
    ("2100", "production", ("Extras", "Figuration", "الكومبارس"),
     (("Extras, day", "Figurants, jour", "كومبارس، نهار", "1480", "days", "1", "350", "MAD", "MA"),
      ("Extras, night", "Figurants, nuit", "كومبارس، ليل", "260", "days", "1", "450", "MAD", "MA"))),
    ("2300", "production", ("Set construction", "Construction des décors", "بناء الديكور"),
     (("Military post, backlot", "Poste militaire, backlot", "المركز العسكري", "1", "sets", "1", "1850000", "MAD", "MA"),)),
    ("3300", "production", ("Camera", "Image", "الكاميرا"),
     (("Camera package", "Matériel caméra", "معدات الكاميرا", "5", "weeks", "2", "9200", "EUR", "abroad"),)),
    ("3500", "production", ("Transport", "Transports", "النقل"),
     (("Trucks with driver", "Camions avec chauffeur", "شاحنات بسائقها", "33", "days", "14", "1900", "MAD", "MA"),
      ("Camels with handlers", "Dromadaires et chameliers", "جمال مع مرافقيها", "4", "days", "22", "800", "MAD", "MA"))),
    ("3600", "production", ("Locations and living", "Régie, hébergement", "المواقع والإقامة"),
     (("Hotel nights", "Nuitées d’hôtel", "ليالي الفندق", "2310", "nights", "1", "720", "MAD", "MA"),
      ("Monument fees", "Redevances de monuments", "رسوم المعالم", "6", "days", "1", "15000", "MAD", "MA"))),
    ("5000", "post", ("Editing", "Montage", "المونتاج"),
     (("Editor", "Monteur", "المونتير", "24", "weeks", "1", "4100", "EUR", "abroad"),)),
    ("6700", "other", ("Insurance", "Assurances", "التأمين"),
     (("Negative and cast", "Tous risques", "تأمين شامل", "1", "flat", "1", "96500", "EUR", "abroad"),)),
)  # fmt: skip
SECTIONS = (
    ("above_the_line", ("Above the line", "Au-dessus de la ligne", "فوق الخط")),
    ("production", ("Production", "Tournage", "فترة التصوير")),
    ("post", ("Post-production", "Postproduction", "ما بعد الإنتاج")),
    ("other", ("Other", "Autres", "أخرى")),
)
DRIVERS = (
    ("shoot_days", ("Shooting days", "Jours de tournage", "أيام التصوير"), "24", "days"),
    (
        "extras_days",
        ("Extras, by scene", "Figurants, par séquence", "الكومبارس حسب المشهد"),
        "1740",
        "days",
    ),
    ("hotel_nights", ("Hotel nights", "Nuitées", "ليالي الفندق"), "2310", "nights"),
)
RATES = (Rate("trucks", Money(Decimal(1900), "MAD"), "day", (), Confidence.LOW, Origin.ASSUMED),)
_LANGS = ("en", "fr", "ar")


def make_budget(lang: str) -> Budget:
    """The lines, on a chart of eleven accounts."""
    at = _LANGS.index(lang)
    accounts = tuple(Account(code, literal(names[at]), section, 1) for code, section, names, _ in ACCOUNTS)
    chart = Chart("sample", literal("Sample"), accounts, tuple((id, literal(n[at])) for id, n in SECTIONS))
    lines = tuple(
        _line(f"{code}-{n}", code, row, at) for code, _, _, rows in ACCOUNTS for n, row in enumerate(rows, 1)
    )
    drivers = tuple(
        Driver(name, Decimal(amount), unit, Step(literal(words[at]), Decimal(amount), "count"))
        for name, words, amount, unit in DRIVERS
    )
    return Budget("middle", chart, "EUR", lines, drivers, RATES, (RATE,), date(2027, 3, 14))


def _line(id: str, account: str, row: tuple[str, ...], at: int) -> BudgetLine:
    amount, unit, times, rate, currency, where = row[3:]
    price = Money(Decimal(rate), currency)
    subtotal = price * (Decimal(amount) * Decimal(times))
    return BudgetLine(
        id=id,
        account=account,
        description=row[at],
        description_key="",
        amount=Decimal(amount),
        unit=unit,
        times=Decimal(times),
        rate=price,
        subtotal=subtotal,
        spent_in=where,
        phase="shoot",
        explain=Step(literal(row[at]), subtotal),
        rate_id="trucks" if account == "3500" else None,
    )


def make_top_sheet(lang: str) -> tuple[TopSheetRow, ...]:
    """One row an account, in euro."""
    budget, rows = make_budget(lang), []
    for code, section, _, _ in ACCOUNTS:
        sums = {"MA": zero("EUR"), "abroad": zero("EUR")}
        for line in budget.lines:
            if line.account == code:
                sums[line.spent_in] += budget.in_currency(line.subtotal)
        rows.append(TopSheetRow(code, "", section, sums["MA"], sums["abroad"]))
    return tuple(rows)
