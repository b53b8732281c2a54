from datetime import date

from tournage.cases.feasibility.inputs import Mark
from tournage.kernel.scene import SceneKey
from tournage.store.corrections import read_corrections

FILE = """
[aliases]
"DR. SMITH" = "SMITH"
[places]
"KASBAH" = {value = "ait_benhaddou", by = "Salma", on = 2026-11-24}
[eighths]
"101/12A" = "1 4/8"
[locks]
"14" = 2027-03-12
[away]
NADIA = [[2027-03-12, 2027-03-20]]
[assumptions]
"exchange.EUR" = "10.80"
[cast]
NADIA = 2
[[elements]]
scene = "12"
category = "props"
name = "Brass astrolabe"
[[quantities]]
scene = "12"
element = "background_actors:soldiers"
count = 40
"""


def test_every_table_is_read_and_marked_as_yours() -> None:
    yours, findings = read_corrections(FILE, "corrections.toml")
    assert findings == ()
    assert yours.breakdown.aliases == (("DR. SMITH", "SMITH"),)
    assert yours.places == (("KASBAH", "ait_benhaddou"),)
    assert yours.marks == (("places.KASBAH", Mark("Salma", date(2026, 11, 24))),)
    assert yours.breakdown.eighths == ((SceneKey("101", "12A"), 12),)
    assert yours.locks == (("14", date(2027, 3, 12)),)
    assert yours.away == (("NADIA", ((date(2027, 3, 12), date(2027, 3, 20)),)),)
    assert yours.assumptions == (("exchange.EUR", "10.80"),)
    assert yours.breakdown.cast_numbers == (("NADIA", 2),)
    assert yours.breakdown.added == ((SceneKey(None, "12"), "props", "Brass astrolabe"),)
    assert yours.breakdown.quantities == ((SceneKey(None, "12"), "background_actors:soldiers", 40),)


def test_a_bad_value_is_a_finding_and_the_rest_is_used() -> None:
    yours, findings = read_corrections(
        '[eighths]\n"3" = "1/2"\n"4" = "2/8"\n[locks]\n"5" = "soon"\n', "c.toml"
    )
    assert [f.code for f in findings] == ["STO-103", "STO-103"]
    assert yours.breakdown.eighths == ((SceneKey(None, "4"), 2),)


def test_an_unknown_table_and_broken_toml_are_findings() -> None:
    assert [f.code for f in read_corrections("[alias]\na = 'b'", "c.toml")[1]] == ["STO-102"]
    assert [f.code for f in read_corrections("[alias", "c.toml")[1]] == ["STO-101"]


def test_a_bare_float_is_refused_since_it_is_no_longer_exact() -> None:
    assert [f.code for f in read_corrections("[assumptions]\nx = 0.3", "c.toml")[1]] == ["STO-103"]
