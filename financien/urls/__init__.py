"""Addresses of money, a module for each part."""

from financien.urls import bank, begroting, boeken, controle, facturen, financiers, grootboek, realisatie

app_name = "financien"
delen = (begroting, boeken, facturen, financiers, bank, grootboek, realisatie, controle)
urlpatterns = [adres for deel in delen for adres in deel.adressen]
