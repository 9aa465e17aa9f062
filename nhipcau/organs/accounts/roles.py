"""What a role is, in the words of those who give it."""

from django.utils.translation import gettext_lazy as _

from nhipcau.core.access import ROLE_NEEDS, Need
from nhipcau.organs.models import Grant, OrganGrant

Role = Grant.Role

WHAT_FOR: dict[str, str] = {
    Role.ADMINISTRATOR: _("Quản lý đơn vị, tài khoản và vai trò; làm được mọi việc trong phạm vi đơn vị."),
    Role.ORGANISER: _("Lập và chuẩn bị hội nghị của đơn vị, soạn văn bản; đăng ký điểm cầu, đại biểu."),
    Role.RECORDS_CLERK: _("Soạn, lấy số, phát hành và theo dõi văn bản của đơn vị; xem hội nghị."),
    Role.UNIT_CLERK: _("Đăng ký điểm cầu, đại biểu và phát hành văn bản của đơn vị mình và cấp dưới."),
    Role.OPERATOR: _("Điều hành phòng máy của hội nghị; kiểm tra đường truyền."),
    Role.DISTRICT_TECHNICIAN: _("Kiểm tra đường truyền của huyện và các xã trong huyện."),
    Role.SECRETARY: _("Xem hội nghị, danh sách có mặt, thứ tự phát biểu."),
    Role.CHAIR: _("Xem hội nghị của đơn vị."),
    Role.TECHNICIAN: _("Kiểm tra đường truyền của điểm cầu."),
    Role.PRESS: _("Chỉ xem chương trình đang phát."),
    Role.VIEWER: _("Xem hội nghị của đơn vị, không thay đổi gì."),
}
"""Vietnamese, one sentence a role."""

GUARDED = frozenset(role for role, needs in ROLE_NEEDS.items() if needs & {Need.OPERATE, Need.ADMINISTER})
"""Roles that are signed in to with a second step."""


WHAT_FOR_AT_AN_ORGAN: dict[str, str] = {
    Role.UNIT_CLERK: _("Khai điểm cầu và đại biểu của cơ quan, chỉ những điểm cầu của cơ quan."),
    Role.TECHNICIAN: _("Kiểm tra đường truyền điểm cầu của cơ quan."),
    Role.VIEWER: _("Xem điểm cầu của cơ quan, không thay đổi gì."),
}
"""The same for roles that reach an organ's own sites alone."""


def choices_at_an_organ() -> list[tuple[str, str, str]]:
    """(value, name, what it is for)."""
    return [(role.value, str(role.label), WHAT_FOR_AT_AN_ORGAN[role]) for role in OrganGrant.ROLES]


def what_for(role: str, *, at_an_organ: bool) -> str:
    return (WHAT_FOR_AT_AN_ORGAN if at_an_organ else WHAT_FOR).get(role, "")


def choices() -> list[tuple[str, str, str]]:
    """(value, name, what it is for)."""
    return [(role.value, str(role.label), WHAT_FOR[role]) for role in Role]
