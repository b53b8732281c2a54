"""Final Draft files: numbers, lengths, tags, dual dialogue, runs, revisions; and hostile ones."""

from __future__ import annotations

from pathlib import Path

from tests.formats.samples import EXAMPLES
from tournage.script.model import Tag
from tournage.services.scripts import read_script

DOCUMENT = """<?xml version="1.0" encoding="UTF-8" standalone="no" ?>
<FinalDraft DocumentType="Script" Template="No" Version="5">
  <Content>
    <Paragraph Number="12A" Type="Scene Heading">
      <SceneProperties Length="1 3/8" Page="9A" Title="">
        <SceneArcBeats><CharacterArcBeat Name="X"><Paragraph><Text>not script</Text></Paragraph></CharacterArcBeat></SceneArcBeats>
        <Summary><Paragraph><Text>She finds the sabre.</Text></Paragraph></Summary>
      </SceneProperties>
      <Text>INT. BARRACKS - </Text><Text>NIGHT</Text>
    </Paragraph>
    <Paragraph Type="Action">
      <Text>She draws the </Text><Text TagNumber="1">rusty sabre</Text><Text> </Text><Text Style="Bold+Italic">fast</Text><Text RevisionID="2">.</Text>
    </Paragraph>
    <Paragraph>
      <DualDialogue>
        <Paragraph Type="Character"><Text>ADAM (V.O.)</Text></Paragraph>
        <Paragraph Type="Dialogue"><Text>No!</Text></Paragraph>
        <Paragraph Type="Character"><Text>EVE</Text></Paragraph>
        <Paragraph Type="Parenthetical"><Text>(low)</Text></Paragraph>
        <Paragraph Type="Dialogue"><Text>Yes.</Text></Paragraph>
      </DualDialogue>
    </Paragraph>
    <Paragraph Number="13" Type="Scene Heading"><SceneProperties Length="1/2" Page="10"/><Text>OMITTED</Text></Paragraph>
    <Paragraph Type="Action" StartsNewPage="Yes"><Text>2 * 3 = 6</Text></Paragraph>
  </Content>
  <Revisions><Revision ID="1" Name="Blue Rev."/><Revision ID="2" Name="Pink Rev."/></Revisions>
  <TagData>
    <TagCategories><TagCategory Id="05c556eb-6bc1-4a3a-b09f-f8b5ba1b6afa" Name="Props" Number="5"/></TagCategories>
    <TagDefinitions><TagDefinition CatId="05c556eb-6bc1-4a3a-b09f-f8b5ba1b6afa" Id="d1" Label="Sabre" Number="1"/></TagDefinitions>
    <Tags><Tag Number="1"><DefId>d1</DefId></Tag></Tags>
  </TagData>
</FinalDraft>
"""


def _write(folder: Path, text: str, name: str = "x.fdx") -> Path:
    file = folder / name
    file.write_text(text, "utf-8")
    return file


def test_what_a_scene_states_is_kept(tmp_path: Path) -> None:
    script, findings = read_script([_write(tmp_path, DOCUMENT)])
    scene, omitted = script.scenes
    assert (
        scene.key.number,
        scene.heading,
        scene.eighths,
        scene.imported_eighths,
        scene.page,
        scene.synopsis,
    ) == ("12A", "INT. BARRACKS - NIGHT", 11, 11, "9A", "She finds the sabre.")
    assert scene.line == 4
    assert (omitted.omitted, omitted.eighths, omitted.key.number) == (True, 0, "13")
    assert {"SCR-103", "SCR-108"} <= {f.code for f in findings}


def test_runs_tags_and_revisions_are_kept(tmp_path: Path) -> None:
    script, _ = read_script([_write(tmp_path, DOCUMENT)])
    action = script.scenes[0].blocks[1]
    assert action.text == "She draws the rusty sabre ***fast***."
    assert (Tag("Sabre", "Props", 104, "05c556eb-6bc1-4a3a-b09f-f8b5ba1b6afa"),) == action.tags
    assert (action.revision, script.episodes[0].revision) == ("Pink Rev.", "Pink Rev.")
    assert script.scenes[1].blocks[-1].text == "2 * 3 = 6"


def test_dual_dialogue_has_two_sides(tmp_path: Path) -> None:
    script, _ = read_script([_write(tmp_path, DOCUMENT)])
    spoken = [(b.dual, b.kind.value, b.text) for b in script.scenes[0].blocks if b.dual]
    assert spoken == [
        ("left", "cue", "ADAM (V.O.)"),
        ("left", "dialogue", "No!"),
        ("right", "cue", "EVE"),
        ("right", "parenthetical", "(low)"),
        ("right", "dialogue", "Yes."),
    ]
    assert script.scenes[0].cast == ("ADAM", "EVE")


def test_a_file_saved_by_final_draft_is_read() -> None:
    script, findings = read_script([EXAMPLES / "radio_studio.fdx"])
    assert (
        script.title,
        [(s.key.number, s.eighths, s.page) for s in script.scenes],
    ) == ("FDX Test Script", [("1", 3, "1"), ("2", 2, "1")])
    assert [s.cast for s in script.scenes] == [("DJ", "DAVE", "JIM"), ("KAY",)]
    assert [f.where for f in findings if f.code == "SCR-103"] == ["radio_studio.fdx:5"]


def test_a_file_that_breaks_off_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    cut = DOCUMENT[: DOCUMENT.index('<Paragraph Number="13"')]
    script, findings = read_script([_write(tmp_path, cut)])
    assert (len(script.scenes), script.scenes[0].cast) == (1, ("ADAM", "EVE"))
    assert [f.where for f in findings if f.code == "FIL-107"] == [f"x.fdx:{cut.count(chr(10)) + 1}"]


def test_entities_and_other_xml_are_refused(tmp_path: Path) -> None:
    laughs = '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><FinalDraft><Content/></FinalDraft>'
    outside = '<!DOCTYPE l [<!ENTITY a SYSTEM "file:///etc/passwd">]><FinalDraft><Content>&a;</Content></FinalDraft>'
    for text, code in ((laughs, "FIL-108"), (outside, "FIL-108"), ("<html><p/></html>", "FIL-109")):
        script, findings = read_script([_write(tmp_path, text)])
        assert ([code], ()) == ([f.code for f in findings], script.scenes)


def test_a_file_longer_than_any_screenplay_is_cut_and_told(tmp_path: Path) -> None:
    text = "<FinalDraft><Content>" + '<Paragraph Type="Action"><Text>a</Text></Paragraph>' * 25_000
    _, findings = read_script([_write(tmp_path, text)])
    assert "FIL-116" in {f.code for f in findings}
