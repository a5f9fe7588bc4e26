"""What the fields of this floor are for."""

from functools import partial

from buurtwerkkamer import avg

r = partial(avg.registreer, "buurtwerkkamer")

r("Gebruiker", avg.LOGIN, "id password last_login aanmeldnaam naam email taal is_active gemaakt_op code")
r("Cooperatie", avg.GEEN, "id naam doel adres postcode plaats kvk rsin iban website email telefoon")
r("Jaar", avg.GEEN, "id jaar status fictief")
r(
    "Versie",
    avg.GEEN,
    "id jaar soort volgnummer datum reden akkoord_van uren_voor_actief vastgesteld_op bewerking",
)
r("Bestand", avg.GEEN, "id naam type sha256 omvang inhoud gemaakt_op")
r("Handeling", avg.GEEN, "sleutel soort doel voor na gedaan_op ongedaan_op")
r("Handeling", avg.WIE_DEED, "gebruiker")
