from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("organs", "0007_account_search")]

    operations = [
        migrations.AddField(
            model_name="organ",
            name="email",
            field=models.EmailField(
                blank=True, db_comment="Where letters to the office go", default="", max_length=254
            ),
        ),
    ]
