"""A file as answer: always a download, never kept by a cache or guessed by a browser."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header


def bijlage(inhoud: bytes, soort: str, naam: str) -> HttpResponse:
    """Return bytes as a download."""
    antwoord = HttpResponse(inhoud, content_type=soort)
    antwoord["Content-Length"] = str(len(inhoud))
    antwoord["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=naam)
    antwoord["X-Content-Type-Options"] = "nosniff"
    antwoord["Cache-Control"] = "no-store"
    return antwoord
