"""Papers of every kind, for invented offices: what the renderers are measured with."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from nhipcau.typeset.model import (
    Addressee,
    Align,
    Annex,
    Basis,
    Block,
    Capacity,
    Column,
    Contact,
    Distribution,
    Item,
    Kind,
    Letterhead,
    Level,
    Notation,
    Paper,
    Paragraph,
    PlaceDate,
    Recipient,
    Row,
    Run,
    Signer,
    Stand,
    System,
    Table,
    text,
)

DAY = dt.date(2026, 9, 8)
STATE = Letterhead(issuer=("ỦY BAN NHÂN DÂN", "TỈNH HÒA PHÚ"), system=System.STATE, name="Ủy ban nhân dân tỉnh Hòa Phú")
OFFICE = Letterhead(
    parent=("ỦY BAN NHÂN DÂN TỈNH HÒA PHÚ",),
    issuer=("VĂN PHÒNG",),
    system=System.STATE,
    name="Văn phòng Ủy ban nhân dân tỉnh Hòa Phú",
)
PARTY = Letterhead(
    parent=("ĐẢNG BỘ TỈNH HÒA PHÚ",), issuer=("BAN THƯỜNG VỤ",), system=System.PARTY, name="Ban Thường vụ Tỉnh ủy"
)

MEETING: tuple[Block, ...] = (
    Item("i1", Level.ROMAN, text("Mục đích, yêu cầu"), heading=True),
    Item("i2", Level.ARABIC, text("Đánh giá kết quả năm 2026, bàn nhiệm vụ, giải pháp trọng tâm năm 2027.")),
    Item("i3", Level.ARABIC, text("Bảo đảm nghiêm túc, thiết thực, hiệu quả, tiết kiệm; đường truyền thông suốt.")),
    Item("i4", Level.ROMAN, text("Thời gian, địa điểm, thành phần"), heading=True),
    Item(
        "i5",
        Level.ARABIC,
        (Run("Thời gian: ", bold=True), Run("08 giờ 00 ngày 15 tháng 9 năm 2026", fact="start"), Run(" (thứ Ba).")),
    ),
    Item(
        "i6",
        Level.ARABIC,
        (Run("Địa điểm: ", bold=True), Run("Hội trường A, số 01 đường Trần Phú", fact="venue_main"), Run(".")),
    ),
    Item("i7", Level.ARABIC, text("Thành phần"), heading=True),
    Item("i8", Level.LETTER, text("Điểm cầu tỉnh:")),
    Item("i9", Level.DASH, text("Lãnh đạo Ủy ban nhân dân tỉnh (chủ trì);")),
    Item("i10", Level.DASH, text("Lãnh đạo các sở, ban, ngành tỉnh.")),
    Item("i11", Level.LETTER, text("Điểm cầu cấp xã: lãnh đạo Đảng ủy, Ủy ban nhân dân, các phòng chuyên môn.")),
    Paragraph("i12", text("Đề nghị các cơ quan, đơn vị, địa phương triển khai thực hiện.")),
)
BASES: tuple[Block, ...] = (
    Basis("b1", text("Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;")),
    Basis("b2", text("Căn cứ Chương trình công tác năm 2026 của Ủy ban nhân dân tỉnh")),
)
SENT = Distribution(
    recipients=(
        Recipient("r1", "Thường trực Tỉnh ủy", "b/c"),
        Recipient("r2", "Như thành phần mời"),
        Recipient("r3", "Báo và phát thanh, truyền hình tỉnh", "đưa tin"),
    ),
    archive="VT, KGVX",
)
HEAD_SIGNS = (
    Signer(
        "s1",
        "Phó Chủ tịch",
        "Nguyễn Thị Hòa",
        (Stand(Capacity.ON_BEHALF, "Ủy ban nhân dân"), Stand(Capacity.FOR_HEAD, "Chủ tịch")),
    ),
)
PARTY_SIGNS = (Signer("s1", "Phó Bí thư", "Trần Văn Phú", (Stand(Capacity.ON_BEHALF, "Ban Thường vụ"),)),)
ADDRESSEES = (
    Addressee("k1", "Sở Khoa học và Công nghệ"),
    Addressee("k2", "Công ty Điện lực Hòa Phú"),
    Addressee("k3", "Ủy ban nhân dân các xã, phường"),
)
REQUESTS: tuple[Block, ...] = (
    Paragraph("o1", text("Để tổ chức thành công hội nghị, Ủy ban nhân dân tỉnh đề nghị:")),
    Item("o2", Level.ARABIC, text("Sở Khoa học và Công nghệ"), heading=True, addressee="k1"),
    Item("o3", Level.DASH, text("Chủ trì kiểm tra đường truyền trước 16 giờ 00 ngày 14 tháng 9 năm 2026.")),
    Item("o4", Level.ARABIC, text("Công ty Điện lực Hòa Phú"), heading=True, addressee="k2"),
    Item("o5", Level.DASH, text("Bảo đảm nguồn điện liên tục trong ngày 15 tháng 9 năm 2026.")),
    Paragraph("o6", text("Nhận được văn bản này, đề nghị các cơ quan, đơn vị triển khai thực hiện./.")),
)
TASKS = Table(
    "t1",
    (
        Column("TT", 1, Align.CENTER),
        Column("Nhiệm vụ", 6),
        Column("Cơ quan chủ trì", 4),
        Column("Hạn", 2, Align.CENTER),
    ),
    (
        Row((text("Trước hội nghị"),), group=True),
        Row((text("1"), text("Chuẩn bị báo cáo trung tâm"), text("Sở Nông nghiệp và Môi trường"), text("10/9"))),
        Row((text("2"), text("Chạy thử đường truyền"), text("Viễn thông Hòa Phú"), text("14/9"))),
    ),
)


def paper(kind: Kind, system: System = System.STATE) -> Paper:
    """A short paper of this kind by an office of the State or of the Party."""
    party = system is System.PARTY
    base = Paper(
        kind=kind,
        letterhead=PARTY if party else STATE,
        notation=Notation("KH/TU" if party else "KH-UBND", "5"),
        place_date=PlaceDate.on("Hòa Phú", DAY),
        abstract=text("Tổ chức Hội nghị trực tuyến toàn tỉnh sơ kết công tác 9 tháng đầu năm 2026"),
        blocks=(*BASES, *MEETING),
        signers=PARTY_SIGNS if party else HEAD_SIGNS,
        distribution=replace(SENT, archive="Văn phòng Tỉnh ủy") if party else SENT,
    )
    match kind:
        case Kind.LETTER:
            return replace(
                base,
                notation=Notation("CV/TU" if party else "UBND-KGVX", "127"),
                abstract=text("bảo đảm các điều kiện phục vụ Hội nghị trực tuyến toàn tỉnh"),
                addressees=ADDRESSEES,
                blocks=REQUESTS,
            )
        case Kind.MINUTES:
            signers = (Signer("s1", "", "Lê Thị Thu"), Signer("s2", "", "Nguyễn Thị Hòa"))
            notation = Notation("BB/TU" if party else "BB-UBND", "3")
            shorter = tuple(block for block in base.blocks if block.id not in ("i3", "i11"))
            return replace(base, notation=notation, place_date=None, signers=signers, blocks=shorter)
        case Kind.PLAN:
            annexes = (
                Annex("a1", text("Phân công nhiệm vụ"), (TASKS,)),
                Annex("a2", text("Danh sách điểm cầu"), (Paragraph("p1", text("Gồm 65 xã, phường.")),)),
            )
            return replace(base, annexes=annexes)
        case Kind.REPORT | Kind.SUBMISSION:
            shorter = tuple(block for block in base.blocks if block.id not in ("i3", "i11"))
            return replace(
                base,
                addressees=ADDRESSEES[:1],
                blocks=shorter,
                contact=Contact("Số 01 đường Trần Phú", "0200 3000 001"),
            )
        case _:
            return base


EVERY_KIND = (
    Kind.PLAN,
    Kind.NOTICE,
    Kind.INVITATION,
    Kind.LETTER,
    Kind.PARTY_CALL,
    Kind.REPORT,
    Kind.CONCLUSION,
    Kind.MINUTES,
    Kind.SUBMISSION,
)
