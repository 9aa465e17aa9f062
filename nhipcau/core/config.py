"""Every setting of the product, in one typed class, read from the environment (`NHIPCAU_*`).

`docs/settings.md` lists the same settings; a test holds the two together. Secrets are files under the data
folder, made on first use and readable by the owner alone; they never stand in the environment or the log.
"""

import os
import secrets
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import AliasChoices, Field
from pydantic_settings import BaseSettings, SettingsConfigDict


def _default_home() -> Path:
    base = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(base) / "nhipcau"


class Config(BaseSettings):
    """Settings with their defaults; each description is what the documentation prints."""

    model_config = SettingsConfigDict(env_prefix="NHIPCAU_", extra="ignore")

    home: Path = Field(default_factory=_default_home, description="Data folder: database, files, secrets, logs.")
    port: int = Field(
        default=8000,
        validation_alias=AliasChoices("NHIPCAU_PORT", "PORT"),
        description="Port of the web server (PORT is honoured as well).",
    )
    bind: str = Field(default="127.0.0.1", description="Address the web server listens on.")
    public_url: str = Field(
        default="", description="Address under which browsers reach the product, where it is not http://127.0.0.1:PORT."
    )
    allowed_hosts: str = Field(default="", description="Further host names that are answered, separated by commas.")
    database_url: str = Field(
        default="", description="postgresql://… for PostgreSQL; empty for SQLite in the data folder."
    )
    debug: bool = Field(default=False, description="Django's debug pages; never on a machine that others reach.")
    engine_url: str = Field(default="", description="ws:// address of a media engine that runs elsewhere.")
    engine_key: str = Field(default="", description="API key for that engine; its secret is in secrets/engine_secret.")
    engine_port: int = Field(default=0, description="Signalling port of our own engine; 0 chooses one and keeps it.")
    engine_binary: str = Field(default="", description="Path of a livekit-server binary to be used as it is.")
    engine_address: str = Field(
        default="127.0.0.1", description="Address at which browsers reach the engine's media ports."
    )
    engine_audio_limit: int = Field(
        default=10, description="Most voices one listener may take from our own engine at a time; 0 lifts the limit."
    )
    admission_per_second: float = Field(
        default=18.0, description="How many rooms may enter the engine per second; 0 switches admission control off."
    )
    lan: str = Field(default="", description="Host name under which the product is served by HTTPS to other PCs.")
    lan_https_port: int = Field(default=443, description="HTTPS port for other PCs.")
    lan_http_port: int = Field(default=80, description="Plain port that leads to the certificate page and to HTTPS.")

    second_step: Literal["operators", "everybody", "nobody"] = Field(
        default="operators",
        description="Who must sign in with a code from a phone as well: those who operate or administer, everybody, "
        "or nobody (others may).",
    )
    oidc_issuer: str = Field(
        default="",
        description="https address of the office's own sign-in service (OpenID Connect); empty where there is none.",
    )
    oidc_client_id: str = Field(
        default="", description="Our client id at that service; its secret is in secrets/oidc_client_secret."
    )
    oidc_name: str = Field(
        default="tài khoản của cơ quan", description="What the button calls that service: “Đăng nhập bằng …”."
    )

    smtp_host: str = Field(
        default="",
        description="Mail server that takes our letters; while it is empty, letters are held and pages say so.",
    )
    smtp_port: int = Field(
        default=0, description="Its port; 0 is the usual one: 587 for starttls, 465 for tls, 25 for none."
    )
    smtp_security: Literal["none", "starttls", "tls"] = Field(
        default="starttls", description="How the way to it is secured; none only for a server on the same machine."
    )
    smtp_user: str = Field(
        default="", description="Name to sign in with there, where it asks; the password is in secrets/smtp_password."
    )
    smtp_sender: str = Field(
        default="", description="Address that letters come from, e.g. Văn phòng UBND tỉnh <hop@tinh.example>."
    )
    smtp_certificate: str = Field(
        default="",
        description="File with the certificate of the authority that signed the server's, where it is an own.",
    )
    smtp_per_minute: int = Field(
        default=60, description="Most letters in a minute, as the mail server allows; 0 lifts the limit."
    )

    @property
    def secret_key(self) -> str:
        """The server's secret: signs sessions and passes, derives the sites' PINs."""
        return self.secret("secret_key")

    def secret(self, name: str) -> str:
        """The secret kept in `<home>/secrets/<name>`; made on first use, at least 48 characters."""
        return _secret(self.home / "secrets" / name)

    def given_secret(self, name: str) -> str:
        """A secret that somebody else chose and put into `<home>/secrets/<name>`; empty where there is none."""
        try:
            return (self.home / "secrets" / name).read_text(encoding="utf-8").strip()
        except FileNotFoundError:
            return ""

    @property
    def sends_mail(self) -> bool:
        """Whether mail can leave at all: a server and a sender are named."""
        return bool(self.smtp_host and self.smtp_sender)

    @property
    def base_url(self) -> str:
        """Where browsers find us, without a trailing slash."""
        return (self.public_url or f"http://127.0.0.1:{self.port}").rstrip("/")


@cache
def _secret(path: Path) -> str:
    """Read, or made, once for each process: every PIN and every token asks for it."""
    try:
        return path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
        fresh.touch(mode=0o600)
        fresh.write_text(secrets.token_urlsafe(48), encoding="ascii")
        try:
            os.link(fresh, path)  # first writer wins when several processes start at once
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
        return path.read_text(encoding="ascii").strip()


@cache
def config() -> Config:
    """The settings of this process, read once."""
    return Config()
