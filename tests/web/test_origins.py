"""What is exported says where it comes from."""

import pytest
from django.test import Client
from django.utils.translation import override

from vlechtwerk.domains.partnership.models import Account, Project
from vlechtwerk.interfaces.web.origins import words_of_origin


@pytest.mark.parametrize(
    ("origin", "label", "prefix"),
    [
        ("own", "eigen gegevens", ""),
        ("published", "gepubliceerde gegevens", ""),
        ("invented", "verzonnen gegevens", "verzonnen-"),
    ],
)
def test_own_data_are_not_called_published(origin: str, label: str, prefix: str) -> None:
    with override("nl"):
        words = words_of_origin(Project(origin=origin))
    assert (words.label, words.file_prefix) == (label, prefix)


@pytest.mark.django_db
def test_colours_are_those_of_the_case_and_of_no_other_project(client: Client) -> None:
    client.force_login(Account.objects.get(email="bram@example.org"))
    assert "groen 5 (afgerond, in afronding)" in client.get("/nsoc/programme/overview/").content.decode()
    assert "groen" not in client.get("/demo/programme/overview/").content.decode()
