"""Packs of a province's sites: what making them is timed with. A full pack, its paper of one page behind it."""

from collections.abc import Iterator
from datetime import date, datetime, time

from bench.kit.banners import banner_of
from bench.kit.one_page import one_page
from nhipcau.core.clock import VIETNAM
from nhipcau.documents.packs.compose import Composer
from nhipcau.documents.packs.facts import Called, Cited, Deadline, Item, Meeting, Place, Sat, Talk, Work
from nhipcau.typeset import profile_by_id, render_pdf
from nhipcau.typeset.pack import render_pack

_DAY = date(2026, 11, 25)


def _meeting(sites: int) -> Meeting:
    items = tuple(
        Item(f"Báo cáo tham luận số {nth} về kết quả thực hiện nhiệm vụ", f"Đại diện UBND xã Tân Hòa {nth}", None, 10)
        for nth in range(14)
    )
    return Meeting(
        base="https://hop.example.vn",
        title="Hội nghị trực tuyến giao ban Thường trực HĐND tỉnh với Thường trực HĐND cấp xã năm 2026",
        host="Ủy ban nhân dân tỉnh Hòa Phú",
        postponed=False,
        reason="",
        day=_DAY,
        hour=time(8),
        duration="01 buổi",
        main="Điểm cầu chính",
        main_venue="Hội trường tầng 2, trụ sở Ủy ban nhân dân tỉnh",
        total=sites,
        meeting="hội nghị",
        chairs="chủ trì",
        opening="khai mạc",
        sats=(Sat("Buổi sáng", _DAY, time(8), time(11, 30), "", items),),
        trials=(datetime(2026, 11, 24, 15, tzinfo=VIETNAM),),
        works=(Work("Các xã, phường", "Chuẩn bị phòng họp, máy phát điện", "Điện lực", date(2026, 11, 23)),),
        talks=(Talk("Xã Tân Hòa 1", "Xây dựng nông thôn mới", 4, 10),),
        deadlines=(Deadline("Đăng ký điểm cầu", date(2026, 11, 18), time(16)),),
        sites_due=datetime(2026, 11, 18, 16, tzinfo=VIETNAM),
        delegates_due=datetime(2026, 11, 20, 16, tzinfo=VIETNAM),
        participants=(("xa", "Thường trực HĐND, lãnh đạo UBND xã"), ("xa", "Trưởng các ban của HĐND xã")),
        contacts=(
            Called("Vi Thị Thử", "kỹ thuật", "0200 000 001"),
            Called("Lộc Văn Thử", "nội dung", "0200 000 002"),
        ),
        paper=Cited("Thông báo số 15/TB-UBND ngày 09/11/2026", "tổ chức Hội nghị trực tuyến", 1),
    )


def packs(sites: int) -> Iterator[tuple[str, bytes]]:
    """(name, PDF) of each; no two sites have the same words."""
    composer = Composer(_meeting(sites))
    annex = render_pdf(one_page(1), profile_by_id("nd30-2020"))
    for number in range(1, sites + 1):
        place = Place(
            pk=number,
            name=f"Xã Tân Hòa {number}",
            where=f"Huyện Bắc Hòa {number % 11}",
            number=number,
            tier="xa",
            is_main=False,
            link_key=f"abcd{number:08d}",
            venue=f"Nhà văn hóa xã Tân Hòa {number}",
            room="Phòng họp tầng 2",
            contact=Called(f"Nông Thị Thử {number}", phone="0200 000 010"),
            works=(0,),
            banner=banner_of(number),
        )
        yield f"{number:03d}-xa-tan-hoa-{number}", render_pack(composer.pack(place), b"", annex)
