"""Django's settings, derived from the one typed class `nhipcau.core.config.Config`."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from nhipcau.core import catalogues
from nhipcau.core.config import config

_ROOT = Path(__file__).resolve().parents[2]
_config = config()
_config.home.mkdir(parents=True, exist_ok=True, mode=0o700)

SECRET_KEY = _config.secret_key
DEBUG = _config.debug
_public = urlsplit(_config.base_url)
_further_hosts = [host.strip() for host in _config.allowed_hosts.split(",") if host.strip()]
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", *filter(None, [_public.hostname, _config.lan]), *_further_hosts]
CSRF_TRUSTED_ORIGINS = [f"{_public.scheme}://{_public.netloc}"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _config.lan else None
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _public.scheme == "https"
SESSION_COOKIE_NAME = "nhipcau_session"
CSRF_COOKIE_NAME = "nhipcau_csrf"

INSTALLED_APPS = [
    "nhipcau.web",
    "nhipcau.journal",
    "nhipcau.outbox",
    "nhipcau.organs",
    "nhipcau.conferences",
    "nhipcau.preparation",
    "nhipcau.documents",
    "nhipcau.hall",
    "nhipcau.rehearsal",
    "nhipcau.records",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_tasks_db",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "nhipcau.web.headers.SecurityHeaders",
    "nhipcau.web.language.Language",
    "nhipcau.web.limits.BodyLimit",
    "nhipcau.web.plain.PlainText",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "nhipcau.web.compressing.CompressedPages",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "nhipcau.organs.accounts.logins.SeenLogins",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "nhipcau.web.rights.RightsOnce",
    "nhipcau.web.refusals.RefusalPages",
]
ROOT_URLCONF = "nhipcau.web.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]


def _database() -> dict[str, Any]:
    if not _config.database_url:
        return {
            "ENGINE": "nhipcau.core.sqlite",
            "NAME": _config.home / "nhipcau.sqlite3",
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 10,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
            },
            "TEST": {"NAME": _config.home / "test.sqlite3"},
        }
    url = urlsplit(_config.database_url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": url.path.lstrip("/"),
        "USER": unquote(url.username or ""),
        "PASSWORD": unquote(url.password or ""),
        # A socket's folder stands in the query: postgresql://user@/name?host=/run/postgresql
        "HOST": url.hostname or parse_qs(url.query).get("host", [""])[0],
        "PORT": str(url.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

AUTH_USER_MODEL = "organs.Account"
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "login"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "nhipcau.organs.accounts.passwords.LongEnough", "OPTIONS": {"min_length": 10}},
    {"NAME": "nhipcau.organs.accounts.passwords.NotCommon"},
    {"NAME": "nhipcau.organs.accounts.passwords.NotOnlyDigits"},
    {
        "NAME": "nhipcau.organs.accounts.passwords.NotLikeTheName",
        "OPTIONS": {"user_attributes": ("username", "last_name", "first_name", "email")},
    },
    {"NAME": "nhipcau.organs.accounts.passwords.NotPublished"},
]

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [catalogues.compiled()]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True

STATIC_URL = "/static/"
# The built live pages; WhiteNoise serves what the finders find, so that nothing has to be collected first.
STATICFILES_DIRS: list[Path | tuple[str, Path]] = [_ROOT / "nhipcau" / "typeset" / "static"]
if (_LIVE := _ROOT / "frontend" / "dist").is_dir():
    STATICFILES_DIRS.append(("live", _LIVE))
WHITENOISE_USE_FINDERS = True
# Names with a hash of the content never change.
WHITENOISE_IMMUTABLE_FILE_TEST = r"^/static/live/assets/.+-[\w-]{8}\.\w+$"
# The sheet of a paper with a table of thousands of rows; the size of the body is bounded before.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 50_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 21 * 1024 * 1024
# A paper that is refused, a secret one before all, never touches the disk: uploads live in memory and nowhere else.
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = 21 * 1024 * 1024
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {"httpx": {"level": "WARNING"}, "django.request": {"level": "ERROR"}},
}
