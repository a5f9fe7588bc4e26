"""Settings of the house. Everything that differs per machine comes from the environment."""

from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from buurtwerkkamer.geheim import lees_of_maak

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

PRODUCTIE = env.bool("PRODUCTIE", default=False)
DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env("SECRET_KEY", default="") or lees_of_maak(BASE_DIR / ".data" / "sleutel")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

INSTALLED_APPS = [
    "rapportage",
    "vrijwilligers",
    "financien",
    "kamers",
    "buurtwerkkamer.apps.BuurtwerkkamerConfig",
    "buurtwerkkamer.apps.BeheerConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "pgtrigger",
    "pghistory",
    "crispy_forms",
    "crispy_bootstrap5",
    "import_export",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "buurtwerkkamer.inpakken.InpakMiddleware",
    "csp.middleware.CSPMiddleware",
    "buurtwerkkamer.poort.PoortMiddleware",
    "buurtwerkkamer.gezien.GezienMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "kamers.tabletwacht.TabletMiddleware",
    "buurtwerkkamer.taal.TaalMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "kamers.tabletwacht.SpoorMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "buurtwerkkamer.toegang.ToegangMiddleware",
    "buurtwerkkamer.wachtrij.WachtrijMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "buurtwerkkamer.urls"
WSGI_APPLICATION = "buurtwerkkamer.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "buurtwerkkamer.panelen.menu",
                "kamers.kop.eigen_kamer",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"


def databank(sleutel: str, gebruiker: str) -> dict:
    """Return the connection of one database role: a server by its URL, otherwise the embedded one."""
    vast = {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
    if env(sleutel, default=""):
        return env.db(sleutel) | vast
    return {
        "ENGINE": "buurtwerkkamer.databank",
        "NAME": env("BWK_DATABANK", default="buurtwerkkamer"),
        "USER": gebruiker,
    } | vast


EIGENAAR_URL = "DATABASE_EIGENAAR_URL" if env("DATABASE_EIGENAAR_URL", default="") else "DATABASE_URL"
DATABASES = {  # bwk_site serves and tests; only bwk_eigenaar may change tables
    "default": databank("DATABASE_URL", "bwk_site"),
    "eigenaar": databank(EIGENAAR_URL, "bwk_eigenaar"),
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "buurtwerkkamer_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},  # no stranger pushes the limits of others out of it
    },
}  # shared by all workers: the login limits count over all of them
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("PROXYS", default=0)  # behind so many proxies the limits count per visitor

AUTH_USER_MODEL = "buurtwerkkamer.Gebruiker"
AUTHENTICATION_BACKENDS = ["kamers.inloggen.AanstellingBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "buurtwerkkamer.wachtwoord.Lengte",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "start"
ACCOUNT_USER_MODEL_USERNAME_FIELD = "aanmeldnaam"
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_LOGIN_METHODS = {"email", "username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_ADAPTER = "buurtwerkkamer.toegang.Aanmelding"
ACCOUNT_FORMS = {
    "login": "buurtwerkkamer.forms.InlogForm",
    "reauthenticate": "buurtwerkkamer.forms.NogEenKeerForm",
    "change_password": "buurtwerkkamer.forms.WachtwoordForm",
    "reset_password": "buurtwerkkamer.forms.VergetenForm",
    "reset_password_from_key": "buurtwerkkamer.forms.NieuwWachtwoordForm",
}
ACCOUNT_EMAIL_SUBJECT_PREFIX = "BuurtWerkKamer: "
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {  # wrong codes on a room's tablet: four figures must not be found by trying
    "tabletcode_persoon": "5/15m/key,20/1d/key",
    "tabletcode_tablet": "15/15m/key,60/1d/key",
}
ACCOUNT_PREVENT_ENUMERATION = True
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_FORMS = {
    "add_webauthn": "buurtwerkkamer.forms.SleutelForm",
    "edit_webauthn": "buurtwerkkamer.forms.SleutelnaamForm",
}
MFA_TOTP_ISSUER = "BuurtWerkKamer"
EMAIL_TIMEOUT = 10  # seconds: a mail server that hangs holds nobody up
globals().update(env.email_url("EMAIL_URL", default="consolemail://"))  # EMAIL_BACKEND, EMAIL_HOST and so on
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="noreply@localhost")

LOGGING = {  # what goes wrong stands on stderr; of a real site Django's own default would tell nobody
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "regel": {"()": "buurtwerkkamer.logregel.Regel", "format": "%(levelname)s %(name)s: %(message)s"},
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "regel"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "level": "WARNING"},  # goes on to root
        "django.request": {"level": "ERROR"},  # no line for a page that is not there
    },
}

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", _("Nederlands")), ("en", _("Engels"))]
LOCALE_PATHS = [BASE_DIR / "buurtwerkkamer" / "locale"]
FORMAT_MODULE_PATH = "buurtwerkkamer.notatie"
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True
USE_THOUSAND_SEPARATOR = False  # an English screen would read 1,50 as 150; our own parser does this

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = env.path("STATIC_ROOT", default=str(BASE_DIR / "staticfiles"))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": (
            "whitenoise.storage.CompressedManifestStaticFilesStorage"
            if env.bool("STATIC_MANIFEST", default=PRODUCTIE)
            else "django.contrib.staticfiles.storage.StaticFilesStorage"
        )
    },
}
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

SESSION_COOKIE_AGE = 7 * 24 * 3600  # at most, however busy; lying still ends it much sooner (rust.py)
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
TABLET_COOKIE_NAME = "tablet"
GEZIEN_COOKIE_NAME = "gezien"
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if PRODUCTIE:
    SESSION_COOKIE_NAME = "__Host-sessie"
    CSRF_COOKIE_NAME = "__Host-csrf"
    TABLET_COOKIE_NAME = "__Host-tablet"
    GEZIEN_COOKIE_NAME = "__Host-gezien"
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
        "worker-src": [SELF],
    }
}

DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4000  # the grid of the treasurer is one form: twelve rooms with every line a field
