"""The example account's published name and password: good on loopback only.

`organs.queries.example_password_in_use()` says whether anybody could log in with them; the start refuses to listen
anywhere else while that is so.
"""

USERNAME = "dieuhanh"
PASSWORD = "nhip-cau-thu-nghiem"  # noqa: S105 - published on purpose, refused beyond loopback
LAST_NAME = "Kỹ thuật"
FIRST_NAME = "điều hành"
UNIT_PATH = "20-2020/"
