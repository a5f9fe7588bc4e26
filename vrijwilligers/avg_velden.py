"""What the fields of this floor are for."""

from functools import partial

from buurtwerkkamer import avg

r = partial(avg.registreer, "vrijwilligers")

r(
    "Vrijwilliger",
    avg.DOSSIER,
    "id persoon gebruiker achternaam telefoon email talenten overeenkomst_op gestopt_op vog_gezien_op vog_verloopt_op",
)
