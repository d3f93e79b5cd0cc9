"""Addresses of mechanisms and of chains of contribution."""

from django.urls import path

from vlechtwerk.interfaces.web.evaluation import mechanism_views, mechanism_writing_views

OF_ONE = "evaluations/<str:code>/"
MECHANISMS = f"{OF_ONE}mechanisms/"
MECHANISM = f"{MECHANISMS}<str:mechanism>/"
CHAINS = f"{OF_ONE}chains/"
CHAIN = f"{CHAINS}<str:chain>/"

urlpatterns = [
    path("mechanisms/", mechanism_views.mechanisms_of_all, name="mechanisms_of_all"),
    path(MECHANISMS, mechanism_views.mechanisms, name="mechanisms"),
    path(f"{OF_ONE}mechanism/", mechanism_writing_views.add, name="add_mechanism"),
    path(MECHANISM, mechanism_views.mechanism, name="mechanism"),
    path(f"{MECHANISM}change/", mechanism_writing_views.change, name="change_mechanism"),
    path(f"{MECHANISM}evidence/", mechanism_writing_views.add_evidence, name="add_mechanism_evidence"),
    path(f"{MECHANISM}explanation/", mechanism_writing_views.note_explanation, name="note_explanation"),
    path(f"{MECHANISM}explanations/<int:number>/", mechanism_writing_views.weigh_explanation, name="weigh_explanation"),
    path(f"{MECHANISM}judge/", mechanism_writing_views.judge, name="judge_mechanism"),
    path(f"{MECHANISM}verdicts/<int:number>/check/", mechanism_writing_views.check, name="check_mechanism"),
    path(f"{OF_ONE}chain/", mechanism_writing_views.add_chain, name="add_chain"),
    path(CHAIN, mechanism_views.chain, name="chain"),
    path(f"{CHAIN}change/", mechanism_writing_views.change_chain, name="change_chain"),
]
