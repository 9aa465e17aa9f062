"""One full pack, composed from plain facts: every line of its sheets, in their order, and its QR code.

After a change that is meant: `python -m tests.documents.packs.test_golden` writes golden_pack.txt anew.
"""

from datetime import date, datetime, time
from pathlib import Path

from nhipcau.core.clock import VIETNAM
from nhipcau.documents.packs.compose import Composer
from nhipcau.documents.packs.facts import Called, Cited, Deadline, Item, Meeting, Place, Sat, Talk, Work
from nhipcau.typeset.banner import Banner, BannerBlock, Role
from nhipcau.typeset.model import text
from nhipcau.typeset.pack import render_pack
from tests.documents.packs.reading import lines, qr_codes

GOLDEN = Path(__file__).parent / "golden_pack.txt"
DAY = date(2026, 11, 25)
MEETING = Meeting(
    base="https://hop.example.vn",
    title="Hội nghị trực tuyến ba cấp tổng kết công tác năm 2026",
    host="Ủy ban nhân dân tỉnh Hòa Phú",
    postponed=False,
    reason="",
    day=DAY,
    hour=time(8),
    duration="02 ngày",
    main="Điểm cầu chính",
    main_venue="Hội trường tầng 2, trụ sở Ủy ban nhân dân tỉnh",
    total=212,
    meeting="hội nghị",
    chairs="chủ trì",
    opening="khai mạc",
    sats=(
        Sat(
            "Buổi sáng",
            DAY,
            time(8),
            time(11, 30),
            "",
            (
                Item("Chào cờ, khai mạc", "Văn phòng", time(8), 10),
                Item("Tham luận của xã Tân Hòa", "Chủ tịch UBND xã Tân Hòa", None, 10),
            ),
        ),
        Sat("Ngày thứ hai", date(2026, 11, 26), time(7, 30), None, "", (Item("Kết luận", "Chủ trì", time(10)),)),
    ),
    trials=(datetime(2026, 11, 24, 15, tzinfo=VIETNAM),),
    works=(Work("Các xã", "Chuẩn bị phòng họp; bố trí người trực", "Điện lực", date(2026, 11, 23), time(16)),),
    talks=(Talk("Xã Tân Hòa", "Xây dựng nông thôn mới", 4, 10),),
    deadlines=(Deadline("Đăng ký điểm cầu", date(2026, 11, 18), time(16)),),
    sites_due=datetime(2026, 11, 18, 16, tzinfo=VIETNAM),
    delegates_due=datetime(2026, 11, 20, 16, tzinfo=VIETNAM),
    participants=(("xa", "Thường trực HĐND, lãnh đạo UBND xã"), ("huyen", "Lãnh đạo UBND huyện")),
    materials=("Báo cáo tổng kết năm 2026",),
    notes=("Các điểm cầu có mặt trước giờ khai mạc 20 phút.",),
    contacts=(
        Called("Vi Thị Thử", "Phòng Quản trị (kỹ thuật)", "0200 000 001"),
        Called("Lộc Văn Thử", "nội dung, tài liệu", "0200 000 002", "noidung@example.vn"),
        Called("Viễn thông tỉnh", "trực đường truyền", "0200 000 003; 0200 000 004"),
    ),
    paper=Cited("Thông báo số 15/TB-UBND ngày 09/11/2026", "tổ chức Hội nghị trực tuyến", 0, ("Thông báo số 17",)),
)
PLACE = Place(
    pk=45,
    name="Xã Tân Hòa",
    where="Huyện Bắc Hòa",
    number=45,
    tier="xa",
    is_main=False,
    link_key="abcd2345wxyz",
    venue="Nhà văn hóa xã",
    room="Phòng họp tầng 2",
    contact=Called("Nông Thị Thử", phone="0200 000 010"),
    technician=Called("Hà Văn Thử", phone="0200 000 011"),
    chair=Called("Hoàng Văn Mẫu", "Chủ tịch UBND xã"),
    above=Called("Lý Thị Thử", "Huyện Bắc Hòa", "0200 000 020"),
    works=(0,),
    talks=(0,),
    items=(1,),
    banner=Banner(
        (
            BannerBlock("o", Role.ORGAN, text("Ủy ban nhân dân xã Tân Hòa")),
            BannerBlock("t", Role.TITLE, text("Hội nghị trực tuyến ba cấp")),
            BannerBlock("p", Role.PLACE_DATE, text("Tân Hòa, ngày 25 tháng 11 năm 2026")),
        )
    ),
)


def made() -> bytes:
    return render_pack(Composer(MEETING).pack(PLACE))


def test_the_sheets_say_what_they_are_to_say_in_that_order() -> None:
    assert lines(made()) == GOLDEN.read_text(encoding="utf-8").splitlines()


def test_the_qr_code_is_the_link_of_the_room_and_there_is_no_other() -> None:
    assert qr_codes(made()) == ["https://hop.example.vn/j/abcd2345wxyz"]


def test_the_same_pack_has_the_same_bytes() -> None:
    assert made() == made()


if __name__ == "__main__":
    GOLDEN.write_text("\n".join(lines(made())) + "\n", encoding="utf-8")
