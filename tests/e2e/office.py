"""The office pages as somebody uses them who prepares a conference: sign in, read a paper, confirm, hand out links."""

import re
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from nhipcau.organs import example
from tests.support.browser import Machine

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
PASTED = EXAMPLES / "thong-bao-giao-ban.txt"
PASSWORD = "qua-cau-gio-bay-92"
_NUMBERS = count(731)


@dataclass(frozen=True)
class Door:
    """What a site is handed: its link on paper, its PIN by telephone. site: its number."""

    site: str
    name: str
    link: str
    pin: str


class Office:
    """One signed-in person. `page` is where it looks just now."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.url = url

    def sign_in(self) -> None:
        self.page.goto(f"{self.url}/login")
        self.page.get_by_label("Tên đăng nhập").fill(example.USERNAME)
        self.page.get_by_label("Mật khẩu").fill(example.PASSWORD)
        self.page.get_by_role("button", name="Đăng nhập").click()
        expect(self.page.get_by_role("heading", name="Hội nghị", exact=True)).to_be_visible()

    def paste(self) -> None:
        """Our example, under a number of its own: the same paper twice would be the same conference."""
        self._from_paper()
        text = PASTED.read_text(encoding="utf-8").replace("731/TB-UBND", f"{next(_NUMBERS)}/TB-UBND")
        self.page.get_by_label("Hoặc dán nội dung").fill(text)
        self._read()

    def upload(self, paper: Path) -> None:
        self._from_paper()
        self.page.get_by_label("Tệp văn bản").set_input_files(paper)
        self._read()

    def _from_paper(self) -> None:
        self.page.goto(f"{self.url}/conferences/from-paper")

    def _read(self) -> None:
        self.page.get_by_role("button", name="Đọc văn bản", exact=True).click()
        expect(self.page.get_by_role("heading", name="Nội dung đọc được")).to_be_visible()

    def fact(self, label: str) -> Locator:
        """The row of a fact on the right-hand side."""
        return self.page.locator(".fact").filter(has=self.page.get_by_text(label, exact=True)).first

    def confirm(self) -> int:
        """Make the conference of the paper on screen; its number."""
        self.page.get_by_role("button", name="Lập hội nghị").click()
        self.page.wait_for_url(re.compile(r"/conferences/\d+"))
        found = re.search(r"/conferences/(\d+)", self.page.url)
        assert found
        return int(found[1])

    def go(self, conference: int, where: str = "") -> Page:
        """A page of the conference: "" itself, "links", "pins", "attendance", …"""
        self.page.goto(f"{self.url}/conferences/{conference}{'/' if where else ''}{where}")
        return self.page

    def door(self, conference: int, name: str) -> Door:
        """Link and PIN of the first site of that name, each from its own page."""
        row = self.go(conference).locator("table.sites tr").filter(has=self.page.get_by_role("rowheader", name=name))
        address = row.first.get_by_role("link", name="In liên kết").get_attribute("href") or ""
        site = address.partition("?site=")[2]
        link = self.go(conference, f"links?site={site}").locator(".link-sheet .address").inner_text().strip()
        pin = self.go(conference, f"pins?site={site}").locator("td.pin").inner_text()
        return Door(site, name, link, re.sub(r"\D", "", pin))

    def invite(self, machine: Machine, role: str, unit: str) -> Page:
        """Invited from here, somebody of a unit makes an account and is at home."""
        page = self.page
        page.goto(f"{self.url}/accounts/invite?q={unit}")
        page.locator(".found").get_by_role("link", name=unit, exact=True).click()
        page.locator(".role-pick label").filter(has=page.get_by_text(role, exact=True)).click()
        page.get_by_role("button", name="Tạo lời mời").click()
        link = re.search(r"http://\S+", page.get_by_label("Nội dung để gửi").input_value())
        assert link
        theirs = machine.context.new_page()
        theirs.goto(link[0])
        theirs.get_by_label("Họ và tên").fill("Nông Thị Thử")
        theirs.get_by_label("Tên đăng nhập").fill(f"nong.thi.{next(_NUMBERS)}")
        theirs.get_by_label("Mật khẩu", exact=True).fill(PASSWORD)
        theirs.get_by_label(re.compile("lần nữa|Nhập lại")).fill(PASSWORD)
        theirs.get_by_role("button", name="Tạo tài khoản và vào").click()
        theirs.goto(f"{self.url}/")
        return theirs

    def lobby(self, conference: int, *, on: bool) -> None:
        """Whether machines that come for the first time wait for the operator."""
        self.go(conference).get_by_role("button", name="Bật phòng chờ" if on else "Tắt phòng chờ").click()
        expect(self.page.get_by_role("button", name="Tắt phòng chờ" if on else "Bật phòng chờ")).to_be_visible()
