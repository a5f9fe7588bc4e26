from django.urls import URLPattern

app_name = "kamers"
urlpatterns: list[URLPattern] = []
