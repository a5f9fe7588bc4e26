"""The bank."""

from django.urls import path

from financien.views import bank, bankboek

BANK = "financien/bank/"
adressen = [
    path(BANK, bank.bank, name="bank"),
    path(f"{BANK}inlezen/", bank.inlezen, name="bank_inlezen"),
    path(f"{BANK}bankregels/<int:pk>/", bankboek.bankregel, name="bankregel"),
    path(f"{BANK}bankregels/<int:pk>/klopt/", bankboek.klopt, name="bankregel_klopt"),
    path(f"{BANK}bankregels/<int:pk>/ongedaan/", bank.ongedaan, name="bankregel_ongedaan"),
    path(f"{BANK}geboekt/", bankboek.geboekt, name="bank_geboekt"),
    path(f"{BANK}bestanden/", bankboek.bestanden, name="bank_bestanden"),
    path(f"{BANK}rekeningen/", bankboek.eigen_rekeningen, name="eigen_rekeningen"),
    path(f"{BANK}herkenning/", bankboek.herkenning, name="herkenning"),
    path(f"{BANK}herkenning/<int:pk>/stop/", bankboek.herkenning_stop, name="herkenning_stop"),
]
