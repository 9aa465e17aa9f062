"""The paragraph styles of a paper, under the names that offices know its parts by."""

from __future__ import annotations

from typing import Final

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from nhipcau.typeset.profiles import Profile, Style
from nhipcau.typeset.word.xml import element

FACE: Final = "Times New Roman"
LANGUAGE: Final = "vi-VN"

NAMES: Final[dict[str, str]] = {
    "nation": "Quốc hiệu",
    "motto": "Tiêu ngữ",
    "parent": "Cơ quan chủ quản",
    "issuer": "Cơ quan ban hành",
    "number": "Số, ký hiệu",
    "place_date": "Địa danh, ngày tháng",
    "heading": "Tên loại văn bản",
    "abstract": "Trích yếu",
    "letter_abstract": "Trích yếu công văn",
    "basis": "Căn cứ",
    "body": "Nội dung",
    "part": "Phần",
    "roman": "Mục lớn",
    "item_heading": "Tiêu đề mục",
    "addressee": "Kính gửi",
    "capacity": "Quyền hạn ký",
    "position": "Chức vụ ký",
    "name": "Họ tên người ký",
    "distribution_label": "Nơi nhận",
    "distribution": "Danh sách nơi nhận",
    "urgency": "Độ khẩn",
    "circulation": "Phạm vi lưu hành",
    "drafter": "Ký hiệu người soạn",
    "contact": "Thông tin liên hệ",
    "annex_label": "Phụ lục",
    "annex_title": "Tên phụ lục",
    "annex_note": "Kèm theo",
    "page_number": "Số trang",
    "table_head": "Đầu bảng",
    "table": "Ô bảng",
    "caption": "Tên bảng",
}
"""Key of the style in the profile → its name in Word."""

_FLOWING: Final = ("basis", "body", "roman", "item_heading")
_KEPT: Final = ("heading", "part", "roman", "item_heading", "annex_label", "annex_title", "caption")
_OUTLINE: Final = {"heading": 0, "annex_label": 0, "part": 1, "roman": 1, "item_heading": 2}
_LEFT: Final = ("distribution_label", "distribution", "drafter", "contact", "table", "addressee")


def add_styles(document: Document, profile: Profile) -> None:
    """Every style of the profile; what a paragraph looks like is said here and nowhere else."""
    _set_normal(document, profile)
    for key, name in NAMES.items():
        given: Style = getattr(profile.styles, key)
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        assert isinstance(style, ParagraphStyle)  # noqa: S101  # add_style answers by the type asked for
        style.element.set(qn("w:styleId"), key)
        style.base_style = document.styles["Normal"]
        style.quick_style = True
        _set_face(style, given)
        _set_shape(style, key, given, profile)


def dressed(paragraph: Paragraph, key: str) -> Paragraph:
    """The paragraph in the style of that key. By its id: looking a style up by name takes a millisecond each time."""
    paragraph._p.style = key
    return paragraph


def _set_normal(document: Document, profile: Profile) -> None:
    normal = document.styles["Normal"]
    assert isinstance(normal, ParagraphStyle)  # noqa: S101  # so it is in every document
    _set_face(normal, Style(profile.styles.body.size))
    normal.paragraph_format.space_after = Pt(0)
    normal.paragraph_format.space_before = Pt(0)
    normal.paragraph_format.line_spacing = 1.0
    normal.paragraph_format.widow_control = True
    normal.element.get_or_add_rPr().append(element("w:lang", val=LANGUAGE, eastAsia=LANGUAGE))


def _set_face(style: ParagraphStyle, given: Style) -> None:
    font = style.font
    font.name = FACE
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), FACE)
    font.size = Pt(given.size)
    font.bold = given.bold
    font.italic = given.italic
    font.underline = given.underline
    font.all_caps = given.caps


def _set_shape(style: ParagraphStyle, key: str, given: Style, profile: Profile) -> None:
    shape = style.paragraph_format
    if key in _FLOWING:
        shape.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        shape.first_line_indent = Mm(profile.body.indent)
        shape.space_before = Pt(profile.body.gap)
        shape.line_spacing_rule = WD_LINE_SPACING.EXACTLY
        shape.line_spacing = Pt(profile.body.line)
    else:
        shape.alignment = WD_ALIGN_PARAGRAPH.LEFT if key in _LEFT else WD_ALIGN_PARAGRAPH.CENTER
    if key in ("heading", "annex_label"):
        shape.space_before = Pt(profile.title.gap * 1.5 if key == "heading" else 0)
        shape.space_after = Pt(4 if key == "heading" else 0)
    if key in ("addressee", "letter_abstract", "caption"):
        shape.space_before = Pt(6)
    if key == "annex_note":
        shape.space_before = Pt(3)
    if key in ("table", "table_head"):
        shape.space_before = shape.space_after = Pt(2.75)
    if key in ("capacity", "distribution_label"):
        shape.space_after = Pt(2)
    if key in ("parent", "distribution"):
        shape.space_after = Pt(0.6)
    if key == "distribution":
        shape.right_indent = Mm(4)
    if key == "contact":
        shape.space_before = Pt(8)
    if key == "part":
        shape.space_before = Pt(profile.body.gap)
    if key == "name":
        shape.space_before = Pt(profile.signing.blank_lines * given.size * 1.15)
    shape.keep_with_next = key in _KEPT or None
    if key in _OUTLINE:
        style.element.get_or_add_pPr().append(element("w:outlineLvl", val=str(_OUTLINE[key])))
