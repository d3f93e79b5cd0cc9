"""Addresses of what is read and given in a purpose."""

from django.urls import include, path

from vlechtwerk.interfaces.web.sharing import (
    about,
    consent_views,
    document_act_views,
    document_views,
    handing_out,
    one_document_views,
    upload_views,
)

one_document = [
    path("", one_document_views.document, name="document"),
    path("acknowledge/", one_document_views.acknowledge, name="acknowledge"),
    path("ask/", one_document_views.ask, name="ask_consent"),
    path("comment/", document_act_views.write_comment, name="write_comment"),
    path("version/", document_act_views.add_version, name="add_version"),
    path("readers/", document_act_views.readers, name="readers"),
    path("edition/", document_act_views.name_edition, name="name_edition"),
    path("link/", document_act_views.link_document, name="link_document"),
    path("recall/", document_act_views.recall_document, name="recall_document"),
    path("send/", document_act_views.send_document, name="send_document"),
    path("file/<int:number>/", handing_out.hand_out, name="hand_out"),
]

urlpatterns = [
    path("documents/", document_views.documents, name="documents"),
    path("documents/folder/", document_views.add_folder, name="add_folder"),
    path("documents/add/", upload_views.add_document, name="add_document"),
    path("documents/add/readers/", upload_views.look_at_readers, name="look_at_readers"),
    path("documents/<uuid:document>/", include(one_document)),
    path("activities/<str:code>/", about.about_activity, name="about_activity"),
    path("preconditions/<str:code>/", about.about_precondition, name="about_precondition"),
    path("consents/", consent_views.consents, name="consents"),
    path("consents/<uuid:consent>/answer/", consent_views.answer, name="answer_consent"),
    path("consents/<uuid:consent>/withdraw/", consent_views.withdraw, name="withdraw_consent"),
    path("notices/", consent_views.notices, name="notices"),
    path("notices/seen/", consent_views.see, name="see_notices"),
]
