"""
Lists that are taken in, payments of aid for housing, and the accounts landlords are paid to.

Expands only; no data is moved. `payment` says what was paid out for a person's housing, to follow
what aid pays for (lag 2001:454 6 §), and is erased with the household's file. `import_file` and
`import_chunk` hold what a list said of people, sealed, for 30 days at the most; `import_touch`
holds ids and values of rows a list wrote, and goes with the file they are in. `payee_account`
is of landlords, and is kept with the register.
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "import_mapping",
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("source", sa.String(length=80), nullable=False),
        sa.Column("headers", sa.JSON(), nullable=False),
        sa.Column("columns", sa.JSON(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_mapping")),
        sa.UniqueConstraint("kind", "source", name=op.f("uq_import_mapping_kind_source")),
    )
    op.create_table(
        "import_batch",
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("source", sa.String(length=80), nullable=False),
        sa.Column("file_name", sa.String(length=160), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("layout", sa.JSON(), nullable=False),
        sa.Column("columns", sa.JSON(), nullable=False),
        sa.Column("is_full", sa.Boolean(), nullable=False),
        sa.Column("as_of_on", sa.Date(), nullable=False),
        sa.Column("summary", sa.JSON(), nullable=False),
        sa.Column("plan_code", sa.String(length=64), nullable=False),
        sa.Column("continues_id", sa.Uuid(), nullable=True),
        sa.Column("undoes_id", sa.Uuid(), nullable=True),
        sa.Column("received_by_id", sa.Uuid(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("committed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("committed_by_id", sa.Uuid(), nullable=True),
        sa.Column("emptied_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["committed_by_id"],
            ["staff_member.id"],
            name=op.f("fk_import_batch_committed_by_id_staff_member"),
        ),
        sa.ForeignKeyConstraint(
            ["continues_id"],
            ["import_batch.id"],
            name=op.f("fk_import_batch_continues_id_import_batch"),
        ),
        sa.ForeignKeyConstraint(
            ["received_by_id"],
            ["staff_member.id"],
            name=op.f("fk_import_batch_received_by_id_staff_member"),
        ),
        sa.ForeignKeyConstraint(
            ["undoes_id"], ["import_batch.id"], name=op.f("fk_import_batch_undoes_id_import_batch")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_batch")),
    )
    op.create_index(
        op.f("ix_import_batch_continues_id"), "import_batch", ["continues_id"], unique=False
    )
    op.create_index("ix_import_batch_sha256", "import_batch", ["kind", "sha256"], unique=False)
    op.create_index(op.f("ix_import_batch_undoes_id"), "import_batch", ["undoes_id"], unique=False)
    op.create_table(
        "payee_account",
        sa.Column("party_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("number", sa.String(length=8), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("seen_on", sa.Date(), nullable=False),
        sa.Column("is_changed", sa.Boolean(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("looked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("looked_at_by_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["looked_at_by_id"],
            ["staff_member.id"],
            name=op.f("fk_payee_account_looked_at_by_id_staff_member"),
        ),
        sa.ForeignKeyConstraint(
            ["party_id"], ["party.id"], name=op.f("fk_payee_account_party_id_party")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payee_account")),
        sa.UniqueConstraint(
            "party_id", "kind", "number", name=op.f("uq_payee_account_party_id_kind_number")
        ),
    )
    op.create_index("ix_payee_account_number", "payee_account", ["number"], unique=False)
    op.create_index(op.f("ix_payee_account_party_id"), "payee_account", ["party_id"], unique=False)
    op.create_table(
        "import_choice",
        sa.Column("batch_id", sa.Uuid(), nullable=False),
        sa.Column("row_number", sa.Integer(), nullable=False),
        sa.Column("target_id", sa.Uuid(), nullable=True),
        sa.Column("is_skipped", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["import_batch.id"], name=op.f("fk_import_choice_batch_id_import_batch")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_choice")),
        sa.UniqueConstraint(
            "batch_id", "row_number", name=op.f("uq_import_choice_batch_id_row_number")
        ),
    )
    op.create_table(
        "import_chunk",
        sa.Column("batch_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("rows", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["import_batch.id"], name=op.f("fk_import_chunk_batch_id_import_batch")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_chunk")),
        sa.UniqueConstraint("batch_id", "position", name=op.f("uq_import_chunk_batch_id_position")),
    )
    op.create_table(
        "import_file",
        sa.Column("batch_id", sa.Uuid(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["import_batch.id"], name=op.f("fk_import_file_batch_id_import_batch")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_file")),
        sa.UniqueConstraint("batch_id", name=op.f("uq_import_file_batch_id")),
    )
    op.create_table(
        "import_touch",
        sa.Column("batch_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("table_name", sa.String(length=60), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("household_id", sa.Uuid(), nullable=True),
        sa.Column("was", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("now", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("code", sa.LargeBinary(length=8), nullable=False),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["import_batch.id"], name=op.f("fk_import_touch_batch_id_import_batch")
        ),
        sa.PrimaryKeyConstraint("batch_id", "position", name=op.f("pk_import_touch")),
    )
    op.create_index("ix_import_touch_household", "import_touch", ["household_id"], unique=False)
    op.create_index("ix_import_touch_subject", "import_touch", ["subject_id"], unique=False)
    op.create_table(
        "payment",
        sa.Column("source", sa.String(length=80), nullable=False),
        sa.Column("reference", sa.String(length=80), nullable=False),
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("tenancy_id", sa.Uuid(), nullable=True),
        sa.Column("link", sa.String(length=40), nullable=False),
        sa.Column("amount_ore", sa.BigInteger(), nullable=False),
        sa.Column("paid_on", sa.Date(), nullable=False),
        sa.Column("concerns_on", sa.Date(), nullable=False),
        sa.Column("is_month_said", sa.Boolean(), nullable=False),
        sa.Column("account_kind", sa.String(length=40), nullable=True),
        sa.Column("account_number", sa.String(length=8), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["household_id"], ["household.id"], name=op.f("fk_payment_household_id_household")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_payment_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["tenancy_id"], ["tenancy.id"], name=op.f("fk_payment_tenancy_id_tenancy")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payment")),
        sa.UniqueConstraint("source", "reference", name=op.f("uq_payment_source_reference")),
    )
    op.create_index(op.f("ix_payment_household_id"), "payment", ["household_id"], unique=False)
    op.create_index(op.f("ix_payment_person_id"), "payment", ["person_id"], unique=False)
    op.create_index(op.f("ix_payment_tenancy_id"), "payment", ["tenancy_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_payment_tenancy_id"), table_name="payment")
    op.drop_index(op.f("ix_payment_person_id"), table_name="payment")
    op.drop_index(op.f("ix_payment_household_id"), table_name="payment")
    op.drop_table("payment")
    op.drop_index("ix_import_touch_subject", table_name="import_touch")
    op.drop_index("ix_import_touch_household", table_name="import_touch")
    op.drop_table("import_touch")
    op.drop_table("import_file")
    op.drop_table("import_chunk")
    op.drop_table("import_choice")
    op.drop_index(op.f("ix_payee_account_party_id"), table_name="payee_account")
    op.drop_index("ix_payee_account_number", table_name="payee_account")
    op.drop_table("payee_account")
    op.drop_index(op.f("ix_import_batch_undoes_id"), table_name="import_batch")
    op.drop_index("ix_import_batch_sha256", table_name="import_batch")
    op.drop_index(op.f("ix_import_batch_continues_id"), table_name="import_batch")
    op.drop_table("import_batch")
    op.drop_table("import_mapping")
