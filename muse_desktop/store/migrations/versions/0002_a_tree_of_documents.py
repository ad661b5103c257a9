"""documents become a tree, with what a writer notes about each; targets; the log of writing."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

# The old order, counted from 0 without a gap in each project.
_DENSE = "row_number() OVER (PARTITION BY project_id ORDER BY position, id) - 1"


def upgrade() -> None:
    # A rebuilt table would forget the highest id it ever gave; ids are never given twice.
    rows = op.get_bind().execute(sa.text("SELECT name, seq FROM sqlite_sequence"))
    given = {row.name: row.seq for row in rows}
    _rebuild_project()
    _rebuild_document()
    _create_writing()
    for table in ("project", "document"):
        if table in given:
            op.execute(sa.text("DELETE FROM sqlite_sequence WHERE name = :name").bindparams(name=table))
            op.execute(
                sa.text("INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :seq)").bindparams(
                    name=table, seq=given[table]
                )
            )


def _rebuild_project() -> None:
    op.create_table(
        "project_new",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.Text(), nullable=False),
        sa.Column("target", sa.Integer(), nullable=False),
        sa.Column("day_target", sa.Integer(), nullable=False),
        sa.Column("deadline", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_project"),
        sqlite_autoincrement=True,
    )
    op.execute(
        "INSERT INTO project_new (id, title, position, created_at, target, day_target) "
        "SELECT id, title, position, created_at, 0, 0 FROM project"
    )
    op.drop_table("project")
    op.rename_table("project_new", "project")


def _rebuild_document() -> None:
    op.create_table(
        "document_new",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("runs", sa.LargeBinary(), nullable=False),
        sa.Column("text_hash", sa.Text(), nullable=False),
        sa.Column("words", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.Text(), nullable=False),
        sa.Column("updated_at", sa.Text(), nullable=False),
        sa.Column("trashed_at", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("synopsis", sa.Text(), nullable=False),
        sa.Column("point_of_view", sa.Text(), nullable=False),
        sa.Column("target", sa.Integer(), nullable=False),
        sa.Column("compiled", sa.Boolean(), nullable=False),
        sa.Column("archived_at", sa.Text(), nullable=True),
        sa.Column("trashed_with", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name="fk_document_project_id_project"),
        sa.ForeignKeyConstraint(["parent_id"], ["document.id"], name="fk_document_parent_id_document"),
        sa.PrimaryKeyConstraint("id", name="pk_document"),
        sqlite_autoincrement=True,
    )
    old = "id, project_id, title, text, runs, text_hash, words, version, created_at, updated_at, trashed_at"
    new = "position, kind, status, label, synopsis, point_of_view, target, compiled"
    op.execute(
        f"INSERT INTO document_new ({old}, {new}) "
        f"SELECT {old}, {_DENSE}, 'scene', '', '', '', '', 0, 1 FROM document"
    )
    op.drop_table("document")
    op.rename_table("document_new", "document")
    op.create_index("ix_document_project_id", "document", ["project_id"], unique=False)
    op.create_index("ix_document_parent_id", "document", ["parent_id"], unique=False)


def _create_writing() -> None:
    classes = [f"{who}_{what}" for who in ("own", "model", "other") for what in ("added", "removed")]
    op.create_table(
        "writing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("started_at", sa.Text(), nullable=False),
        sa.Column("ended_at", sa.Text(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=True),
        sa.Column("document_id", sa.Integer(), nullable=True),
        *[sa.Column(name, sa.Integer(), nullable=False) for name in classes],
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name="fk_writing_project_id_project", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name="fk_writing_document_id_document", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_writing"),
    )
    for column in ("day", "document_id", "project_id"):
        op.create_index(f"ix_writing_{column}", "writing", [column], unique=False)
