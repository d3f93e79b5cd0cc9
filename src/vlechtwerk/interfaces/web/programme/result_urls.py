"""Addresses of results, methods and the added value."""

from django.urls import path

from vlechtwerk.interfaces.web.programme import (
    method_views,
    publication_views,
    result_views,
    result_writing_views,
    value_views,
)

urlpatterns = [
    path("results/", result_views.products, name="products"),
    path("results/export.<str:form>", result_views.products_export, name="products_export"),
    path("results/actions/", result_views.actions, name="actions"),
    path("results/actions/export.<str:form>", result_views.actions_export, name="actions_export"),
    path("results/methods/", result_views.methods, name="methods"),
    path("results/methods/export.<str:form>", result_views.methods_export, name="methods_export"),
    path("activities/<str:code>/product/", result_writing_views.add_product, name="add_product"),
    path("activities/<str:code>/action/", result_writing_views.add_action, name="add_action"),
    path("activities/<str:code>/method/", method_views.describe_method, name="describe_method"),
    path("products/<uuid:product>/use/", result_writing_views.note_product_use, name="note_product_use"),
    path("actions/<uuid:action>/count/", result_writing_views.add_count, name="add_count"),
    path("counts/<uuid:count>/correction/", result_writing_views.correct_count, name="correct_count"),
    path("methods/<str:code>/", result_views.method, name="method"),
    path("methods/<str:code>/version/", method_views.rewrite_method, name="rewrite_method"),
    path("methods/<str:code>/take-up/", method_views.take_up_method, name="take_up_method"),
    path("methods/<str:code>/trial/", method_views.note_trial, name="note_trial"),
    path("method-uses/<uuid:use>/outcome/", method_views.tell_outcome, name="tell_outcome"),
    path("added-value/", value_views.added_value, name="added_value"),
    path("added-value/export.<str:form>", value_views.added_value_export, name="added_value_export"),
    path("added-value/element/", value_views.add_element, name="add_element"),
    path("added-value/draft/", publication_views.draft_publication, name="draft_publication"),
    path("value-elements/<str:code>/wording/", value_views.reword_element, name="reword_element"),
    path("value-elements/<str:code>/end/", value_views.retire_element, name="retire_element"),
    path("value-elements/<str:code>/point/", value_views.say_of_element, name="say_of_element"),
    path("value-points/<uuid:point>/end/", value_views.drop_point, name="drop_point"),
    path("publications/<int:number>/", publication_views.publication, name="publication"),
    path("publications/<int:number>/draft/", publication_views.revise_publication, name="revise_publication"),
    path("publications/<int:number>/put-up/", publication_views.put_up_publication, name="put_up_publication"),
    path("publications/<int:number>/approval/", publication_views.approve_publication, name="approve_publication"),
    path("publications/<int:number>/return/", publication_views.return_publication, name="return_publication"),
    path("publications/<int:number>/end/", publication_views.withdraw_publication, name="withdraw_publication"),
]
