
import django.db.models.deletion
import vlechtwerk.foundation.database.fields
import vlechtwerk.foundation.identifiers
from django.conf import settings
from django.db import migrations, models
from importlib.resources import files

from vlechtwerk.foundation.database.guards import Guard, SameProject

READING = files("vlechtwerk.domains.partnership").joinpath("reading.sql").read_text()

class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ("database", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name='Account',
            fields=[
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('id', models.UUIDField(default=vlechtwerk.foundation.identifiers.new_identifier, editable=False, primary_key=True, serialize=False)),
                ('email', models.EmailField(max_length=254, unique=True, verbose_name='e-mail address')),
                ('is_active', models.BooleanField(default=True)),
                ('last_project_id', models.UUIDField(blank=True, null=True)),
            ],
            options={
                'ordering': ['email'],
            },
        ),
        migrations.CreateModel(
            name='Body',
            fields=[
                ('id', models.UUIDField(default=vlechtwerk.foundation.identifiers.new_identifier, editable=False, primary_key=True, serialize=False)),
                ('code', models.CharField(max_length=20)),
                ('name', models.CharField(max_length=160)),
                ('level', models.CharField(choices=[('strategic', 'Strategic'), ('tactical', 'Tactical'), ('operational', 'Operational'), ('advisory', 'Advisory'), ('not_stated', 'Not in the source')], default='not_stated', max_length=12)),
                ('composition', models.TextField(blank=True)),
                ('purpose', models.TextField(blank=True)),
                ('existence', models.CharField(choices=[('exists', 'Exists'), ('planned_unreported', 'Planned; whether it came about is not in the source')], default='exists', max_length=20)),
                ('exists_since', vlechtwerk.foundation.database.fields.OptionalPreciseDateField(blank=True, max_length=10, null=True)),
                ('note', models.TextField(blank=True)),
            ],
            options={
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='Department',
            fields=[
                ('id', models.UUIDField(default=vlechtwerk.foundation.identifiers.new_identifier, editable=False, primary_key=True, serialize=False)),
                ('code', models.CharField(max_length=20)),
                ('name', models.CharField(max_length=160)),
            ],
            options={
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='Organisation',
            fields=[
                ('id', models.UUIDField(default=vlechtwerk.foundation.identifiers.new_identifier, editable=False, primary_key=True, serialize=False)),
                ('code', models.CharField(max_length=20)),
                ('name', models.CharField(max_length=160)),
                ('kind', models.CharField(choices=[('partner', 'Partner'), ('ministry', 'Ministry'), ('other_party', 'Other party')], max_length=12)),
                ('role', models.TextField(blank=True)),
                ('note', models.TextField(blank=True)),
            ],
            options={
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='Project',
            fields=[
                ('id', models.UUIDField(default=vlechtwerk.foundation.identifiers.new_identifier, editable=False, primary_key=True, serialize=False)),
                ('code', models.SlugField(max_length=20, unique=True)),
                ('name', models.CharField(max_length=80)),
                ('full_name', models.CharField(max_length=200)),
                ('about', models.TextField(blank=True)),
                ('origin', models.CharField(choices=[('published', 'Published data'), ('invented', 'Invented data'), ('own', 'Own data')], max_length=10)),
                ('described_on', models.DateField(blank=True, null=True)),
                ('loaded_checksum', models.CharField(blank=True, max_length=64)),
            ],
            options={
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='Decision',
            fields=[
                ('id', models.UUIDField(default=vlechtwerk.foundation.identifiers.new_identifier, editable=False, primary_key=True, serialize=False)),
                ('question', models.CharField(max_length=300, verbose_name='question')),
                ('state', models.CharField(choices=[('asked', 'Waiting'), ('taken', 'Taken'), ('withdrawn', 'Withdrawn')], default='asked', max_length=10)),
                ('asked_on', vlechtwerk.foundation.database.fields.OptionalPreciseDateField(blank=True, max_length=10, null=True, verbose_name='asked on')),
                ('agreed_days', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('decided_on', vlechtwerk.foundation.database.fields.OptionalPreciseDateField(blank=True, max_length=10, null=True, verbose_name='decided on')),
                ('decided_earliest', models.GeneratedField(db_persist=True, expression=models.Func(models.F('decided_on'), function='date_earliest'), output_field=models.DateField(null=True))),
                ('decided_latest', models.GeneratedField(db_persist=True, expression=models.Func(models.F('decided_on'), function='date_latest'), output_field=models.DateField(null=True))),
                ('result', models.CharField(blank=True, choices=[('yes', 'Yes'), ('conditional', 'Yes, on a condition'), ('no', 'No')], max_length=12)),
                ('outcome', models.TextField(blank=True, verbose_name='outcome')),
                ('reasons', models.TextField(blank=True, verbose_name='reasons')),
                ('recorded_at', models.DateTimeField()),
                ('body', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='partnership.body')),
            ],
            options={
                'ordering': ['-recorded_at', 'id'],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(models.Q(('state', 'taken'), _negated=True), models.Q(models.Q(('result', ''), _negated=True), ('decided_on__isnull', False)), _connector='OR'), name='taken_decision_has_a_result_and_a_date'),
                    models.CheckConstraint(condition=models.Q(('state', 'taken'), ('result', ''), _connector='OR'), name='only_a_taken_decision_has_a_result'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Mandate',
            fields=[
                ('id', models.UUIDField(default=vlechtwerk.foundation.identifiers.new_identifier, editable=False, primary_key=True, serialize=False)),
                ('subject', models.CharField(max_length=300, verbose_name='what may be decided')),
                ('limits', models.TextField(blank=True, verbose_name='limits')),
                ('mandated_from', models.DateField(blank=True, null=True)),
                ('mandated_until', models.DateField(blank=True, null=True)),
                ('body', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='mandates', to='partnership.body')),
                ('granted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.decision')),
            ],
            options={
                'ordering': ['subject', 'id'],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('mandated_until__isnull', True), ('mandated_from__isnull', True), ('mandated_until__gt', models.F('mandated_from')), _connector='OR'), name='mandate_ends_after_it_starts'),
                ],
            },
        ),
        migrations.AddField(
            model_name='decision',
            name='mandate',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='partnership.mandate'),
        ),
        migrations.CreateModel(
            name='LegalCapacity',
            fields=[
                ('id', models.UUIDField(default=vlechtwerk.foundation.identifiers.new_identifier, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=120)),
                ('regime', models.CharField(choices=[('wpg', 'Police Data Act (Wpg)'), ('wjsg', 'Judicial and Criminal Records Act (Wjsg)'), ('avg', 'General Data Protection Regulation (AVG)'), ('avg_tax_secrecy', 'AVG with tax secrecy (AWR article 67)'), ('avg_customs', 'AVG with customs secrecy (ADW article 1:33)')], max_length=20)),
                ('controller', models.CharField(max_length=160)),
                ('basis', models.CharField(max_length=300)),
                ('basis_mark', models.CharField(choices=[('read_in_text', 'read in the text of the law'), ('secondary', 'read in a secondary source'), ('from_memory', 'from memory: check first')], max_length=12)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='capacities', to='partnership.organisation')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.project')),
            ],
            options={
                'ordering': ['name'],
                'constraints': [
                    models.UniqueConstraint(fields=('organisation', 'name'), name='capacity_is_named_once_per_organisation'),
                ],
            },
        ),
        migrations.AddField(
            model_name='body',
            name='run_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.organisation'),
        ),
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.UUIDField(default=vlechtwerk.foundation.identifiers.new_identifier, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('loads_cases', models.BooleanField(default=False)),
                ('account', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='persons', to=settings.AUTH_USER_MODEL)),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.project')),
            ],
            options={
                'ordering': ['name'],
                'constraints': [
                    models.UniqueConstraint(fields=('project', 'account'), name='account_stands_for_one_person_in_a_project'),
                    models.CheckConstraint(condition=models.Q(('loads_cases', False), ('account__isnull', True), _connector='OR'), name='case_loader_has_no_account'),
                ],
            },
        ),
        migrations.AddField(
            model_name='mandate',
            name='person',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='mandates', to='partnership.person'),
        ),
        migrations.AddField(
            model_name='decision',
            name='asked_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.person'),
        ),
        migrations.AddField(
            model_name='decision',
            name='recorded_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.person'),
        ),
        migrations.CreateModel(
            name='Appointment',
            fields=[
                ('id', models.UUIDField(default=vlechtwerk.foundation.identifiers.new_identifier, editable=False, primary_key=True, serialize=False)),
                ('function', models.CharField(choices=[('analyst', 'Analyst'), ('team_manager', 'Team manager'), ('director', 'Director'), ('liaison', 'Liaison'), ('steering_member', 'Member of the steering group'), ('prosecutor', 'Public prosecutor'), ('investigator', 'Investigator'), ('lawyer', 'Lawyer'), ('privacy_officer', 'Privacy officer'), ('evaluator', 'Evaluator'), ('scientist', 'Scientist'), ('administrator', 'Administrator of the application')], max_length=20)),
                ('title', models.CharField(blank=True, max_length=120)),
                ('level', models.CharField(choices=[('strategic', 'Strategic'), ('tactical', 'Tactical'), ('operational', 'Operational'), ('advisory', 'Advisory'), ('not_stated', 'Not in the source')], default='not_stated', max_length=12)),
                ('appointed_from', models.DateField()),
                ('appointed_until', models.DateField(blank=True, null=True)),
                ('department', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.department')),
                ('capacity', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.legalcapacity')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='appointments', to='partnership.organisation')),
                ('manager', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.person')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='appointments', to='partnership.person')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.project')),
            ],
            options={
                'ordering': ['-appointed_from'],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('appointed_until__isnull', True), ('appointed_until__gte', models.F('appointed_from')), _connector='OR'), name='appointment_ends_after_it_starts'),
                ],
            },
        ),
        migrations.AddField(
            model_name='organisation',
            name='project',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.project'),
        ),
        migrations.AddField(
            model_name='mandate',
            name='project',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.project'),
        ),
        migrations.CreateModel(
            name='Departure',
            fields=[
                ('id', models.UUIDField(default=vlechtwerk.foundation.identifiers.new_identifier, editable=False, primary_key=True, serialize=False)),
                ('reason_kind', models.CharField(choices=[('end_of_term', 'End of the agreed term'), ('other_work', 'Other work'), ('uncertainty', 'Uncertainty about the future'), ('recalled', 'Called back by the home organisation'), ('other', 'Another reason')], max_length=12)),
                ('explanation', models.TextField(blank=True)),
                ('recorded_at', models.DateTimeField()),
                ('appointment', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.appointment')),
                ('manager', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.person')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.project')),
            ],
            options={
                'ordering': ['-recorded_at'],
            },
        ),
        migrations.AddField(
            model_name='department',
            name='project',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.project'),
        ),
        migrations.AddField(
            model_name='decision',
            name='project',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.project'),
        ),
        migrations.CreateModel(
            name='BodyNote',
            fields=[
                ('id', models.UUIDField(default=vlechtwerk.foundation.identifiers.new_identifier, editable=False, primary_key=True, serialize=False)),
                ('text', models.TextField(verbose_name='note')),
                ('written_at', models.DateTimeField()),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.body')),
                ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.person')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.project')),
            ],
            options={
                'ordering': ['-written_at'],
            },
        ),
        migrations.AddField(
            model_name='body',
            name='project',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.project'),
        ),
        migrations.CreateModel(
            name='Seat',
            fields=[
                ('id', models.UUIDField(default=vlechtwerk.foundation.identifiers.new_identifier, editable=False, primary_key=True, serialize=False)),
                ('role', models.CharField(choices=[('chair', 'Chair'), ('member', 'Member'), ('secretary', 'Secretary'), ('adviser', 'Adviser')], default='member', max_length=10)),
                ('seated_from', models.DateField()),
                ('seated_until', models.DateField(blank=True, null=True)),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='seats', to='partnership.body')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='seats', to='partnership.person')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.project')),
            ],
            options={
                'ordering': ['-seated_from'],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('seated_until__isnull', True), ('seated_until__gte', models.F('seated_from')), _connector='OR'), name='seat_ends_after_it_starts'),
                ],
            },
        ),
        migrations.CreateModel(
            name='AccessToken',
            fields=[
                ('id', models.UUIDField(default=vlechtwerk.foundation.identifiers.new_identifier, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=80, verbose_name='name')),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('created_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField()),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='access_tokens', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-created_at'],
                'constraints': [models.CheckConstraint(condition=models.Q(('expires_at__gt', models.F('created_at'))), name='token_ends_after_it_starts')],
            },
        ),
        migrations.AddConstraint(
            model_name='organisation',
            constraint=models.UniqueConstraint(fields=('project', 'code'), name='organisation_code_is_unique_in_a_project'),
        ),
        migrations.AddConstraint(
            model_name='mandate',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('body__isnull', True), ('person__isnull', False)), models.Q(('body__isnull', False), ('person__isnull', True)), _connector='OR'), name='mandate_is_held_by_a_body_or_a_person'),
        ),
        migrations.AddConstraint(
            model_name='department',
            constraint=models.UniqueConstraint(fields=('project', 'code'), name='department_code_is_unique_in_a_project'),
        ),
        migrations.AddConstraint(
            model_name='body',
            constraint=models.UniqueConstraint(fields=('project', 'code'), name='body_code_is_unique_in_a_project'),
        ),
        Guard("partnership_project", "open", project_column="id"),
        Guard("partnership_organisation", "open"),
        Guard("partnership_legalcapacity", "open"),
        Guard("partnership_body", "open"),
        Guard("partnership_department", "open"),
        Guard("partnership_person", "open"),
        Guard("partnership_appointment", "open"),
        Guard("partnership_seat", "open"),
        Guard("partnership_departure", "personnel", append_only=True),
        Guard("partnership_decision", "open"),
        Guard("partnership_mandate", "open"),
        Guard("partnership_bodynote", "body", append_only=True),
        SameProject("partnership_legalcapacity", "organisation_id", "partnership_organisation"),
        SameProject("partnership_body", "run_by_id", "partnership_organisation"),
        SameProject("partnership_appointment", "person_id", "partnership_person"),
        SameProject("partnership_appointment", "organisation_id", "partnership_organisation"),
        SameProject("partnership_appointment", "capacity_id", "partnership_legalcapacity"),
        SameProject("partnership_appointment", "department_id", "partnership_department"),
        SameProject("partnership_appointment", "manager_id", "partnership_person"),
        SameProject("partnership_seat", "person_id", "partnership_person"),
        SameProject("partnership_seat", "body_id", "partnership_body"),
        SameProject("partnership_departure", "appointment_id", "partnership_appointment"),
        SameProject("partnership_departure", "manager_id", "partnership_person"),
        SameProject("partnership_decision", "asked_by_id", "partnership_person"),
        SameProject("partnership_decision", "body_id", "partnership_body"),
        SameProject("partnership_decision", "mandate_id", "partnership_mandate"),
        SameProject("partnership_decision", "recorded_by_id", "partnership_person"),
        SameProject("partnership_mandate", "body_id", "partnership_body"),
        SameProject("partnership_mandate", "person_id", "partnership_person"),
        SameProject("partnership_mandate", "granted_by_id", "partnership_decision"),
        SameProject("partnership_bodynote", "body_id", "partnership_body"),
        SameProject("partnership_bodynote", "written_by_id", "partnership_person"),
        migrations.RunSQL(READING, "drop function open_reading(uuid), memberships_of(uuid), demo_cast()"),
    ]
