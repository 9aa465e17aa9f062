"""Search texts for the units that were there before units had one."""

from django.db import migrations

from nhipcau.core.text import search_key


def fill_search(apps, schema_editor):
    Unit = apps.get_model("organs", "Unit")
    units = list(Unit.objects.filter(search=""))
    for unit in units:
        unit.search = search_key(unit.name)
    Unit.objects.bulk_update(units, ["search"], batch_size=500)


class Migration(migrations.Migration):

    dependencies = [
        ("organs", "0003_tree_and_organs"),
    ]

    operations = [migrations.RunPython(fill_search, migrations.RunPython.noop)]
