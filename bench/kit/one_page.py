"""Official letters of one page, each of other words: what writing a paper is timed with."""

from nhipcau.typeset import Paper
from nhipcau.typeset.model import (
    Addressee,
    Capacity,
    Distribution,
    Item,
    Kind,
    Letterhead,
    Level,
    Notation,
    Paragraph,
    PlaceDate,
    Recipient,
    Signer,
    Stand,
    text,
)

_PARTS = (
    "Chủ trì, phối hợp với các đơn vị liên quan kiểm tra đường truyền, hình ảnh, âm thanh tại điểm cầu số {number} "
    "và các điểm cầu cấp xã; bố trí cán bộ trực kỹ thuật trong suốt thời gian diễn ra hội nghị.",
    "Bảo đảm nguồn điện liên tục, có phương án dự phòng cho hội trường số {number} trong cả ngày.",
    "Gửi danh sách đại biểu trước 16 giờ 00 ngày {day} tháng 9 năm 2026 để tổng hợp, báo cáo theo quy định.",
)


def one_page(number: int) -> Paper:
    """No two numbers share a line of the body, so that nothing drawn before can be used again."""
    blocks = [
        Paragraph(
            "opening",
            text(f"Để tổ chức tốt hội nghị trực tuyến số {number}, Ủy ban nhân dân tỉnh đề nghị các cơ quan, đơn vị:"),
        )
    ]
    items: list[Item] = []
    for place in range(3):
        items.append(Item(f"h{place}", Level.ARABIC, text(f"Cơ quan {number}.{place}"), heading=True))
        words = (part.format(number=number * 10 + place, day=1 + number % 28) for part in _PARTS[: (2, 3, 1)[place]])
        items += [Item(f"i{place}.{nth}", Level.DASH, text(one)) for nth, one in enumerate(words)]
    return Paper(
        kind=Kind.LETTER,
        letterhead=Letterhead(issuer=("ỦY BAN NHÂN DÂN", "TỈNH HÒA PHÚ"), name="Ủy ban nhân dân tỉnh Hòa Phú"),
        notation=Notation("UBND-KGVX", str(number)),
        place_date=PlaceDate("Hòa Phú", 1 + number % 28, 9, 2026),
        abstract=text(f"bảo đảm các điều kiện phục vụ hội nghị trực tuyến số {number}"),
        blocks=(*blocks, *items),
        signers=(Signer("signer", "Phó Chủ tịch", "Nguyễn Thị Hòa", (Stand(Capacity.FOR_HEAD, "Chủ tịch"),)),),
        distribution=Distribution(
            (Recipient("r1", "Như trên"), Recipient("r2", "Thường trực Tỉnh ủy", "b/c")), "VT, KGVX"
        ),
        addressees=(Addressee("a1", "Sở Khoa học và Công nghệ"), Addressee("a2", f"Công ty Điện lực số {number}")),
    )
