"""Addresses of what rooms are made of: the page of a room, and those over all rooms."""

from django.urls import URLPattern, path

from kamers.views import buurten, documenten, feiten, inventaris, levensloop, overdekamers, sleutels, tijdlijn

KAMER = "kamers/<slug:kamer>/"
OVER = "over-de-kamers/"
FEITEN = f"{KAMER}feiten/"  # so that "De kamer" stays the active place in the menu
DOCUMENT = f"{FEITEN}documenten/<int:pk>/"


def feitpaden() -> list[URLPattern]:
    """Return the addresses."""
    return [*_kamer(), *_lijsten(), *_documenten(), *_sleutels(), *_levensloop(), *_over()]


def _kamer() -> list[URLPattern]:
    return [
        path(FEITEN, feiten.feiten, name="feiten"),
        path(f"{FEITEN}wijzig/", feiten.wijzig, name="feiten_wijzig"),
        path(f"{FEITEN}producten/", overdekamers.kamerproducten, name="kamerproducten"),
    ]


def _lijsten() -> list[URLPattern]:
    return [
        path(f"{FEITEN}inventaris/", inventaris.inventaris, name="inventaris"),
        path(f"{FEITEN}inventaris/nieuw/", inventaris.nieuw, name="stuk_nieuw"),
        path(f"{FEITEN}inventaris/<int:pk>/", inventaris.stuk, name="stuk"),
        path(f"{FEITEN}inventaris/<int:pk>/weg/", inventaris.weg, name="stuk_weg"),
        path(f"{FEITEN}inventaris/<int:pk>/wis/<uuid:sleutel>/", inventaris.wis, name="stuk_wis"),
        path(f"{FEITEN}tijdlijn/", tijdlijn.tijdlijn, name="tijdlijn"),
        path(f"{FEITEN}tijdlijn/nieuw/", tijdlijn.nieuw, name="moment_nieuw"),
        path(f"{FEITEN}tijdlijn/<int:pk>/", tijdlijn.moment, name="moment"),
        path(f"{FEITEN}tijdlijn/<int:pk>/wis/<uuid:sleutel>/", tijdlijn.wis, name="moment_wis"),
    ]


def _documenten() -> list[URLPattern]:
    return [
        path(f"{FEITEN}documenten/", documenten.documenten, name="documenten"),
        path(f"{FEITEN}documenten/nieuw/", documenten.nieuw, name="document_nieuw"),
        path(DOCUMENT, documenten.document, name="document"),
        path(f"{DOCUMENT}versie/", documenten.versie, name="document_versie"),
        path(f"{DOCUMENT}wijzig/", documenten.wijzig, name="document_wijzig"),
        path(f"{DOCUMENT}stop/", documenten.stop, name="document_stop"),
        path(f"{DOCUMENT}document.pdf", documenten.pdf, name="document_pdf"),
    ]


def _sleutels() -> list[URLPattern]:
    return [
        path(f"{FEITEN}sleutels/", sleutels.lijst, name="sleutels"),
        path(f"{FEITEN}sleutels/nieuw/", sleutels.nieuw, name="sleutel_nieuw"),
        path(f"{FEITEN}sleutels/<int:pk>/", sleutels.sleutel, name="sleutel"),
        path("sleutels/", sleutels.alle, name="alle_sleutels"),
        path("sleutels/nieuw/", sleutels.alle_nieuw, name="alle_sleutel_nieuw"),
        path("sleutels/<int:pk>/", sleutels.alle_sleutel, name="alle_sleutel"),
    ]


def _levensloop() -> list[URLPattern]:
    return [
        path(f"{FEITEN}levensloop/", levensloop.levensloop, name="levensloop"),
        path(f"{FEITEN}levensloop/stap/<slug:stap>/", levensloop.stap, name="stap"),
        path(f"{FEITEN}levensloop/stap/<slug:stap>/wis/", levensloop.stap_wis, name="stap_wis"),
        path(f"{FEITEN}levensloop/status/<slug:naar>/", levensloop.status, name="status"),
    ]


def _over() -> list[URLPattern]:
    return [
        path(OVER, overdekamers.over_de_kamers, name="over_de_kamers"),
        path(f"{OVER}nieuw/", levensloop.nieuw, name="kamer_nieuw"),
        path(f"{OVER}producten/", overdekamers.producten, name="producten"),
        path(f"{OVER}doelgroepen/", overdekamers.doelgroepen_nu, name="doelgroepen_nu"),
        path(f"{OVER}doelgroepen/<int:jaar>/", overdekamers.doelgroepen, name="doelgroepen"),
        path(f"{OVER}buurten/", buurten.buurten, name="buurten"),
        path(f"{OVER}buurten/nieuw/", buurten.buurt_nieuw, name="buurt_nieuw"),
        path(f"{OVER}buurten/<int:pk>/", buurten.buurt, name="buurt"),
        path(f"{OVER}buurtcijfers/nieuw/", buurten.cijfer_nieuw, name="cijfer_nieuw"),
        path(f"{OVER}buurtcijfers/<int:pk>/", buurten.cijfer, name="cijfer"),
        path(f"{OVER}buurtcijfers/<int:pk>/wis/<uuid:sleutel>/", buurten.cijfer_wis, name="cijfer_wis"),
        path(f"{OVER}ongedaan/<uuid:sleutel>/", feiten.ongedaan, name="feit_ongedaan"),
    ]
