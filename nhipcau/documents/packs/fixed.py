"""The words that stand in every pack: how to get in, and what is looked at in the room before it begins."""

from __future__ import annotations

from nhipcau.typeset.pack import Check


def steps(*, lobby: bool, external: tuple[str, str, str]) -> tuple[str, ...]:
    """lobby: unknown machines wait until somebody lets them in. external: name, address and how to get in of another
    product that is used beside ours."""
    found = [
        "Mở máy tính của phòng họp, trình duyệt Chrome hoặc Edge bản mới.",
        "Gõ liên kết ở trang 1, hoặc quét mã QR bằng điện thoại rồi gửi liên kết sang máy tính.",
        "Nhập mã PIN 6 chữ số của điểm cầu; cho phép trình duyệt dùng camera và micro.",
    ]
    if lobby:
        found.append(
            "Máy vào lần đầu chờ ở phòng chờ; kỹ thuật cấp huyện hoặc phòng điều hành nhìn thấy hình rồi cho vào."
        )
    found += [
        "Thử trước được bất cứ lúc nào; hôm họp dùng đúng máy, đúng phòng đã thử.",
        "Mất kết nối thì để nguyên trang, máy tự vào lại; quá 2 phút chưa vào lại thì gọi kỹ thuật.",
    ]
    name, url, note = external
    if name:
        found.append(f"Dùng thêm {name}" + (f" tại {url}" if url else "") + (f": {note}" if note else "") + ".")
    return tuple(found)


def checks(meeting: str, chairs: str, *, main: bool) -> tuple[Check, ...]:
    """main: the chairing site."""
    here = f"Người {chairs} {meeting}" if main else "Người chủ trì tại điểm cầu"
    return (
        Check(
            "Điện, đường truyền",
            (
                "Nguồn điện ổn định cả buổi; máy, màn hình, mạng có điện dự phòng.",
                "Máy nối mạng bằng cáp; đường dự phòng (4G hoặc nhà mạng khác) đã thử.",
            ),
        ),
        Check(
            "Hình",
            (
                "Camera thấy bàn chủ trì và hàng ghế đầu, ngang tầm mắt, không ngược sáng.",
                "Màn hình hoặc máy chiếu đủ lớn, hàng ghế cuối đọc được chữ.",
            ),
        ),
        Check(
            "Tiếng",
            (
                "Micro nói rõ, không hú; loa nghe rõ ở cuối phòng; micro tắt khi chưa được mời phát biểu.",
                "Có micro dự phòng; người trực biết chỗ tắt, mở.",
            ),
        ),
        Check(
            "Phòng họp",
            (
                "Maket đã treo hoặc chiếu, đúng tên điểm cầu, nằm trong khung hình.",
                "Đủ chỗ ngồi, biển tên, nước uống; sơ đồ chỗ ngồi theo thành phần.",
                "Tài liệu đã in hoặc đã tải về.",
            ),
        ),
        Check(
            "Người",
            (
                f"{here}: ……………………………………………………",
                "Trực kỹ thuật có mặt từ đầu đến cuối: …………………………………………",
                "Mã PIN đã nhận và giữ riêng, không để cùng tờ này.",
            ),
        ),
        Check(
            "Chạy thử",
            (
                "Đã vào phòng họp thử bằng đúng máy sẽ dùng: hình, tiếng, micro đều đạt.",
                "Chỗ chưa đạt đã báo kỹ thuật. Kết quả: ………………………………………………",
            ),
        ),
    )
