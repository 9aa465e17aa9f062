"""One table for papers received and papers written: the received ones' table takes the further columns."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0005_file_remarks"),
        ("organs", "0008_organ_email"),
        ("conferences", "0006_editor"),
    ]
    operations = [
        migrations.RenameModel("ReceivedPaper", "Paper"),
    ]
