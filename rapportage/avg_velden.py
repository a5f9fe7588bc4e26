"""What the fields of this floor are for."""

from functools import partial

from buurtwerkkamer import avg

r = partial(avg.registreer, "rapportage")

r("Meting", avg.CIJFER, "id jaar indicator kamer waarde op_aangemeld n bron datum")
r("Meting", avg.WIE_DEED, "auteur")
r(
    "Rapport",
    avg.CIJFER,
    "id soort jaar versie editie vastgelegd_op besluit_op bladzijden momentopname pdf xlsx csv json",
)
r("Rapport", avg.WIE_DEED, "vastgelegd_door")
r("Download", avg.WIE_DEED, "id rapport bestand gebruiker op")
