"""Công văn: the host's, with each addressee's own requests; a lower unit's, which passes the work on."""

from nhipcau.documents.compose import proposed as p
from nhipcau.documents.compose.about import Subject


def propose(subject: Subject) -> p.Proposed:
    if not subject.is_host:
        return _of_lower_unit(subject)
    assignees = list(dict.fromkeys(one.assignee for one in subject.tasks_of_others))
    asked = [
        p.text(f"Đề nghị {assignee}"[:100], f"{n}. {assignee}", f"{{việc của {assignee}}}")
        for n, assignee in enumerate(assignees, 1)
    ] or [p.text("Nội dung đề nghị", f"1. {p.OPEN}")]
    blocks = [
        p.Block(p.Kind.ADDRESSEES, "Kính gửi", "{kính gửi}" if assignees else ""),
        p.abstract("phối hợp chuẩn bị, phục vụ {tên hội nghị}"),
        p.text(
            "Mở đầu",
            f"{p.carrying_out(subject)}{{cơ quan ban hành}} tổ chức {{tên hội nghị}}, bắt đầu từ {{thời gian}}, "
            "tại {địa điểm}, kết nối tới {quy mô}. Để công tác chuẩn bị được chu đáo, {cơ quan ban hành} đề nghị các "
            "cơ quan, đơn vị phối hợp thực hiện các nội dung sau:",
        ),
        *asked,
        p.text("Đầu mối", "Mọi thông tin xin liên hệ:", "{đầu mối}"),
        p.text("Kết", "Rất mong nhận được sự phối hợp của các cơ quan, đơn vị."),
        p.recipients("- Như trên;", "{nơi nhận}", subject=subject),
    ]
    return p.Proposed(f"Phối hợp chuẩn bị, phục vụ {subject.conference.title}", blocks)


def _of_lower_unit(subject: Subject) -> p.Proposed:
    trials = subject.rows.trials
    blocks = [
        p.Block(p.Kind.ADDRESSEES, "Kính gửi", "\n".join(_addressed(subject))),
        p.abstract("triển khai chuẩn bị dự {tên hội nghị}"),
        p.text(
            "Mở đầu",
            f"{p.carrying_out(subject)}{{cơ quan ban hành}} yêu cầu các cơ quan, đơn vị triển khai các nội dung sau:",
        ),
        p.text(
            "Dự hội nghị",
            "1. Cử đại biểu đúng thành phần dự {tên hội nghị} tại điểm cầu {đơn vị}; thời gian: bắt đầu từ "
            "{thời gian}; địa điểm: {địa điểm của đơn vị}.",
        ),
        p.text(
            "Chuẩn bị điểm cầu",
            "1. Chuẩn bị phòng họp, màn hình, âm thanh, đường truyền, nguồn điện tại điểm cầu"
            + ("; tham gia chạy thử đường truyền: {chạy thử}." if trials else "."),
        ),
        p.text("Đăng ký", "1. Lập danh sách đại biểu, gửi đúng thời hạn", "{hạn đăng ký}"),
        p.text("Đầu mối", "1. Đầu mối liên hệ: {đầu mối của đơn vị}."),
        p.text("Kết", "Nhận được văn bản này, yêu cầu các cơ quan, đơn vị nghiêm túc triển khai thực hiện."),
        p.recipients("- Như trên;", "- {cơ quan tổ chức} (b/c);", subject=subject),
    ]
    return p.Proposed(f"Triển khai chuẩn bị dự {subject.conference.title}", blocks)


def _addressed(subject: Subject) -> tuple[str, ...]:
    """Its own offices; a unit with sites of others below it writes to these as well."""
    own = "Các cơ quan, đơn vị trực thuộc {đơn vị}"
    path = subject.unit.path
    if not subject.conference.sites.filter(unit__path__startswith=path).exclude(unit__path=path).exists():
        return (own,)
    return (f"- {own};", f"- {'Đảng ủy' if subject.party else 'Ủy ban nhân dân'} các xã, phường, thị trấn.")
