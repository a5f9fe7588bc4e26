# The papers of a grant and of an agreement that may fall away, and a request to pay without an instalment

import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('financien', '0021_subsidie'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Verval',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('op', models.DateTimeField(default=django.utils.timezone.now, verbose_name='op')),
                ('reden', models.CharField(max_length=200, verbose_name='reden')),
            ],
            options={
                'verbose_name': 'vervallen stuk',
                'verbose_name_plural': 'vervallen stukken',
                'ordering': ['pk'],
                'abstract': False,
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='opdracht',
            name='vast_na_tekenen',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='partij',
            name='vast_na_tekenen',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='samenwerkingsafspraak',
            name='vast_na_tekenen',
        ),
        migrations.RemoveConstraint(
            model_name='ondertekening',
            name='ondertekening_afspraak_eens',
        ),
        migrations.RemoveConstraint(
            model_name='ondertekening',
            name='ondertekening_opdracht_eens',
        ),
        migrations.AlterField(
            model_name='betaalverzoek',
            name='termijn',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='betaalverzoeken', to='financien.termijn', verbose_name='termijn'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='betaalverzoek',
            trigger=pgtrigger.compiler.Trigger(name='vraagt_eens', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n        PERFORM 1 FROM financien_toekenning WHERE id = NEW.toekenning_id FOR UPDATE;\n        IF (NEW.termijn_id IS NULL) = EXISTS (\n            SELECT 1 FROM financien_termijn t WHERE t.toekenning_id = NEW.toekenning_id\n            AND t.id = coalesce(NEW.termijn_id, t.id)) THEN\n            RAISE EXCEPTION 'Dit verzoek hoort bij geen termijn van de toekenning.' USING ERRCODE = 'check_violation';\n        END IF;\n        IF EXISTS (SELECT 1 FROM financien_betaalverzoek b WHERE b.toekenning_id = NEW.toekenning_id\n                   AND b.termijn_id IS NOT DISTINCT FROM NEW.termijn_id\n                   AND NOT EXISTS (SELECT 1 FROM financien_verval v WHERE v.verzoek_id = b.id)) THEN\n            RAISE EXCEPTION 'Er is al een verzoek om betaling.' USING ERRCODE = 'unique_violation';\n        END IF;\n        RETURN NEW;\n    ", hash='4de8c42df1ffc5d4a8c7b1b36dd5530a20a27b85', operation='INSERT', pgid='pgtrigger_vraagt_eens_99197', table='financien_betaalverzoek', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='ondertekening',
            trigger=pgtrigger.compiler.Trigger(name='tekent_eens', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n        IF NEW.opdracht_id IS NULL THEN\n            PERFORM 1 FROM financien_samenwerkingsafspraak WHERE id = NEW.samenwerkingsafspraak_id FOR UPDATE;\n        ELSE\n            PERFORM 1 FROM financien_opdracht WHERE id = NEW.opdracht_id FOR UPDATE;\n        END IF;\n        IF EXISTS (SELECT 1 FROM financien_ondertekening o\n                   WHERE (o.samenwerkingsafspraak_id, o.opdracht_id, o.partner_id) IS NOT DISTINCT FROM\n                         (NEW.samenwerkingsafspraak_id, NEW.opdracht_id, NEW.partner_id) AND NOT EXISTS (SELECT 1 FROM financien_verval v WHERE v.ondertekening_id = o.id)) THEN\n            RAISE EXCEPTION 'Deze partij tekende al.' USING ERRCODE = 'unique_violation';\n        END IF;\n        RETURN NEW;\n    ", hash='04dbfa93318ed2ffbf1509301c014eb01791c4ce', operation='INSERT', pgid='pgtrigger_tekent_eens_7536b', table='financien_ondertekening', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='opdracht',
            trigger=pgtrigger.compiler.Trigger(name='vast_na_tekenen', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TG_OP <> 'INSERT' THEN IF EXISTS (SELECT 1 FROM financien_ondertekening o WHERE o.opdracht_id = OLD.id AND NOT EXISTS (SELECT 1 FROM financien_verval v WHERE v.ondertekening_id = o.id)) THEN RAISE EXCEPTION 'Dit is getekend.' USING ERRCODE = 'restrict_violation'; END IF; END IF;\n            \n            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n            RETURN NEW;\n        ", hash='4fba81774183b96ec62adecde3d15f4fb18aad7e', operation='UPDATE OR DELETE', pgid='pgtrigger_vast_na_tekenen_fb6f5', table='financien_opdracht', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='partij',
            trigger=pgtrigger.compiler.Trigger(name='vast_na_tekenen', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TG_OP <> 'INSERT' THEN IF EXISTS (SELECT 1 FROM financien_ondertekening o WHERE o.samenwerkingsafspraak_id = OLD.afspraak_id AND NOT EXISTS (SELECT 1 FROM financien_verval v WHERE v.ondertekening_id = o.id)) THEN RAISE EXCEPTION 'Dit is getekend.' USING ERRCODE = 'restrict_violation'; END IF; END IF;\n            IF TG_OP <> 'DELETE' THEN IF EXISTS (SELECT 1 FROM financien_ondertekening o WHERE o.samenwerkingsafspraak_id = NEW.afspraak_id AND NOT EXISTS (SELECT 1 FROM financien_verval v WHERE v.ondertekening_id = o.id)) THEN RAISE EXCEPTION 'Dit is getekend.' USING ERRCODE = 'restrict_violation'; END IF; END IF;\n            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n            RETURN NEW;\n        ", hash='2805c4f3b1f3b8de5b7ca7eb5d1a4c1c83080150', operation='UPDATE OR DELETE OR INSERT', pgid='pgtrigger_vast_na_tekenen_8ebfb', table='financien_partij', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='samenwerkingsafspraak',
            trigger=pgtrigger.compiler.Trigger(name='vast_na_tekenen', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TG_OP <> 'INSERT' THEN IF EXISTS (SELECT 1 FROM financien_ondertekening o WHERE o.samenwerkingsafspraak_id = OLD.id AND NOT EXISTS (SELECT 1 FROM financien_verval v WHERE v.ondertekening_id = o.id)) THEN RAISE EXCEPTION 'Dit is getekend.' USING ERRCODE = 'restrict_violation'; END IF; END IF;\n            \n            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n            RETURN NEW;\n        ", hash='0b1d63148c163121e32ba8cce8071408562e8da7', operation='UPDATE OR DELETE', pgid='pgtrigger_vast_na_tekenen_a7b7c', table='financien_samenwerkingsafspraak', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='termijn',
            trigger=pgtrigger.compiler.Trigger(name='termijn_gevraagd', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n        IF EXISTS (SELECT 1 FROM financien_betaalverzoek b WHERE b.termijn_id = OLD.id\n                   AND NOT EXISTS (SELECT 1 FROM financien_verval v WHERE v.verzoek_id = b.id)) THEN\n            RAISE EXCEPTION 'Deze termijn is gevraagd.' USING ERRCODE = 'restrict_violation';\n        END IF;\n        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n        RETURN NEW;\n    ", hash='99a37cf1c22adaa803148f4257804c44de3cd81a', operation='UPDATE OR DELETE', pgid='pgtrigger_termijn_gevraagd_4378e', table='financien_termijn', when='BEFORE')),
        ),
        migrations.AddField(
            model_name='verval',
            name='brief',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='verval', to='financien.brief', verbose_name='brief'),
        ),
        migrations.AddField(
            model_name='verval',
            name='ondertekening',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='verval', to='financien.ondertekening', verbose_name='ondertekening'),
        ),
        migrations.AddField(
            model_name='verval',
            name='verzoek',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='verval', to='financien.betaalverzoek', verbose_name='verzoek'),
        ),
        migrations.AddField(
            model_name='verval',
            name='wie',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='wie'),
        ),
        migrations.AddConstraint(
            model_name='verval',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('brief__isnull', False), ('ondertekening__isnull', True), ('verzoek__isnull', True)), models.Q(('brief__isnull', True), ('ondertekening__isnull', False), ('verzoek__isnull', True)), models.Q(('brief__isnull', True), ('ondertekening__isnull', True), ('verzoek__isnull', False)), _connector='OR'), name='verval_van_een_stuk', violation_error_message='Eén brief, ondertekening of verzoek vervalt.'),
        ),
        migrations.AddConstraint(
            model_name='verval',
            constraint=models.CheckConstraint(condition=models.Q(('reden', ''), _negated=True), name='verval_met_reden', violation_error_message='Schrijf op waarom.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='verval',
            trigger=pgtrigger.compiler.Trigger(name='bevroren', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='f27b0d6b8c542f6386aa1323527a63a79713dbb1', operation='UPDATE OR DELETE', pgid='pgtrigger_bevroren_4971f', table='financien_verval', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='verval',
            trigger=pgtrigger.compiler.Trigger(name='geen_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'Deze tabel wordt nooit geleegd: %', TG_TABLE_NAME;", hash='a191e1fdd27f5eeb66686cfe00d05a4149f37c6a', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_geen_truncate_33158', table='financien_verval', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='verval',
            trigger=pgtrigger.compiler.Trigger(name='vingerafdruk', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n        IF TG_OP = 'DELETE' THEN\n            INSERT INTO financien_vingerafdruk (tabel, rij, sha256, op) VALUES (TG_TABLE_NAME, OLD.id, '', now());\n        ELSE\n            INSERT INTO financien_vingerafdruk (tabel, rij, sha256, op)\n                VALUES (TG_TABLE_NAME, NEW.id, bwk_afdruk(NEW), now());\n        END IF;\n        RETURN NULL;\n    ", hash='0a69c9d1d0bd337093372be0bba480ad906ae98c', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_vingerafdruk_cd563', table='financien_verval', when='AFTER')),
        ),
    ]
