"""What the page of a grant says of its papers, from rows that were read before: no question."""

from dataclasses import dataclass

from financien.models import Betaalverzoek, Toekenningstatus
from financien.services.financiers import Dossier
from financien.services.termijnen import Termijnstand


@dataclass(frozen=True)
class Papieren:
    """The requests to pay of a grant and its missing letters. ``los``: the request of a grant without instalments."""

    termijnen: list[tuple[Termijnstand, Betaalverzoek | None]]
    los: tuple[Termijnstand, Betaalverzoek] | None
    ingetrokken: list[Betaalverzoek]
    zonder_brief: list[tuple[Toekenningstatus, str]]


def papieren(dossier: Dossier) -> Papieren:
    """Return the papers of a grant that was read in full."""
    alle = list(dossier.overzicht.toekenning.betaalverzoeken.all())
    geldig = {verzoek.termijn_id: verzoek for verzoek in alle if not verzoek.vervallen}
    standen = dossier.overzicht.termijnen
    los = (standen[0], geldig[None]) if None in geldig and standen else None
    termijnen = [] if los else [(stand, geldig.get(stand.termijn.pk)) for stand in standen]
    return Papieren(termijnen, los, [verzoek for verzoek in alle if verzoek.vervallen], _zonder_brief(dossier))


def _zonder_brief(dossier: Dossier) -> list[tuple[Toekenningstatus, str]]:
    """Return the steps that hold and wait for their letter, and why it is not there."""
    brieven = list(dossier.overzicht.toekenning.brieven.all())
    met = {brief.stap_id for brief in brieven if not brief.vervallen}
    weg = {brief.stap_id: brief.verval.reden for brief in brieven if brief.vervallen}
    stappen = [s for s in dossier.stappen if s.pk not in met and not s.teruggenomen]
    return [(s, weg.get(s.pk, s.zonder_brief)) for s in stappen if s.pk in weg or s.zonder_brief]
