"""Originals move from the database into files under the data home; corrections say who made them."""

from django.db import migrations, models

from nhipcau.documents import identity, originals


def rows_of(apps, conference_id, facts):
    """What stood beside the conference in the paper's facts becomes its rows."""
    of_conference = {"conference_id": conference_id}
    limits = facts.get("paper_limits") or {}
    apps.get_model("conferences", "Speech").objects.bulk_create(
        apps.get_model("conferences", "Speech")(
            order=order,
            assignee=(one.get("assignee") or "")[:500],
            topic=one.get("topic") or "",
            pages=limits.get("pages"),
            minutes=limits.get("minutes"),
            **of_conference,
        )
        for order, one in enumerate(facts.get("papers") or [])
    )
    deadline = apps.get_model("conferences", "RegistrationDeadline")
    for order, one in enumerate(facts.get("registration_deadlines") or []):
        due = one.get("due") or ""
        deadline.objects.create(
            order=order,
            what=(one.get("what") or "")[:500],
            due_date=due[:10] or None,
            due_time=due[11:] or None,
            **of_conference,
        )
    lines = [
        *(
            ("participant", one["tier"] or "", item)
            for one in facts.get("participants") or []
            for item in one["items"]
        ),
        *(("material", "", one) for one in facts.get("materials") or []),
        *(("press", "", one) for one in facts.get("press") or []),
        *(("recipient", "", one) for one in facts.get("recipients") or []),
    ]
    particular = apps.get_model("conferences", "Particular")
    particular.objects.bulk_create(
        particular(kind=kind, tier=tier, text=text, order=order, **of_conference)
        for order, (kind, tier, text) in enumerate(lines)
    )


def move_out(apps, schema_editor):
    papers = apps.get_model("documents", "ReceivedPaper")
    for paper in papers.objects.select_related("uploaded_by").iterator(20):
        data = bytes(paper.original)
        originals.keep(data)
        facts, by = paper.confirmed or paper.facts, paper.uploaded_by
        paper.size = len(data)
        paper.role = "convenes" if paper.conference_id else ""
        paper.identity = identity.of(facts)
        paper.corrections = {
            key: {
                "was": paper.facts.get(key),
                "by": f"{by.last_name} {by.first_name}".strip() or by.username,
                "at": paper.uploaded_at.isoformat(),
            }
            for key in paper.corrected_keys
        }
        if paper.conference_id and paper.confirmed:
            rows_of(apps, paper.conference_id, paper.confirmed)
        paper.save(update_fields=["size", "role", "identity", "corrections"])


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0003_paper_once_per_person"),
        ("conferences", "0004_rows_from_papers"),
    ]

    operations = [
        migrations.AddField(
            "receivedpaper",
            "role",
            models.CharField(
                blank=True,
                choices=[
                    ("convenes", "Lập hội nghị"),
                    ("amends", "Sửa hội nghị"),
                    ("belongs", "Văn bản kèm theo"),
                ],
                db_comment="What it did to its conference",
                default="",
                max_length=8,
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            "receivedpaper",
            "size",
            models.PositiveIntegerField(db_comment="Bytes of the original", default=0),
        ),
        migrations.AddField(
            "receivedpaper",
            "identity",
            models.CharField(
                blank=True,
                db_comment="Number, issuer and date; empty where one is missing",
                db_index=True,
                default="",
                max_length=300,
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            "receivedpaper",
            "corrections",
            models.JSONField(
                db_comment="By key: what the reader had read, who corrected it and when", default=dict
            ),
        ),
        migrations.AddField(
            "receivedpaper",
            "checked",
            models.JSONField(db_comment="Rows of the sheet that a person found right", default=list),
        ),
        migrations.AddField(
            "receivedpaper",
            "inherited",
            models.JSONField(db_comment="By key: the paper whose words hold for this one", default=dict),
        ),
        migrations.RunPython(move_out, migrations.RunPython.noop, elidable=False),
        migrations.RemoveField("receivedpaper", "corrected_keys"),
        migrations.RemoveField("receivedpaper", "original"),
    ]
