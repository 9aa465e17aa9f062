"""Whether a page gives a PIN away."""

import re


def gives_away(page: str, pin: str) -> bool:
    """Whether the HTML of `page` holds these six digits as a number of their own, in one piece or as "123 456".

    Digits within a longer number, a word or a key, and those of a drawn path ("5 0 0 1 13 0"), are no PIN: with
    212 PINs one of them is found there by chance sooner or later.
    """
    drawn = re.sub(r'data:[^"]*|<svg\b.*?</svg>', "", page, flags=re.DOTALL)
    return re.search(rf"(?<![\w.,])(?<!\d ){pin[:3]}[\s\u00a0]?{pin[3:]}(?![\w.,]\w|\w)", drawn) is not None
