"""Addresses of purposes, what is possible, covenant, log, and the capacity in which one acts."""

from django.urls import path

from vlechtwerk.interfaces.web.sharing import (
    capacity_views,
    covenant_views,
    log_views,
    matrix_views,
    purpose_views,
    purpose_writing_views,
)

urlpatterns = [
    path("purposes/", purpose_views.purposes, name="purposes"),
    path("purposes/<slug:purpose>/", purpose_views.purpose, name="purpose"),
    path("purposes/<slug:purpose>/statement/", purpose_writing_views.state_purpose, name="state_purpose"),
    path("purposes/<slug:purpose>/dpia/", purpose_writing_views.record_dpia, name="record_dpia"),
    path("purposes/<slug:purpose>/dpia/overtaken/", purpose_writing_views.overtake_dpia, name="overtake_dpia"),
    path("purposes/<slug:purpose>/authorise/", purpose_writing_views.authorise, name="authorise"),
    path("open-purpose/", purpose_writing_views.open_purpose, name="open_purpose"),
    path("authorisations/<uuid:authorisation>/end/", purpose_writing_views.end_authorisation, name="end_authorisation"),
    path("people/<uuid:person>/suspend/", purpose_writing_views.suspend, name="suspend"),
    path("people/<uuid:person>/resume/", purpose_writing_views.end_suspension, name="end_suspension"),
    path("possible/", matrix_views.matrix, name="matrix"),
    path("possible/export.csv", matrix_views.export, name="matrix_export"),
    path("covenant/", covenant_views.covenant, name="covenant"),
    path("covenant/<slug:clause>/", covenant_views.clause, name="clause"),
    path("covenants/adopt/", covenant_views.adopt, name="adopt_covenant"),
    path("covenants/<uuid:covenant>/end/", covenant_views.end, name="end_covenant"),
    path("log/", log_views.log_page, name="log"),
    path("log/markings/<uuid:marking>/", log_views.audience, name="audience"),
    path("capacity/", capacity_views.choose, name="capacity"),
]
