"""Addresses of money, a module for each part."""

from financien.urls import bank, begroting, boeken, facturen, financiers

app_name = "financien"
urlpatterns = [*begroting.adressen, *boeken.adressen, *facturen.adressen, *financiers.adressen, *bank.adressen]
