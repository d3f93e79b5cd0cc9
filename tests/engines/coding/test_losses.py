"""What a sound file holds and is not kept is told, with its place and how many; nothing disappears in silence."""

from tests.engines.coding.made import (
    CODE,
    CODER,
    CODES,
    SOURCE,
    USERS,
    guid,
    packed,
    project,
    read,
    read_text,
    selection,
    source,
    told,
    words,
)
from vlechtwerk.engines.coding.project import Case, Value, VariableKind, memo_of
from vlechtwerk.engines.coding.qdpx import read_qdpx
from vlechtwerk.engines.coding.texts import TakenFrom

CODING = f'<Coding guid="{guid(90, "d")}"><CodeRef targetGUID="{CODE}"/></Coding>'
MORE_CODING = f'<Coding guid="{guid(91, "d")}"><CodeRef targetGUID="{CODE}"/></Coding>'
PDF, AUDIO, TEXT_OF_PDF = guid(7, "5"), guid(8, "5"), guid(9, "5")
RECTANGLE = 'page="0" firstX="1" firstY="1" secondX="2" secondY="2"'


def test_a_pdf_is_told_and_its_text_is_kept_with_what_is_selected_in_it() -> None:
    body = (
        f'<Cases><Case guid="{guid(1, "f")}" name="Anna"><SourceRef targetGUID="{PDF}"/>'
        f'<SourceRef targetGUID="{TEXT_OF_PDF}"/></Case></Cases>'
        f'<Sources><PDFSource guid="{PDF}" name="Report" path="internal://r.pdf">'
        f'<PDFSelection guid="{guid(80, "e")}" {RECTANGLE}>{CODING}</PDFSelection>'
        f'<Representation guid="{TEXT_OF_PDF}" name="Representation" plainTextPath="internal://a.txt">'
        f"{selection(1, 4, 9)}</Representation>{MORE_CODING}</PDFSource></Sources>"
    )
    files = {"sources/a.txt": "wij vouwen", "sources/r.pdf": b"%PDF-1.7"}
    taken = read_qdpx(packed(project(USERS + CODES + body), files))
    kept = taken.project.sources[0]
    assert (kept.guid, kept.name, words(taken.project), len(kept.codings)) == (PDF, "Report", ["vouwe"], 1)
    assert taken.sources[0].taken_from is TakenFrom.PDF
    assert taken.project.cases[0].sources == (PDF,)
    counts = {code: one.count for code, one in told(taken).items()}
    assert counts == {"pdf": 1, "pdf_selections": 1, "pdf_codings": 1}
    assert told(taken)["pdf_selections"].place.element == "PDFSource"


def test_a_recording_is_told_and_its_transcript_is_kept() -> None:
    points = "".join(
        f'<SyncPoint guid="{guid(number, "b")}" timeStamp="{number}000" position="{position}"/>'
        for number, position in ((1, 0), (2, 5), (3, 12))
    )
    timed = (
        f'<TranscriptSelection guid="{guid(70, "e")}" fromSyncPoint="{guid(2, "b")}" toSyncPoint="{guid(3, "b")}">'
        f"{CODING}</TranscriptSelection>"
        f'<TranscriptSelection guid="{guid(71, "e")}" fromSyncPoint="{guid(2, "b")}">{MORE_CODING}'
        "</TranscriptSelection>"
    )
    body = (
        f'<Sources><AudioSource guid="{AUDIO}" name="Talk" path="relative:///talk.m4a">'
        f'<Transcript guid="{guid(10, "5")}" plainTextPath="internal://a.txt">{points}{timed}</Transcript>'
        f'<AudioSelection guid="{guid(72, "e")}" begin="0" end="9"/></AudioSource></Sources>'
    )
    taken = read(body, "Nou, eerlijk gezegd")
    assert words(taken.project) == ["eerlijk"]
    assert (taken.project.sources[0].guid, taken.sources[0].taken_from) == (AUDIO, TakenFrom.TRANSCRIPT)
    counts = {code: one.count for code, one in told(taken).items()}
    assert counts == {"audio": 1, "audio_selections": 1, "times": 3, "selections": 1, "codings": 1}


def test_a_picture_and_a_video_without_text_are_told_with_their_codings() -> None:
    body = (
        f'<Sources><PictureSource guid="{guid(11, "5")}" path="absolute:///C:/p.png">'
        f'<PictureSelection guid="{guid(73, "e")}" firstX="1" firstY="1" secondX="2" secondY="2">{CODING}'
        f'</PictureSelection></PictureSource><VideoSource guid="{guid(12, "5")}" path="internal://v.mp4">'
        f"{MORE_CODING}</VideoSource></Sources>"
        f'<Links><Link guid="{guid(1, "9")}" originGUID="{guid(73, "e")}" targetGUID="{CODE}"/></Links>'
    )
    taken = read(body)
    counts = {code: one.count for code, one in told(taken).items()}
    assert counts == {
        "picture": 1,
        "picture_selections": 1,
        "picture_codings": 1,
        "video": 1,
        "video_codings": 1,
        "reference_to_left_out": 1,
    }
    assert taken.project.sources == taken.project.links == ()


def test_graphs_unknown_elements_attributes_and_files_are_told_with_their_line() -> None:
    body = (
        f'\n<Graphs><Graph guid="{guid(1, "8")}" name="G"/><Graph guid="{guid(2, "8")}" name="G"/></Graphs>'
        '\n<Models><Model guid="x"/><Model/></Models>\n<Theme shade="dark"/>'
    )
    made = project(USERS + CODES.replace('name="Doubt"', 'name="Doubt" shortcut="D"') + body)
    taken = read_qdpx(packed(made, {"sources/left.docx": b"PK", "sources/.root": b"", "__MACOSX/._a": b"x"}))
    found = {(one.code, one.details.get("name", ""), one.count, one.place.line) for one in taken.not_kept}
    assert found == {
        ("unknown_attribute", "shortcut", 1, 2),
        ("graph", "G", 2, 3),
        ("unknown_element", "Model", 2, 4),
        ("guid_replaced", "", 1, 4),
        ("unknown_element", "Theme", 1, 5),
        ("file_not_used", "", 1, 0),
    }
    assert next(one for one in taken.not_kept if one.code == "file_not_used").place.file == "sources/left.docx"


def test_a_text_that_lies_elsewhere_is_told_with_what_was_selected_in_it() -> None:
    body = f"<Sources>{source(selection(1, 0, 3) + selection(2, 4, 6), 'relative:///b.txt')}</Sources>"
    taken = read(body)
    assert {code: one.count for code, one in told(taken).items()} == {
        "external_file": 1,
        "selections": 2,
        "codings": 2,
    }
    assert told(taken)["external_file"].details == {"path": "relative:///b.txt"}


def test_a_styled_text_is_told_and_its_plain_text_kept() -> None:
    styled = 'richTextPath="internal://a.docx"'
    body = f"<Sources>{source(selection(1, 0, 3), more=styled)}</Sources>"
    files = {"sources/a.txt": "wij vouwen", "sources/a.docx": b"PK"}
    taken = read_qdpx(packed(project(USERS + CODES + body), files))
    assert words(taken.project) == ["wij"]
    assert [(one.code, one.count) for one in taken.not_kept] == [("rich_text", 1)]


def test_references_to_people_notes_and_things_that_are_not_there_are_told() -> None:
    inside = selection(1, 0, 3).replace(CODER, guid(9, "a")) + f'<NoteRef targetGUID="{guid(1, "6")}"/>'
    taken = read_text(inside, "wij vouwen")
    found = {(one.place.element, one.details["kind"]) for one in taken.not_kept}
    assert {one.code for one in taken.not_kept} == {"reference_to_nothing"}
    assert found == {("Coding", "User"), ("TextSource", "Note")}
    assert taken.project.sources[0].selections[0].codings[0].coder == ""


def test_a_selection_of_nothing_and_an_end_just_past_the_text_are_told() -> None:
    taken = read_text(selection(1, 0, 3) + selection(2, 4, 12) + selection(3, 3, 3), "wij vouwen")
    assert words(taken.project) == ["wij", "vouwen"]
    assert {code: one.count for code, one in told(taken).items()} == {
        "past_the_end": 1,
        "empty_selection": 1,
        "codings": 1,
    }


def test_people_with_their_variables_and_memos_are_kept() -> None:
    person, level, note = guid(1, "f"), guid(1, "7"), guid(1, "6")
    inside = selection(1, 0, 3, inside=f'<NoteRef targetGUID="{note}"/>') + selection(2, 4, 10, person)
    body = (
        f'<Variables><Variable guid="{level}" name="Level" typeOfVariable="Text"/></Variables>'
        f'<Cases><Case guid="{{{person.upper()}}}" name="P1"><VariableValue><VariableRef targetGUID="{level}"/>'
        f'<TextValue>tactical</TextValue></VariableValue><SourceRef targetGUID="{SOURCE}"/></Case></Cases>'
        f"<Sources>{source(inside)}</Sources>"
        f'<Notes><Note guid="{note}" name="M"><PlainTextContent>Look\nagain</PlainTextContent></Note></Notes>'
    )
    taken = read(body, "wij vouwen")
    value = Value(level, "tactical", VariableKind.TEXT)
    # Some tools code what someone says with that person: then it is a selection about the case.
    assert taken.project.cases == (Case(person, "P1", values=(value,), sources=(SOURCE,), selections=(guid(2, "e"),)),)
    first, second = taken.project.sources[0].selections
    assert memo_of(taken.project, first.notes) == "Look\nagain"
    assert second.codings == ()
    assert taken.not_kept == ()


def test_a_coding_with_the_guid_of_another_gets_its_own_and_is_told() -> None:
    again = selection(1, 4, 10).replace(guid(1, "e"), guid(2, "e"))
    taken = read_text(selection(1, 0, 3) + again, "wij vouwen")
    guids = [one.codings[0].guid for one in taken.project.sources[0].selections]
    assert guids[0] == guid(1, "d") != guids[1]
    assert [(one.code, one.place.element, one.count) for one in taken.not_kept] == [("guid_twice", "Coding", 1)]


def test_two_texts_of_one_source_are_told_and_the_file_is_kept() -> None:
    inside = f"<PlainTextContent>wij\nvouwen</PlainTextContent>{selection(1, 5, 11)}"
    taken = read_text(inside, "wij\r\nvouwen")
    assert (words(taken.project), taken.not_kept) == (["vouwen"], ())
    assert [one.code for one in read_text(inside, "wij\r\nbouwen").not_kept] == ["second_text"]
