"""Addresses of instruments and their versions."""

from django.urls import URLPattern, path

from vlechtwerk.interfaces.web.evaluation import (
    instrument_import_views,
    instrument_views,
    instrument_writing_views,
)

VERSION = "instruments/<str:evaluation>/<str:code>/<int:number>/"

urlpatterns: list[URLPattern] = [
    path("instruments/", instrument_views.instruments_page, name="instruments"),
    path("instruments/export.<str:form>", instrument_views.instruments_export, name="instruments_export"),
    path("instruments/new/", instrument_writing_views.begin_instrument, name="begin_instrument"),
    path("instruments/import/", instrument_import_views.import_instrument, name="import_instrument"),
    path("instruments/wording/", instrument_views.wording, name="instrument_wording"),
    path(
        "instruments/<str:evaluation>/<str:code>/next/",
        instrument_writing_views.start_version,
        name="start_instrument_version",
    ),
    path(
        "instruments/<str:evaluation>/<str:code>/compare/",
        instrument_views.compare_versions,
        name="compare_instrument_versions",
    ),
    path(
        "instruments/<str:evaluation>/<str:code>/compare/export.<str:form>",
        instrument_views.compare_export,
        name="compare_instrument_export",
    ),
    path(VERSION, instrument_views.version_page, name="instrument_version"),
    path(VERSION + "export.<str:form>", instrument_views.version_export, name="instrument_version_export"),
    path(VERSION + "workbook.xlsx", instrument_views.version_workbook, name="instrument_version_workbook"),
    path(VERSION + "preview/", instrument_views.preview, name="instrument_preview"),
    path(VERSION + "fixing/", instrument_writing_views.fix_version, name="fix_instrument_version"),
    path(VERSION + "order/", instrument_writing_views.move_statement, name="move_statement"),
    path(VERSION + "statements/", instrument_writing_views.add_statement, name="add_statement"),
    path(VERSION + "statements/<str:statement>/", instrument_writing_views.change_statement, name="change_statement"),
    path(VERSION + "statements/<str:statement>/drop/", instrument_writing_views.drop_statement, name="drop_statement"),
    path(VERSION + "scales/", instrument_writing_views.add_scale, name="add_scale"),
    path(VERSION + "scales/<str:scale>/", instrument_writing_views.change_scale, name="change_scale"),
    path(VERSION + "scales/<str:scale>/drop/", instrument_writing_views.drop_scale, name="drop_scale"),
    path(VERSION + "questions/", instrument_writing_views.add_open_question, name="add_open_question"),
    path(
        VERSION + "questions/<str:question>/",
        instrument_writing_views.change_open_question,
        name="change_open_question",
    ),
    path(
        VERSION + "questions/<str:question>/drop/",
        instrument_writing_views.drop_open_question,
        name="drop_open_question",
    ),
]
