"""How long a meeting lasts and when it ends: each construction in several wordings."""

import pytest

from tests.documents.papers import notice


@pytest.mark.parametrize(
    ("printed", "wanted"),
    [
        ("01 ngày (07.30 - 16.00), ngày 20/3/2024.", "01 ngày; 16.00"),
        (
            "1,5 ngày, từ 7 giờ 30 phút ngày 20/3/2024 đến hết sáng ngày 21/3/2024.",
            "1,5 ngày; đến hết sáng ngày 21/3/2024",
        ),
        ("02 ngày, từ 8h00 ngày 20/3/2024 đến ngày 21/3/2024.", "02 ngày; đến ngày 21/3/2024"),
        (
            "03 ngày, từ ngày 20/3/2024 đến ngày 22/3/2024. Khai mạc lúc 8 giờ ngày 20/3/2024.",
            "03 ngày, từ ngày 20/3/2024 đến ngày 22/3/2024",
        ),
        ("02 ngày (04 buổi), ngày 20 và 21/3/2024.", "02 ngày (04 buổi)"),
        ("Từ 8 giờ 00 ngày 20/3/2024 (01 ngày), chia làm 02 buổi.", "01 ngày; 02 buổi"),
        ("01 ngày, gồm hai phiên, từ 8 giờ 00 ngày 20/3/2024.", "01 ngày; hai phiên"),
        ("hai ngày rưỡi, từ 8 giờ 00 ngày 20/3/2024.", "hai ngày rưỡi"),
        ("3 ngày (từ 20/3/2024 - 22/3/2024), khai mạc 8h00 ngày 20/3/2024.", "3 ngày (từ 20/3/2024 - 22/3/2024)"),
        ("8 giờ 00, ngày 20/3/2024; thời lượng dự kiến: 150 phút.", "150 phút"),
        ("Ngày 20/3/2024. Mỗi ngày học 02 buổi.", None),
    ],
)
def test_length_and_end_in_the_part_on_the_time(printed: str, wanted: str | None) -> None:
    assert notice(f"1. Thời gian: {printed}\n")["end_or_duration"] == wanted


@pytest.mark.parametrize(
    ("printed", "wanted"),
    [
        ("Thời gian họp hai ngày rưỡi.", "hai ngày rưỡi"),
        ("Thời gian làm việc: 01 buổi.", "01 buổi"),
        ("Thời lượng là nửa ngày.", "nửa ngày"),
    ],
)
def test_length_said_in_the_opening(printed: str, wanted: str) -> None:
    said = "Ủy ban nhân dân tỉnh tổ chức Hội nghị trực tuyến về trồng rừng. "
    assert notice(f"{said}{printed}\n\nKhai mạc lúc 8 giờ 00 ngày 20/3/2024.\n")["end_or_duration"] == wanted


@pytest.mark.parametrize("end", ["dự kiến kết thúc 17h00", "kết thúc lúc 16 giờ 30", "bế mạc 11h15"])
def test_an_end_said_in_the_sentence_that_convenes_and_asks(end: str) -> None:
    body = (
        f"Ủy ban nhân dân tỉnh tổ chức Hội nghị trực tuyến về trồng rừng vào 8h00 ngày 20/3/2024, {end}. "
        "Ủy ban nhân dân tỉnh đề nghị:\n\n1. Sở Y tế\n\n- Cử bác sĩ trực.\n"
    )
    assert notice(body)["end_or_duration"] == end
