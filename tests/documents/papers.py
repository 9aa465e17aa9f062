"""Small papers of our own for the tests of the reader."""

from __future__ import annotations

from typing import Any

from nhipcau.documents.intake import read_text

HEAD = """ỦY BAN NHÂN DÂN
TỈNH MỘC HẠ
Số: 12/TB-UBND

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Mộc Hạ, ngày 02 tháng 3 năm 2024

THÔNG BÁO
Về việc tổ chức Hội nghị trực tuyến về trồng rừng

"""
TAIL = """

Nơi nhận:
- Như thành phần;
- Lưu: VT.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Hà Văn Mẫu
"""
DISTRICT = HEAD.replace("TỈNH MỘC HẠ", "HUYỆN MỘC HẠ")
HOSPITAL = """SỞ Y TẾ AN TRẠCH
BỆNH VIỆN ĐA KHOA TỈNH

Số: 12/KH-BVĐK

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

An Trạch, ngày 02 tháng 3 năm 2024

KẾ HOẠCH
Tổ chức Hội nghị giao ban trực tuyến

"""
COMPANY = HOSPITAL.replace("SỞ Y TẾ AN TRẠCH\nBỆNH VIỆN ĐA KHOA TỈNH", "CÔNG TY CỔ PHẦN AN TRẠCH")


def facts(text: str) -> dict[str, Any]:
    return read_text(text).facts


def notice(body: str) -> dict[str, Any]:
    """Facts of a whole notice of 2 March 2024 with this body."""
    return facts(HEAD + body + TAIL)


def squeezed(text: str) -> str:
    return " ".join(text.split())
