"""The banner that is proposed: organs above, what is held, where and when; in the idiom of the offices (R7, R17)."""

from nhipcau.documents.models import BannerPart

_ROLE = BannerPart.Role


def proposed() -> tuple[tuple[str, str], ...]:
    """(role, words) of the blocks. Facts are named, so that the banner follows the conference."""
    return (
        (_ROLE.ORGAN, "{cơ quan tổ chức}"),
        (_ROLE.TITLE, "{loại hội nghị}"),
        (_ROLE.TITLE, "{nội dung}"),
        (_ROLE.QUALIFIER, "Điểm cầu: {điểm cầu}"),
        (_ROLE.PLACE_DATE, "{địa danh}, {ngày}"),
    )
