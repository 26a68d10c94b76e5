"""What a person is to be told by e-mail, and whether it got through."""

import django.db.models.deletion
import django.db.models.lookups
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("commitments", "0006_edits_by_hand_have_a_table"),
    ]

    operations = [
        migrations.CreateModel(
            name="Notification",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "event",
                    models.CharField(
                        choices=[
                            ("invitation", "Invitation"),
                            ("designation", "Change of a designation"),
                            ("password_link", "Link to set a password"),
                            ("reminder", "Reminder"),
                            ("on_behalf", "Submission on the party's behalf"),
                        ],
                        max_length=20,
                        verbose_name="event",
                    ),
                ),
                (
                    "about",
                    models.CharField(
                        help_text="Which occurrence of the event it is.",
                        max_length=120,
                        verbose_name="about",
                    ),
                ),
                ("detail", models.JSONField(blank=True, default=dict, verbose_name="detail")),
                ("address", models.EmailField(max_length=254, verbose_name="address")),
                (
                    "language",
                    models.CharField(
                        choices=[
                            ("en", "English"),
                            ("es", "Spanish"),
                            ("fr", "French"),
                            ("pt", "Portuguese"),
                        ],
                        max_length=2,
                        verbose_name="language",
                    ),
                ),
                ("written_at", models.DateTimeField(verbose_name="written")),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="attempts")),
                (
                    "next_attempt_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="next attempt"),
                ),
                ("claimed_at", models.DateTimeField(blank=True, null=True, verbose_name="claimed")),
                ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="sent")),
                ("refused_at", models.DateTimeField(blank=True, null=True, verbose_name="refused")),
                ("dropped_at", models.DateTimeField(blank=True, null=True, verbose_name="dropped")),
                (
                    "refusal",
                    models.CharField(
                        blank=True,
                        choices=[
                            (
                                "refused",
                                "The mail server refuses this address or this e-mail for good.",
                            ),
                            (
                                "given_up",
                                "The mail server did not take it, however often it was tried.",
                            ),
                            (
                                "uncertain",
                                "Sending it was interrupted, so it is not known whether it arrived.",
                            ),
                        ],
                        max_length=10,
                        verbose_name="why it was refused",
                    ),
                ),
                ("answer", models.TextField(blank=True, verbose_name="answer of the mail server")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notifications",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "notification",
                "verbose_name_plural": "notifications",
                "ordering": ["-written_at", "-pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("next_attempt_at__isnull", False)),
                        fields=["next_attempt_at"],
                        name="notification_due",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("event", "about", "person"), name="notification_unique"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "event__in",
                                [
                                    "invitation",
                                    "designation",
                                    "password_link",
                                    "reminder",
                                    "on_behalf",
                                ],
                            )
                        ),
                        name="notification_event_valid",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("language__in", ["en", "es", "fr", "pt"])),
                        name="notification_language_valid",
                    ),
                    models.CheckConstraint(
                        condition=django.db.models.lookups.Exact(
                            models.Func(
                                "next_attempt_at",
                                "claimed_at",
                                "sent_at",
                                "refused_at",
                                "dropped_at",
                                function="num_nonnulls",
                                output_field=models.IntegerField(),
                            ),
                            models.Value(1),
                        ),
                        name="notification_one_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("refusal", ""), ("refused_at__isnull", True)),
                            models.Q(
                                ("refusal__in", ["refused", "given_up", "uncertain"]),
                                ("refused_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="notification_refused_with_reason",
                    ),
                ],
            },
        ),
    ]
