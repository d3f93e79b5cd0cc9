"""Addresses of where the day goes."""

from django.urls import path

from vlechtwerk.interfaces.web.evaluation import day_views

urlpatterns = [
    path("day/", day_views.day, name="day"),
    path("day/export.<str:form>", day_views.day_export, name="day_export"),
    path("day/tick/", day_views.tick, name="tick"),
    path("day/not-this-week/", day_views.skip_week, name="skip_week"),
    path("day/asking/", day_views.choose_to_be_asked, name="choose_to_be_asked"),
    path("day/switch/", day_views.switch_ticks, name="switch_ticks"),
]
