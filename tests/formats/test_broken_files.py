"""Real screenplays, damaged at random: always an answer, never a traceback, and what is written reads back."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from tests.formats.samples import EXAMPLES
from tournage.formats import fdx, fountain
from tournage.services.scripts import read_script, script_document

TOKENS = [b"[[", b"]]", b"/*", b"*/", b"\n\n", b"#1#", b"INT. ", b"===", b">", b"<", b"&amp;", b"<Paragraph>", b"</Text>", b"\x00",
          b"\xff\xfe", b"^", b"@", b"~", b"\r", b'TagNumber="9"', b"\xe2\x80\xae", b"(", b"\x0c", "مشهد 3".encode()]  # fmt: skip


def _damage(data: bytes, dice: random.Random) -> bytes:
    broken = bytearray(data[: dice.randrange(1, len(data))] if dice.random() < 0.3 else data)
    for _ in range(dice.choice([1, 3, 20, 200])):
        at = dice.randrange(len(broken) or 1)
        what = dice.random()
        if what < 0.3 and broken:
            broken[at % len(broken)] = dice.randrange(256)
        elif what < 0.7:
            broken[at:at] = dice.choice(TOKENS)
        else:
            del broken[at : at + dice.randrange(50)]
    return bytes(broken)


@pytest.mark.parametrize(
    "name", ["radio_studio.fdx", "complete_and_utter_nonsense.fountain", "everybodys_girl.txt"]
)
def test_damage_is_answered(name: str, tmp_path: Path) -> None:
    dice = random.Random(7)
    data = (EXAMPLES / name).read_bytes()
    file = tmp_path / name
    rewritten = 0
    for _ in range(25):
        file.write_bytes(_damage(data, dice))
        script, findings = read_script([file])
        json.dumps(script_document(script, findings, "ar"), ensure_ascii=False).encode()
        if script.scenes:
            rewritten += 1
            for module, suffix in ((fountain, ".fountain"), (fdx, ".fdx")):
                again = tmp_path / f"again{suffix}"
                again.write_text(module.write(script.episodes[0]), "utf-8")
                back, _ = read_script([again])
                assert [(s.key.number, s.eighths) for s in script.scenes] == [
                    (s.key.number, s.eighths) for s in back.scenes
                ]
        else:
            assert findings
    assert rewritten > 5
