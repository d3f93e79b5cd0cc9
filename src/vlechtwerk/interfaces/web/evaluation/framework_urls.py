"""Addresses of assessment frameworks."""

from django.urls import path

from vlechtwerk.interfaces.web.evaluation import criterion_views, framework_views
from vlechtwerk.interfaces.web.evaluation import criterion_writing_views as writing

FRAMEWORK = "evaluations/<str:code>/framework/"
LIST = f"{FRAMEWORK}lists/<str:criteria_list>/"
CRITERION = "evaluations/<str:code>/criteria/<str:criterion>/"

urlpatterns = [
    path("frameworks/", framework_views.frameworks_of_all, name="frameworks_of_all"),
    path(FRAMEWORK, framework_views.framework, name="framework"),
    path(f"{FRAMEWORK}doctor/", framework_views.framework_doctor, name="framework_doctor"),
    path(f"{FRAMEWORK}coverage/", framework_views.framework_coverage, name="framework_coverage"),
    path(f"{FRAMEWORK}export.<str:form>", framework_views.framework_export, name="framework_export"),
    path(f"{FRAMEWORK}levels/", writing.set_rubric, name="set_rubric"),
    path(f"{FRAMEWORK}list/", writing.add_criteria_list, name="add_criteria_list"),
    path(f"{LIST}prefix/", writing.prefix_codes, name="prefix_codes"),
    path(f"{LIST}criterion/", writing.add_criterion, name="add_criterion"),
    path(CRITERION, criterion_views.criterion, name="criterion"),
    path(f"{CRITERION}words/", writing.word_criterion, name="word_criterion"),
    path(f"{CRITERION}close/", writing.close_criterion, name="close_criterion"),
    path(f"{CRITERION}split/", writing.split_criterion, name="split_criterion"),
    path(f"{CRITERION}merge/", writing.merge_criteria, name="merge_criteria"),
    path(f"{CRITERION}source/", writing.bind_source, name="bind_source"),
    path(f"{CRITERION}sources/<int:number>/", writing.unbind_source, name="unbind_source"),
    path(f"{CRITERION}norm/", writing.fix_norm, name="fix_norm"),
    path(f"{CRITERION}baseline/", writing.note_baseline, name="note_baseline"),
    path(f"{CRITERION}judge/", writing.judge_criterion, name="judge_criterion"),
    path(f"{CRITERION}judgements/<int:number>/check/", writing.check_judgement, name="check_judgement"),
    path(f"{CRITERION}judgements/<int:number>/object/", writing.object_to_judgement, name="object_to_judgement"),
]
