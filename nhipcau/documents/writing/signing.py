"""Who may sign what, and the lines above the name.

State: NĐ 30/2020, Điều 13 and Phụ lục I, mục II.7: a body that decides together is signed for by its head (TM.), a
deputy signs for the head (KT.), the head of an office by order (TL.), others by written delegation (TUQ.), an acting
head as such (Q.). Party: a committee decides together, so that its deputy secretaries sign on its behalf too (T/M),
never for the secretary; its office signs by order (T/L). HD 36-HD/VPTW 2018, HD 05-HD/VPTW 2026.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nhipcau.core.errors import Refusal
from nhipcau.typeset.model import Capacity as Stands
from nhipcau.typeset.model import Stand

_TITLES: Final = re.compile(r"^(?:GS|PGS|TS|ThS|CN|KS|BS|Tiến sĩ|Thạc sĩ|Giáo sư)\b\.?", re.IGNORECASE)
_WORD_OF_MOUTH: Final = frozenset(
    {"notice", "invitation", "letter", "head_count", "named_list", "registration", "conclusion", "party_call"}
)
_EVERY: Final = _WORD_OF_MOUTH | {"plan"}
_COLLECTIVES: Final = {
    "ubnd": ("ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
    "hdnd": ("THƯỜNG TRỰC HỘI ĐỒNG NHÂN DÂN", "CHỦ TỊCH"),
    "mat_tran": ("BAN THƯỜNG TRỰC", "CHỦ TỊCH"),
    "dang": ("BAN THƯỜNG VỤ", "BÍ THƯ"),
}
_HEADS: Final = {
    "van_phong": "CHÁNH VĂN PHÒNG",
    "so_nganh": "GIÁM ĐỐC",
    "vien_thong": "GIÁM ĐỐC",
    "dien_luc": "GIÁM ĐỐC",
    "bao_chi": "GIÁM ĐỐC",
    "y_te": "GIÁM ĐỐC",
    "truong": "HIỆU TRƯỞNG",
    "ky_thuat": "ĐỘI TRƯỞNG",
    "khac": "THỦ TRƯỞNG",
}


@dataclass(frozen=True, slots=True)
class Capacity:
    """A way to sign. before: lines above the position as (capacity, of whom), `{head}` and `{body}` to be filled in;
    who: `head`, `deputy`, `acting`, `secretary` of a committee, `other`, or
    `ordered_deputy`, a deputy of whoever signs by order; kinds: types of papers signed so."""

    key: str
    label: str | Promise
    before: tuple[tuple[Stands, str], ...]
    who: str
    kinds: frozenset[str] = _EVERY


_STATE_BODY: Final = (
    Capacity("tm", gettext_lazy("TM.: người đứng đầu ký thay mặt tập thể"), ((Stands.ON_BEHALF, "{body}"),), "head"),
    Capacity(
        "tm_kt",
        gettext_lazy("TM., KT.: cấp phó ký thay người đứng đầu"),
        ((Stands.ON_BEHALF, "{body}"), (Stands.FOR_HEAD, "{head}")),
        "deputy",
    ),
    Capacity("tm_q", gettext_lazy("TM., Q.: quyền người đứng đầu ký"), ((Stands.ON_BEHALF, "{body}"),), "acting"),
    Capacity(
        "tl", gettext_lazy("TL.: ký thừa lệnh người đứng đầu"), ((Stands.BY_ORDER, "{head}"),), "other", _WORD_OF_MOUTH
    ),
    Capacity(
        "tl_kt",
        gettext_lazy("TL., KT.: cấp phó của người được ký thừa lệnh"),
        ((Stands.BY_ORDER, "{head}"), (Stands.FOR_HEAD, "{ordered}")),
        "ordered_deputy",
        _WORD_OF_MOUTH,
    ),
    Capacity(
        "tuq",
        gettext_lazy("TUQ.: ký thừa ủy quyền, có văn bản"),
        ((Stands.BY_DELEGATION, "{head}"),),
        "other",
        _WORD_OF_MOUTH,
    ),
)
_STATE_HEAD: Final = (
    Capacity("head", gettext_lazy("Người đứng đầu ký"), (), "head"),
    Capacity("kt", gettext_lazy("KT.: cấp phó ký thay người đứng đầu"), ((Stands.FOR_HEAD, "{head}"),), "deputy"),
    Capacity("q", gettext_lazy("Q.: quyền người đứng đầu ký"), (), "acting"),
    Capacity(
        "tl", gettext_lazy("TL.: ký thừa lệnh người đứng đầu"), ((Stands.BY_ORDER, "{head}"),), "other", _WORD_OF_MOUTH
    ),
    Capacity(
        "tl_kt",
        gettext_lazy("TL., KT.: cấp phó của người được ký thừa lệnh"),
        ((Stands.BY_ORDER, "{head}"), (Stands.FOR_HEAD, "{ordered}")),
        "ordered_deputy",
        _WORD_OF_MOUTH,
    ),
    Capacity(
        "tuq",
        gettext_lazy("TUQ.: ký thừa ủy quyền, có văn bản"),
        ((Stands.BY_DELEGATION, "{head}"),),
        "other",
        _WORD_OF_MOUTH,
    ),
)
_PARTY_BODY: Final = (
    Capacity(
        "t_m", gettext_lazy("T/M: bí thư, phó bí thư ký thay mặt tập thể"), ((Stands.ON_BEHALF, "{body}"),), "secretary"
    ),
    Capacity(
        "t_l", gettext_lazy("T/L: văn phòng, ban ký thừa lệnh"), ((Stands.BY_ORDER, "{body}"),), "other", _WORD_OF_MOUTH
    ),
)
_PARTY_HEAD: Final = (
    Capacity("head", gettext_lazy("Người đứng đầu ký"), (), "head"),
    Capacity("k_t", gettext_lazy("K/T: cấp phó ký thay người đứng đầu"), ((Stands.FOR_HEAD, "{head}"),), "deputy"),
    Capacity(
        "t_l", gettext_lazy("T/L: ký thừa lệnh người đứng đầu"), ((Stands.BY_ORDER, "{head}"),), "other", _WORD_OF_MOUTH
    ),
)
MINUTES: Final = Capacity("minutes", gettext_lazy("Thư ký và chủ trì cùng ký"), (), "head", frozenset({"minutes"}))


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs. stack: what stands above the position."""

    capacity: str
    stack: tuple[Stand, ...]
    position: str
    name: str


def capacities(organ_kind: str, paper_kind: str, *, party: bool) -> list[Capacity]:
    """The ways in which a type of paper of such an organ may be signed, the usual one first."""
    if paper_kind == "minutes":
        return [MINUTES]
    return [one for one in _table(organ_kind, party=party) if paper_kind in one.kinds]


def _table(organ_kind: str, *, party: bool) -> Sequence[Capacity]:
    if organ_kind in _COLLECTIVES:
        return _PARTY_BODY if party else _STATE_BODY
    return _PARTY_HEAD if party else _STATE_HEAD


def usual_position(organ_kind: str, who: str) -> str:
    """The position that the form proposes."""
    head = _head(organ_kind)
    proposed = {"head": head, "secretary": head, "deputy": f"PHÓ {head}", "acting": f"Q. {head}"}
    ordered = "TRƯỞNG PHÒNG" if head == "CHÁNH VĂN PHÒNG" else "CHÁNH VĂN PHÒNG"
    if who == "ordered_deputy":
        return f"PHÓ {ordered}"
    return proposed.get(who, ordered)


def signer(organ_kind: str, paper_kind: str, capacity: str, position: str, name: str, *, party: bool) -> Signer:
    """The checked signature. Refusal (422) says which rule it goes against; nothing is signed then."""
    name = " ".join(name.split())
    position = " ".join(position.split()).upper()
    chosen = next((one for one in capacities(organ_kind, paper_kind, party=party) if one.key == capacity), None)
    if chosen is None:
        raise _refused(_why_not(organ_kind, capacity, party=party))
    if not name:
        raise _refused(_("Chưa có họ tên người ký; văn bản chưa được ký."), "no_signer")
    if _TITLES.match(name):
        raise _refused(
            _("Trước họ tên người ký không ghi học hàm, học vị (Nghị định 30/2020/NĐ-CP); văn bản chưa được ký.")
        )
    if not position and chosen is not MINUTES:
        raise _refused(_("Chưa có chức vụ người ký; văn bản chưa được ký."), "no_signer")
    _check_position(organ_kind, chosen, position)
    return Signer(capacity, stack(organ_kind, paper_kind, capacity, position, party=party), position, name)


def stack(organ_kind: str, paper_kind: str, capacity: str, position: str, *, party: bool) -> tuple[Stand, ...]:
    """What stands above the position of who signs so."""
    chosen = next((one for one in capacities(organ_kind, paper_kind, party=party) if one.key == capacity), None)
    body, head = _COLLECTIVES.get(organ_kind, ("", ""))[0], _head(organ_kind)
    ordered = position.removeprefix("PHÓ ").strip()
    before = chosen.before if chosen else ()
    return tuple(Stand(how, of.format(body=body, head=head, ordered=ordered)) for how, of in before)


def _check_position(organ_kind: str, chosen: Capacity, position: str) -> None:
    head = _head(organ_kind)
    deputy = position.startswith("PHÓ ")
    if chosen.who in {"deputy", "ordered_deputy"} and not deputy:
        raise _refused(
            _("Ký thay (KT., K/T) là việc của cấp phó; “%(position)s” không phải cấp phó.") % {"position": position}
        )
    if organ_kind in _COLLECTIVES:
        _check_of_body(head, chosen, position)
    if chosen.who == "head" and chosen is not MINUTES and (deputy or position.startswith("Q.")):
        raise _refused(
            _("“%(position)s” không ký với tư cách người đứng đầu; chọn KT. cho cấp phó, Q. cho quyền %(head)s.")
            % {"position": position, "head": head}
        )
    if chosen.who == "acting" and not position.startswith("Q."):
        raise _refused(_("Người giữ quyền ghi chức vụ bắt đầu bằng “Q.”, ví dụ “Q. %(head)s”.") % {"head": head})
    if chosen.who == "secretary" and "BÍ THƯ" not in position:
        raise _refused(_("Thay mặt cấp ủy (T/M) do bí thư hoặc phó bí thư ký; văn phòng, ban ký T/L."))
    if chosen.key == "tl" and deputy and position != f"PHÓ {head}":
        raise _refused(
            _("“%(position)s” là cấp phó của người được ký thừa lệnh: chọn “TL., KT.” để ghi đủ hai dòng.")
            % {"position": position}
        )
    if chosen.who in {"other", "ordered_deputy"} and position in {head, f"PHÓ {head}"}:
        raise _refused(
            _("“%(position)s” không ký thừa lệnh, thừa ủy quyền của chính cơ quan mình.") % {"position": position}
        )


def _check_of_body(head: str, chosen: Capacity, position: str) -> None:
    """On behalf of a body nobody but its head, and for the head nobody but a deputy of that head, signs."""
    known = {"head": head, "deputy": f"PHÓ {head}"}.get(chosen.who, "")
    signs_as_other = known and not re.match(rf"(?:PHÓ |Q\. ?)?{head}(?!\w)", position)
    if signs_as_other:
        raise _refused(
            _("“%(position)s” không ký thay mặt tập thể; %(known)s ký, chánh văn phòng ký thừa lệnh (TL.).")
            % {"position": position, "known": known}
        )


def _why_not(organ_kind: str, capacity: str, *, party: bool) -> str:
    if party and capacity in {"kt", "k_t", "tm_kt"} and organ_kind in _COLLECTIVES:
        return _("Cấp ủy làm việc theo chế độ tập thể: phó bí thư ký thay mặt (T/M), không ký thay (K/T).")
    if capacity.startswith("tm") and organ_kind not in _COLLECTIVES:
        return _("Cơ quan làm việc theo chế độ thủ trưởng không ký TM.; người đứng đầu ký trực tiếp.")
    return _("Loại văn bản này của cơ quan không được ký theo cách đã chọn; văn bản chưa được ký.")


def _head(organ_kind: str) -> str:
    return _COLLECTIVES[organ_kind][1] if organ_kind in _COLLECTIVES else _HEADS.get(organ_kind, "THỦ TRƯỞNG")


def _refused(message: str, code: str = "may_not_sign_so") -> Refusal:
    return Refusal(code, message, _("Chọn lại cách ký, chức vụ, họ tên; bản dự thảo vẫn được giữ nguyên."), status=422)
