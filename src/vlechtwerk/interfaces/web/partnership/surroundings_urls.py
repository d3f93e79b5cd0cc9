"""Addresses of the map of surroundings."""

from django.urls import path

from vlechtwerk.interfaces.web.partnership import surroundings_views as views
from vlechtwerk.interfaces.web.partnership import surroundings_writing_views as writing

urlpatterns = [
    path("surroundings/", views.surroundings, name="surroundings"),
    path("surroundings/export.<str:form>", views.surroundings_export, name="surroundings_export"),
    path("surroundings/matrix/", views.surroundings_matrix, name="surroundings_matrix"),
    path("surroundings/matrix/export.<str:form>", views.surroundings_matrix_export, name="surroundings_matrix_export"),
    path("surroundings/agreements/", views.agreements_page, name="agreements"),
    path("surroundings/agreements/export.<str:form>", views.agreements_export, name="agreements_export"),
    path("surroundings/agreements/new/", writing.note_agreement, name="note_agreement"),
    path("surroundings/agreements/activity/", writing.tie_agreement, name="tie_agreement"),
    path("surroundings/body/", writing.register_outside, name="register_outside"),
    path("surroundings/theme/", writing.add_theme, name="add_theme"),
    path("surroundings/own/", writing.tie_theme, name="tie_theme"),
    path("outside/<str:code>/", views.outside_body, name="outside_body"),
    path("outside/<str:code>/role/", writing.name_outside_role, name="name_outside_role"),
    path("outside/<str:code>/position/", writing.take_position, name="take_position"),
]
