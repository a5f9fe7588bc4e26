"""Addresses of money, a module for each part."""

from financien.urls import (
    bank,
    begroting,
    boeken,
    controle,
    facturen,
    financiers,
    grootboek,
    handgeld,
    maand,
    realisatie,
)

app_name = "financien"
delen = (maand, begroting, boeken, facturen, financiers, bank, grootboek, realisatie, handgeld, controle)
urlpatterns = [adres for deel in delen for adres in deel.adressen]
