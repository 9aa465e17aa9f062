"""Word files as they look on paper: lists, notes, boxes, merged cells, tracked changes, old fonts."""

import io
from typing import Any

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from nhipcau.documents.intake import Reading, read_bytes
from tests.documents.papers import HEAD

NS = nsdecls("w")


def new() -> Any:
    return docx.Document()


def append(paper: Any, xml: str) -> None:
    paper.element.body.insert(len(paper.element.body) - 1, parse_xml(xml))


def read(paper: Any) -> Reading:
    out = io.BytesIO()
    paper.save(out)
    return read_bytes(out.getvalue(), "a.docx")


def lines(paper: Any) -> list[str]:
    return [line for line in read(paper).text.split("\n") if line]


LEVELS = f"""<w:abstractNum {NS} w:abstractNumId="90"><w:multiLevelType w:val="multilevel"/>
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%2."/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%3)"/></w:lvl>
<w:lvl w:ilvl="3"><w:numFmt w:val="bullet"/><w:lvlText w:val="-"/></w:lvl></w:abstractNum>"""


def with_lists(*overrides: str) -> Any:
    paper = new()
    root = paper.part.numbering_part.element
    root.insert(0, parse_xml(LEVELS))
    for number, override in enumerate(("", *overrides), start=90):
        root.append(parse_xml(f'<w:num {NS} w:numId="{number}"><w:abstractNumId w:val="90"/>{override}</w:num>'))
    return paper


def listed(paper: Any, depth: int, words: str, number: int = 90) -> None:
    append(
        paper,
        f'<w:p {NS}><w:pPr><w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr></w:pPr>'
        f"<w:r><w:t>{words}</w:t></w:r></w:p>",
    )


def test_levels_are_numbered_as_printed_and_restart_below_a_new_one() -> None:
    paper = with_lists()
    for depth, words in ((0, "Nội dung"), (1, "Một"), (2, "a"), (2, "b"), (3, "gạch"), (0, "Phân công"), (1, "Hai")):
        listed(paper, depth, words)
    assert lines(paper) == ["I. Nội dung", "1.1. Một", "a) a", "b) b", "- gạch", "II. Phân công", "2.1. Hai"]


def test_lists_of_one_definition_count_on_unless_told_to_restart() -> None:
    paper = with_lists("", '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>')
    for number, words in ((90, "một"), (91, "hai"), (92, "lại một"), (92, "lại hai")):
        listed(paper, 0, words, number)
    assert lines(paper) == ["I. một", "II. hai", "I. lại một", "II. lại hai"]


def test_the_fifth_letter_is_that_of_the_printed_alphabet() -> None:
    paper = with_lists()
    for word in ("một", "hai", "ba", "bốn", "năm"):
        listed(paper, 2, word)
    assert lines(paper)[3:] == ["d) bốn", "e) năm"]


def test_deleted_and_moved_words_are_not_read() -> None:
    paper = new()
    append(
        paper,
        f'<w:p {NS}><w:r><w:t xml:space="preserve">Thời gian: </w:t></w:r>'
        '<w:del w:id="1" w:author="a"><w:r><w:delText>8h00</w:delText></w:r></w:del>'
        '<w:moveFrom w:id="2" w:author="a"><w:r><w:t>9h00</w:t></w:r></w:moveFrom>'
        '<w:ins w:id="3" w:author="a"><w:r><w:t>14h00</w:t></w:r></w:ins>'
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t> ẩn</w:t></w:r>"
        '<w:r><w:t xml:space="preserve"> ngày 05/3/2024</w:t></w:r></w:p>',
    )
    assert lines(paper) == ["Thời gian: 14h00 ngày 05/3/2024"]


def test_a_deleted_row_is_not_read_and_a_merged_cell_stands_in_each_row() -> None:
    paper = new()
    table = paper.add_table(rows=0, cols=3)
    rows = (
        ("Nội dung công việc", "Đơn vị", "Hoàn thành"),
        ("A", "Sở A", "01/3/2024"),
        ("B", "Sở B", ""),
        ("C", "", ""),
    )
    for row in rows:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    table.cell(1, 2).merge(table.cell(2, 2))
    table.rows[3]._tr.get_or_add_trPr().append(parse_xml(f'<w:del {NS} w:id="9" w:author="a"/>'))
    assert lines(paper)[1:] == ["| A | Sở A | 01/3/2024 |", "| B | Sở B | 01/3/2024 |"]


def test_a_cell_over_two_columns_keeps_the_others_in_theirs() -> None:
    paper = new()
    table = paper.add_table(rows=2, cols=4)
    for at, words in enumerate(("TT", "Việc", "Đơn vị", "Hạn")):
        table.cell(0, at).text = words
    table.cell(1, 0).merge(table.cell(1, 1)).text = "Cả hai"
    table.cell(1, 2).text = "Sở A"
    assert lines(paper) == ["| TT | Việc | Đơn vị | Hạn |", "| Cả hai | | Sở A | |"]


def test_a_footnote_stands_where_it_is_called() -> None:
    paper = new()
    paper.add_paragraph("Đầu mối: Văn phòng")
    footnotes = (
        f'<w:footnotes {NS}><w:footnote w:id="0" w:type="separator"><w:p/></w:footnote>'
        '<w:footnote w:id="2"><w:p><w:r><w:t>Bà Hà Thị Mẫu, ĐT 0900 000 061</w:t></w:r></w:p>'
        "</w:footnote></w:footnotes>"
    )
    from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    part = Part(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, footnotes.encode(), paper.part.package)
    paper.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    paper.paragraphs[0]._p.append(parse_xml(f'<w:r {NS}><w:footnoteReference w:id="2"/></w:r>'))
    paper.add_paragraph("Dòng sau")
    assert lines(paper) == ["Đầu mối: Văn phòng (chú thích: Bà Hà Thị Mẫu, ĐT 0900 000 061)", "Dòng sau"]


def test_a_letterhead_in_the_page_header_is_read_and_a_running_head_is_not() -> None:
    paper = new()
    section = paper.sections[0]
    section.header.is_linked_to_previous = False
    section.header.paragraphs[0].text = "Văn bản lưu hành nội bộ"
    section.different_first_page_header_footer = True
    first = section.first_page_header
    first.is_linked_to_previous = False
    for at, line in enumerate(HEAD.split("THÔNG BÁO")[0].strip().split("\n")):
        (first.paragraphs[0] if at == 0 else first.add_paragraph()).text = line
    paper.add_paragraph("THÔNG BÁO")
    paper.add_paragraph("Về việc tổ chức Hội nghị trực tuyến về trồng rừng")
    reading = read(paper)
    assert reading.facts["number"] == "12/TB-UBND"
    assert "nội bộ" not in reading.text


def run(words: str, font: str) -> str:
    return (
        f'<w:r><w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}"/></w:rPr>'
        f'<w:t xml:space="preserve">{words}</w:t></w:r>'
    )


def test_runs_in_fonts_of_before_unicode() -> None:
    paper = new()
    append(paper, f"<w:p {NS}>{run('th«ng b¸o', '.VnTimeH')}</w:p>")
    append(paper, f"<w:p {NS}>{run('Hoäi nghò tröïc tuyeán, ', 'VNI-Times')}{run('ngµy häp', '.VnTime')}</w:p>")
    append(paper, f"<w:p {NS}>{run('&#xF0E0; Đã là Unicode', 'Times New Roman')}</w:p>")
    assert lines(paper)[:2] == ["THÔNG BÁO", "Hội nghị trực tuyến, ngày họp"]
    assert "Đã là Unicode" in lines(paper)[2]


def test_words_set_in_capitals_are_capitals() -> None:
    paper = new()
    append(paper, f"<w:p {NS}><w:r><w:rPr><w:caps/></w:rPr><w:t>Thông báo</w:t></w:r></w:p>")
    assert lines(paper) == ["THÔNG BÁO"]


def test_an_old_font_is_converted_and_said() -> None:
    paper = new()
    append(paper, f"<w:p {NS}>{run('Th«ng b¸o häp', '.VnTime')}</w:p>")
    assert [one.message.split(";")[0] for one in read(paper).remarks if one.code == "old_encoding"] == [
        "Văn bản gõ bằng bảng mã cũ TCVN3 (ABC)"
    ]


GONE = '<w:pPr><w:rPr><w:{} w:id="9" w:author="a" w:date="2024-03-01T00:00:00Z"/></w:rPr></w:pPr>'


def tracked(words: str, mark: str = "") -> str:
    return f"<w:p {NS}>{GONE.format(mark) if mark else ''}<w:r><w:t xml:space='preserve'>{words}</w:t></w:r></w:p>"


def test_a_deleted_paragraph_mark_joins_its_paragraph_to_the_next() -> None:
    paper = new()
    for words, mark in (("Sở Y tế gửi ", "del"), ("báo cáo ", "moveFrom"), ("trước ngày 5/3.", ""), ("Hết.", "ins")):
        append(paper, tracked(words, mark))
    assert lines(paper) == ["Sở Y tế gửi báo cáo trước ngày 5/3.", "Hết."]


def test_a_joined_paragraph_is_numbered_as_the_last_one() -> None:
    paper = with_lists()
    listed(paper, 0, "Nội dung")
    append(paper, tracked("Phần ", "del"))
    listed(paper, 0, "Phân công")
    listed(paper, 0, "Kinh phí")
    assert lines(paper) == ["I. Nội dung", "II. Phần Phân công", "III. Kinh phí"]


def test_a_deleted_mark_before_a_table_or_at_the_end_loses_nothing() -> None:
    paper = new()
    append(paper, tracked("Trước bảng", "del"))
    table = paper.add_table(2, 3)
    for cell, words in zip(table._cells, "abcdef", strict=True):
        cell.text = words
    append(paper, tracked("Cuối cùng", "del"))
    assert lines(paper) == ["Trước bảng", "| a | b | c |", "| d | e | f |", "Cuối cùng"]


def test_a_deleted_cell_is_left_out() -> None:
    paper = new()
    table = paper.add_table(2, 4)
    for cell, words in zip(table._cells, "abcdefgh", strict=True):
        cell.text = words
    for row in table.rows:
        row.cells[1]._tc.get_or_add_tcPr().append(parse_xml(f'<w:cellDel {NS} w:id="4" w:author="a"/>'))
    assert lines(paper) == ["| a | c | d |", "| e | g | h |"]
