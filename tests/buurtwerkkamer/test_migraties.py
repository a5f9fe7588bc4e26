"""What the models say is what the migrations make: also a constraint or a trigger that was changed."""

import pytest
from django.core.management import call_command


@pytest.mark.django_db
def test_geen_model_loopt_voor_op_zijn_migraties(capsys):
    call_command("makemigrations", check=True, dry_run=True)

    assert capsys.readouterr().out == "No changes detected\n"
