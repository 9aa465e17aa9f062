"""How accounts are signed in with: attempts, the second step, identities given elsewhere, the logins there are."""

from django.contrib.sessions.models import Session
from django.db import models

from nhipcau.organs.models.accounts import Account


class LoginAttempts(models.Model):
    """Wrong passwords given for an account name, whether there is such an account or not, until the right one comes."""

    name_hash = models.CharField(
        max_length=64, primary_key=True, db_comment="SHA-256 of the name: people type passwords there by mistake"
    )
    wrong = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField(db_index=True)
    open_at = models.DateTimeField(db_comment="Before this moment no password is looked at")

    def __str__(self) -> str:
        return f"{self.name_hash[:8]}: {self.wrong}"


class SecondStep(models.Model):
    """The app on somebody's phone that shows a code (TOTP, RFC 6238: six digits, thirty seconds)."""

    account = models.OneToOneField(Account, primary_key=True, on_delete=models.CASCADE, related_name="second_step")
    secret = models.TextField(db_comment="Encrypted under secrets/second_step; a copy of the database gives no codes")
    confirmed_at = models.DateTimeField(
        null=True, blank=True, db_comment="Null: shown, but the phone has not yet answered with a code"
    )
    last_counter = models.BigIntegerField(default=0, db_comment="Of the last code taken: none is taken twice")

    def __str__(self) -> str:
        return str(self.account)


class RecoveryCode(models.Model):
    """A code on paper for the day the phone is lost; good once."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="recovery_codes")
    digest = models.CharField(max_length=64, db_comment="Keyed hash; the code itself was shown once and is not kept")
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "digest"], name="recovery_code_once")]

    def __str__(self) -> str:
        return f"{self.account}: {self.pk}"


class ExternalIdentity(models.Model):
    """Who somebody is at the office's own sign-in service (OpenID Connect)."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="identities")
    issuer = models.CharField(max_length=300)
    subject = models.CharField(max_length=255)
    linked_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["issuer", "subject"], name="identity_once")]

    def __str__(self) -> str:
        return f"{self.account}: {self.subject}"


class Login(models.Model):
    """A browser in which an account is logged in; it is gone with its session."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="logins")
    session = models.OneToOneField(Session, on_delete=models.CASCADE, related_name="login")
    agent = models.CharField(max_length=400, blank=True, db_comment="What the browser says it is")
    began_at = models.DateTimeField()
    seen_at = models.DateTimeField(db_comment="To within a few minutes")

    class Meta:
        ordering = ["-seen_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.account}: {self.began_at:%d/%m/%Y %H:%M}"
