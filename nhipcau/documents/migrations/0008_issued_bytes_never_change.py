"""Triggers that keep the bytes of issued papers, and their numbers, as they were, whatever program writes."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

SQLITE = [
    """CREATE TRIGGER paper_file_no_update BEFORE UPDATE ON documents_paperfile
       BEGIN SELECT RAISE(ABORT, 'an issued paper never changes'); END""",
    """CREATE TRIGGER paper_file_no_delete BEFORE DELETE ON documents_paperfile
       BEGIN SELECT RAISE(ABORT, 'an issued paper never changes'); END""",
]
POSTGRESQL = [
    """CREATE FUNCTION paper_file_fixed() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN RAISE EXCEPTION 'an issued paper never changes'; END $$""",
    """CREATE TRIGGER paper_file_no_change BEFORE UPDATE OR DELETE ON documents_paperfile
       FOR EACH ROW EXECUTE FUNCTION paper_file_fixed()""",
    """CREATE TRIGGER paper_file_no_truncate BEFORE TRUNCATE ON documents_paperfile
       FOR EACH STATEMENT EXECUTE FUNCTION paper_file_fixed()""",
]


def protect(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for statement in POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement)


def release(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION paper_file_fixed() CASCADE")
    else:
        schema_editor.execute("DROP TRIGGER paper_file_no_update")
        schema_editor.execute("DROP TRIGGER paper_file_no_delete")


class Migration(migrations.Migration):
    dependencies = [("documents", "0007_papers_written_columns")]
    operations = [migrations.RunPython(protect, release, elidable=False)]
