"""Addresses of fieldwork and coding."""

from django.urls import path

from vlechtwerk.interfaces.web.evaluation import (
    codebook_views,
    coder_views,
    coding_file_views,
    coding_views,
    fieldwork_views,
    fieldwork_writing_views,
    speaker_views,
)

OF_ONE = "fieldwork/<str:evaluation>/"
SESSION = f"{OF_ONE}sessions/<str:code>/"
PART = f"{SESSION}people/<str:participant>/"
TEXT = f"{OF_ONE}texts/<str:code>/"
CODE = f"{OF_ONE}codes/<uuid:code>/"
SETTLING = f"{OF_ONE}settlings/<uuid:settling>/"
FILE = f"{OF_ONE}files/<uuid:file>/"

urlpatterns = [
    path("fieldwork/", fieldwork_views.fieldwork_of_all, name="fieldwork_of_all"),
    path(OF_ONE, fieldwork_views.fieldwork, name="fieldwork"),
    path(f"{OF_ONE}begin/", fieldwork_writing_views.begin, name="begin_session"),
    path(f"{OF_ONE}people/", fieldwork_views.people, name="fieldwork_people"),
    path(f"{OF_ONE}people/add/", fieldwork_writing_views.add_participant, name="add_participant"),
    path(f"{OF_ONE}people/key/", fieldwork_writing_views.hand_over_key, name="hand_over_key"),
    path(SESSION, fieldwork_views.session, name="session"),
    path(f"{SESSION}change/", fieldwork_writing_views.change, name="change_session"),
    path(f"{SESSION}people/", fieldwork_writing_views.take_part, name="take_part"),
    path(f"{PART}consent/", fieldwork_writing_views.note_consent, name="note_study_consent"),
    path(f"{PART}withdrawal/", fieldwork_writing_views.withdraw, name="withdraw_from_study"),
    path(f"{SESSION}text/", fieldwork_writing_views.take_in, name="take_in_text"),
    path(TEXT, coding_views.text_page, name="text"),
    path(f"{TEXT}coding/", coding_views.code, name="code_text"),
    path(f"{TEXT}uncoding/", coding_views.uncode, name="uncode_text"),
    path(f"{TEXT}undo/", coding_views.undo, name="undo_coding"),
    path(f"{TEXT}speaker/", speaker_views.speaker, name="say_who_speaks"),
    path(f"{TEXT}memo/", coding_views.memo, name="write_memo"),
    path(f"{OF_ONE}codes/", codebook_views.code_book_page, name="code_book"),
    path(f"{OF_ONE}codes/add/", codebook_views.add, name="add_code"),
    path(f"{OF_ONE}codes/undo/", codebook_views.undo, name="undo_in_code_book"),
    path(f"{OF_ONE}codes/ready/", codebook_views.add_ready, name="add_ready_codes"),
    path(CODE, codebook_views.fragments, name="fragments"),
    path(f"{CODE}change/", codebook_views.change, name="change_code"),
    path(f"{CODE}move/", codebook_views.move, name="move_code"),
    path(f"{CODE}merge/", codebook_views.merge, name="merge_code"),
    path(f"{CODE}delete/", codebook_views.delete, name="delete_code"),
    path(f"{OF_ONE}together/", codebook_views.together, name="codes_together"),
    path(f"{OF_ONE}coders/", coder_views.agreement, name="agreement"),
    path(f"{OF_ONE}settle/<str:code>/", coder_views.begin, name="begin_settling"),
    path(SETTLING, coder_views.settling, name="settling"),
    path(f"{SETTLING}place/", coder_views.settle, name="settle_place"),
    path(f"{OF_ONE}files/", coding_file_views.files, name="coding_files"),
    path(f"{OF_ONE}files/write/", coding_file_views.write, name="write_coding_file"),
    path(FILE, coding_file_views.file, name="coding_file"),
    path(f"{FILE}undo/", coding_file_views.undo, name="undo_taking_in"),
    path(f"{FILE}coding.qdpx", coding_file_views.written, name="written_coding_file"),
    path(f"{OF_ONE}coding.qdpx", coding_file_views.qdpx, name="coding_qdpx"),
    path(f"{OF_ONE}codes.qdc", coding_file_views.qdc, name="codes_qdc"),
]
