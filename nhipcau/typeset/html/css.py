"""Writes what the profiles say as a style sheet for the preview, so that screen and print follow the same data.

    python -m nhipcau.typeset.html.css      writes static/typeset/paper-profiles.css anew (a test asks for it)

What all profiles share is `paper.css` beside it; there `--mm` is set, of which every length is a multiple.
"""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from nhipcau.typeset.profiles import Profile, Under, every_profile

FILE: Final = Path(__file__).parents[1] / "static" / "typeset" / "paper-profiles.css"

_ORIGIN: Final = (
    "/* Written by nhipcau/typeset/html/css.py from the format profiles: change those, then write it anew. */\n"
)


def stylesheet() -> str:
    return _ORIGIN + "".join(_of_profile(profile) for profile in every_profile())


def _of_profile(profile: Profile) -> str:
    page, head, body, title = profile.page, profile.head, profile.body, profile.title
    name = f".paper-{profile.id}"
    padding = f"{_mm(page.top)} {_mm(page.right)} {_mm(page.bottom)} {_mm(page.left)}"
    rules = [
        f"\n/* {profile.name} */",
        f"{name} .paper-sheet {{ width: {_mm(page.width)}; min-height: {_mm(page.height)}; padding: {padding}; "
        f"font-size: {_pt(profile.styles.body.size)}; line-height: {_pt(body.line)}; }}",
        f"{name} .paper-landscape {{ width: {_mm(page.height)}; min-height: {_mm(page.width)}; }}",
        f"{name} .paper-page-number {{ top: {_mm(page.number_from_top)}; }}",
        f"{name} .paper-contact {{ left: {_mm(page.left)}; right: {_mm(page.right)}; bottom: {_mm(page.bottom)}; }}",
        f"{name} .paper-head {{ grid-template-columns: {_mm(head.left)} {_mm(head.right)}; }}",
        f"{name} .paper-row-two {{ margin-top: {_pt(head.gap)}; }}",
        f"{name} .paper-title {{ margin: {_pt(title.gap)} 0; }}",
        f"{name} .paper-to, {name} .paper-to-many {{ margin-top: {_pt(title.gap)}; margin-bottom: {_pt(title.gap)}; }}",
        f"{name} .paper-line {{ text-indent: {_mm(body.indent)}; }}",
        f"{name} .paper-line, {name} .paper-part {{ margin-top: {_pt(body.gap)}; }}",
        f"{name} .paper-ending {{ grid-template-columns: {_mm(profile.signing.left)} {_mm(profile.signing.right)}; }}",
        f"{name} .paper-signature .paper-signed {{ "
        f"margin-top: {_pt(round(profile.signing.blank_lines * profile.styles.name.size * 1.15, 1))}; }}",
        f"{name} .paper-rule-issuer::after {{ width: {head.issuer_line:.0%}; }}",
        f"{name} .paper-rule-title::after {{ width: {title.line:.0%}; }}",
    ]
    if head.under_issuer is Under.STAR:
        rules[-2] = f"{name} .paper-rule-issuer::after {{ display: none; }}"
    rules += [f"{name} .ps-{key} {{ {_style(style)} }}" for key, style in asdict(profile.styles).items()]
    return "\n".join(rules) + "\n"


def _style(style: dict[str, Any]) -> str:
    said = [f"font-size: {_pt(style['size'])};"]
    said.append(f"font-weight: {700 if style['bold'] else 400};")
    if style["italic"]:
        said.append("font-style: italic;")
    if style["caps"]:
        said.append("text-transform: uppercase;")
    if style["underline"]:
        said.append("text-decoration: underline;")
    return " ".join(said)


def _mm(value: float) -> str:
    return f"calc(var(--mm) * {value:g})"


def _pt(value: float) -> str:
    return f"calc(var(--pt) * {value:g})"


if __name__ == "__main__":
    FILE.write_text(stylesheet(), encoding="utf-8")
