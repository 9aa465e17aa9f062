"""Who may sign what: the table of NĐ 30/2020 and of the Party's rules."""

import pytest

from nhipcau.core.errors import Refusal
from nhipcau.documents.writing.signing import capacities, signer, usual_position
from nhipcau.typeset.model import Capacity as C

NAME = "Lộc Văn Thử"


@pytest.mark.parametrize(
    ("organ", "party", "capacity", "position", "stack"),
    [
        ("ubnd", False, "tm", "Chủ tịch", [(C.ON_BEHALF, "ỦY BAN NHÂN DÂN")]),
        ("ubnd", False, "tm_kt", "Phó Chủ tịch", [(C.ON_BEHALF, "ỦY BAN NHÂN DÂN"), (C.FOR_HEAD, "CHỦ TỊCH")]),
        ("ubnd", False, "tm_q", "Q. Chủ tịch", [(C.ON_BEHALF, "ỦY BAN NHÂN DÂN")]),
        ("ubnd", False, "tl", "Chánh Văn phòng", [(C.BY_ORDER, "CHỦ TỊCH")]),
        (
            "ubnd",
            False,
            "tl_kt",
            "Phó Chánh Văn phòng",
            [(C.BY_ORDER, "CHỦ TỊCH"), (C.FOR_HEAD, "CHÁNH VĂN PHÒNG")],
        ),
        (
            "so_nganh",
            False,
            "tl_kt",
            "Phó Chánh Văn phòng",
            [(C.BY_ORDER, "GIÁM ĐỐC"), (C.FOR_HEAD, "CHÁNH VĂN PHÒNG")],
        ),
        (
            "ubnd",
            False,
            "tm_kt",
            "Phó Chủ tịch Thường trực",
            [(C.ON_BEHALF, "ỦY BAN NHÂN DÂN"), (C.FOR_HEAD, "CHỦ TỊCH")],
        ),
        ("ubnd", False, "tuq", "Giám đốc Sở Nội vụ", [(C.BY_DELEGATION, "CHỦ TỊCH")]),
        ("so_nganh", False, "head", "Giám đốc", []),
        ("so_nganh", False, "kt", "Phó Giám đốc", [(C.FOR_HEAD, "GIÁM ĐỐC")]),
        ("van_phong", False, "kt", "Phó Chánh Văn phòng", [(C.FOR_HEAD, "CHÁNH VĂN PHÒNG")]),
        ("dang", True, "t_m", "Phó Bí thư Thường trực", [(C.ON_BEHALF, "BAN THƯỜNG VỤ")]),
        ("dang", True, "t_l", "Phó Chánh Văn phòng", [(C.BY_ORDER, "BAN THƯỜNG VỤ")]),
        ("van_phong", True, "k_t", "Phó Chánh Văn phòng", [(C.FOR_HEAD, "CHÁNH VĂN PHÒNG")]),
    ],
)
def test_who_may_sign_so_is_printed_so(organ, party, capacity, position, stack):
    found = signer(organ, "notice", capacity, position, NAME, party=party)
    assert [(one.capacity, one.of) for one in found.stack] == stack
    assert (found.position, found.name) == (position.upper(), NAME)


@pytest.mark.parametrize(
    ("organ", "party", "kind", "capacity", "position", "name", "why"),
    [
        ("ubnd", False, "notice", "tm", "Phó Chủ tịch", NAME, "người đứng đầu"),
        ("ubnd", False, "notice", "tm_kt", "Chủ tịch", NAME, "cấp phó"),
        ("ubnd", False, "plan", "tl", "Chánh Văn phòng", NAME, "không được ký"),
        ("ubnd", False, "notice", "tl", "Phó Chủ tịch", NAME, "thừa lệnh"),
        ("ubnd", False, "notice", "tl_kt", "Phó Chủ tịch", NAME, "thừa lệnh"),
        ("ubnd", False, "notice", "tl", "Phó Chánh Văn phòng", NAME, "TL., KT."),
        ("ubnd", False, "notice", "tm", "Chánh Văn phòng", NAME, "CHỦ TỊCH ký"),
        ("ubnd", False, "notice", "tm_kt", "Phó Chánh Văn phòng", NAME, "PHÓ CHỦ TỊCH ký"),
        ("ubnd", False, "notice", "tm_q", "Chủ tịch", NAME, "Q."),
        ("so_nganh", False, "notice", "tm", "Giám đốc", NAME, "thủ trưởng"),
        ("dang", True, "notice", "k_t", "Phó Bí thư", NAME, "T/M"),
        ("dang", True, "notice", "t_m", "Chánh Văn phòng", NAME, "bí thư"),
        ("ubnd", False, "notice", "tm", "Chủ tịch", "  ", "họ tên"),
        ("ubnd", False, "notice", "tm", "", NAME, "chức vụ"),
        ("ubnd", False, "notice", "tm", "Chủ tịch", "TS. Lộc Văn Thử", "học vị"),
        ("ubnd", False, "notice", "đóng dấu", "Chủ tịch", NAME, "không được ký"),
    ],
)
def test_who_may_not_is_told_why(organ, party, kind, capacity, position, name, why):
    with pytest.raises(Refusal) as no:
        signer(organ, kind, capacity, position, name, party=party)
    assert why in no.value.message
    assert no.value.status == 422


@pytest.mark.parametrize(
    "organ", ["ubnd", "hdnd", "dang", "mat_tran", "van_phong", "so_nganh", "bao_chi", "truong", "khac"]
)
@pytest.mark.parametrize("party", [True, False])
def test_what_the_form_proposes_is_allowed(organ, party):
    for one in capacities(organ, "notice", party=party):
        if one.who != "secretary" or organ == "dang":
            signer(organ, "notice", one.key, usual_position(organ, one.who), NAME, party=party)
