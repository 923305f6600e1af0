"""
The first tables: staff and tablets, the register of landlords and dwellings, households and
their tenancies, rents and norms, visits and what was found, what tablets sent, the access log.

Starts from nothing; moves no data. Personal columns: `person` (name, number, birth date) to
handle aid and housing, kept by SoL 16 kap.; `party` (landlords, some of them people) as long as
they let in the municipality; `staff_member` as long as their traces in the log are kept.
"""

from uuid import uuid4

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

KEPT = "the access log is only added to"


def upgrade() -> None:
    op.create_table(
        "access_chain",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("code", sa.LargeBinary(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_access_chain")),
    )
    op.create_table(
        "access_log_entry",
        sa.Column(
            "seq",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("accessed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.Uuid(), nullable=True),
        sa.Column("device_id", sa.Uuid(), nullable=True),
        sa.Column("action", sa.String(length=60), nullable=False),
        sa.Column("outcome", sa.String(length=40), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=True),
        sa.Column("request_id", sa.Uuid(), nullable=True),
        sa.Column("search_code", sa.LargeBinary(length=32), nullable=True),
        sa.Column("chain", sa.Integer(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("code", sa.LargeBinary(length=32), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_access_log_entry")),
    )
    op.create_index(
        "ix_access_log_entry_actor", "access_log_entry", ["actor_id", "accessed_at"], unique=False
    )
    op.create_index(
        "ix_access_log_entry_subject",
        "access_log_entry",
        ["subject_id", "accessed_at"],
        unique=False,
    )
    op.create_table(
        "erased_blob",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_erased_blob")),
    )
    op.create_table(
        "erased_visit",
        sa.Column("visit_id", sa.Uuid(), nullable=False),
        sa.Column("erased_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("visit_id", name=op.f("pk_erased_visit")),
    )
    op.create_table(
        "field_key",
        sa.Column("purpose", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=16), nullable=False),
        sa.Column("wrapped", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_field_key")),
        sa.UniqueConstraint("name", name=op.f("uq_field_key_name")),
    )
    op.create_index(
        "uq_field_key_current",
        "field_key",
        ["purpose"],
        unique=True,
        postgresql_where=sa.text("retired_at IS NULL"),
        sqlite_where=sa.text("retired_at IS NULL"),
    )
    op.create_table(
        "household",
        sa.Column("case_number", sa.String(length=20), nullable=False),
        sa.Column("language", sa.String(length=3), nullable=False),
        sa.Column("is_interpreter_needed", sa.Boolean(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_household")),
        sa.UniqueConstraint("case_number", name=op.f("uq_household_case_number")),
    )
    op.create_table(
        "norm_set",
        sa.Column("municipality_code", sa.String(length=4), nullable=True),
        sa.Column("publisher", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("is_start_assumed", sa.Boolean(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("decision_reference", sa.String(length=200), nullable=False),
        sa.Column("source", sa.String(length=400), nullable=False),
        sa.Column("includes", sa.JSON(), nullable=False),
        sa.Column("is_own", sa.Boolean(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_norm_set")),
    )
    op.create_table(
        "number_series",
        sa.Column("series", sa.String(length=20), nullable=False),
        sa.Column("last_number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("series", name=op.f("pk_number_series")),
    )
    op.create_table(
        "office_key",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kid", sa.String(length=32), nullable=False),
        sa.Column("spki", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_office_key")),
        sa.UniqueConstraint("kid", name=op.f("uq_office_key_kid")),
        sa.UniqueConstraint("number", name=op.f("uq_office_key_number")),
    )
    op.create_table(
        "party",
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=160), nullable=False),
        sa.Column("email", sa.String(length=160), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("postal_address", sa.String(length=200), nullable=False),
        sa.Column("is_municipal", sa.Boolean(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_party")),
    )
    op.create_index("ix_party_name", "party", ["name"], unique=False)
    op.create_table(
        "person",
        sa.Column("given_name", sa.String(length=80), nullable=False),
        sa.Column("family_name", sa.String(length=80), nullable=False),
        sa.Column("name_key", sa.String(length=330), nullable=False),
        sa.Column("number_kind", sa.String(length=40), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("number_index", sa.LargeBinary(length=32), nullable=False),
        sa.Column("born_on", sa.Date(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint(
            "number_kind", "number_index", name=op.f("uq_person_number_kind_number_index")
        ),
    )
    op.create_index("ix_person_name", "person", ["family_name", "given_name"], unique=False)
    op.create_table(
        "property",
        sa.Column("municipality_code", sa.String(length=4), nullable=False),
        sa.Column("designation", sa.String(length=120), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_property")),
        sa.UniqueConstraint(
            "municipality_code",
            "designation",
            name=op.f("uq_property_municipality_code_designation"),
        ),
    )
    op.create_table(
        "sign_in_attempt",
        sa.Column("username", sa.String(length=80), nullable=False),
        sa.Column("address", sa.String(length=45), nullable=False),
        sa.Column("browser_id", sa.String(length=32), nullable=False),
        sa.Column("attempted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_attempt")),
    )
    op.create_index(
        "ix_sign_in_attempt_address_attempted_at",
        "sign_in_attempt",
        ["address", "attempted_at"],
        unique=False,
    )
    op.create_index(
        "ix_sign_in_attempt_username_attempted_at",
        "sign_in_attempt",
        ["username", "attempted_at"],
        unique=False,
    )
    op.create_table(
        "staff_member",
        sa.Column("username", sa.String(length=80), nullable=False),
        sa.Column("full_name", sa.String(length=120), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.Column("is_password_provisional", sa.Boolean(), nullable=False),
        sa.Column("password_set_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deactivated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "username = lower(username)", name=op.f("ck_staff_member_username_lower")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_member")),
        sa.UniqueConstraint("username", name=op.f("uq_staff_member_username")),
    )
    op.create_table(
        "stored_file",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("content_type", sa.String(length=80), nullable=False),
        sa.Column("retention_class", sa.String(length=40), nullable=False),
        sa.Column("stored_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stored_file")),
        sa.UniqueConstraint("sha256", name=op.f("uq_stored_file_sha256")),
    )
    op.create_table(
        "sync_state",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("epoch", sa.Uuid(), nullable=False),
        sa.Column("last_seq", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_sync_state_one_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sync_state")),
    )
    op.create_table(
        "unit",
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit")),
        sa.UniqueConstraint("name", name=op.f("uq_unit_name")),
    )
    op.create_table(
        "aid_period",
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("granted_housing_cost_ore", sa.BigInteger(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["household_id"], ["household.id"], name=op.f("fk_aid_period_household_id_household")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_aid_period")),
    )
    op.create_index(
        op.f("ix_aid_period_household_id"), "aid_period", ["household_id"], unique=False
    )
    op.create_table(
        "arrival",
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("from_municipality_code", sa.String(length=4), nullable=False),
        sa.Column("arrived_on", sa.Date(), nullable=False),
        sa.Column("own_wish", sa.String(length=40), nullable=False),
        sa.Column("forms", sa.JSON(), nullable=False),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["household_id"], ["household.id"], name=op.f("fk_arrival_household_id_household")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_arrival")),
    )
    op.create_index(op.f("ix_arrival_household_id"), "arrival", ["household_id"], unique=False)
    op.create_table(
        "assignment",
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("assigned_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("assigned_by_id", sa.Uuid(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assigned_by_id"],
            ["staff_member.id"],
            name=op.f("fk_assignment_assigned_by_id_staff_member"),
        ),
        sa.ForeignKeyConstraint(
            ["household_id"], ["household.id"], name=op.f("fk_assignment_household_id_household")
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff_member.id"], name=op.f("fk_assignment_staff_id_staff_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignment")),
    )
    op.create_index(op.f("ix_assignment_staff_id"), "assignment", ["staff_id"], unique=False)
    op.create_index(
        "uq_assignment_standing",
        "assignment",
        ["household_id", "staff_id"],
        unique=True,
        postgresql_where=sa.text("ended_at IS NULL"),
        sqlite_where=sa.text("ended_at IS NULL"),
    )
    op.create_table(
        "change_entry",
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("subject", sa.String(length=120), nullable=False),
        sa.Column("reader_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["reader_id"], ["staff_member.id"], name=op.f("fk_change_entry_reader_id_staff_member")
        ),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_change_entry")),
    )
    op.create_index("ix_change_entry_reader", "change_entry", ["reader_id", "seq"], unique=False)
    op.create_table(
        "code_app",
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("secret", sa.Text(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_step", sa.BigInteger(), nullable=False),
        sa.Column("last_used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff_member.id"], name=op.f("fk_code_app_staff_id_staff_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_code_app")),
    )
    op.create_index(op.f("ix_code_app_staff_id"), "code_app", ["staff_id"], unique=False)
    op.create_table(
        "consent_text_adoption",
        sa.Column("text_id", sa.String(length=60), nullable=False),
        sa.Column("version", sa.String(length=40), nullable=False),
        sa.Column("language", sa.String(length=3), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("decided_by", sa.String(length=200), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("reviewed_by", sa.String(length=200), nullable=False),
        sa.Column("translator_reference", sa.String(length=200), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_by_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"],
            ["staff_member.id"],
            name=op.f("fk_consent_text_adoption_recorded_by_id_staff_member"),
        ),
        sa.ForeignKeyConstraint(
            ["withdrawn_by_id"],
            ["staff_member.id"],
            name=op.f("fk_consent_text_adoption_withdrawn_by_id_staff_member"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent_text_adoption")),
    )
    op.create_index(
        "uq_consent_text_adoption_standing",
        "consent_text_adoption",
        ["text_id", "version", "language"],
        unique=True,
        postgresql_where=sa.text("withdrawn_at IS NULL"),
        sqlite_where=sa.text("withdrawn_at IS NULL"),
    )
    op.create_table(
        "consent_wording",
        sa.Column("text_id", sa.String(length=60), nullable=False),
        sa.Column("version", sa.String(length=40), nullable=False),
        sa.Column("language", sa.String(length=3), nullable=False),
        sa.Column("document", sa.JSON(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"],
            ["staff_member.id"],
            name=op.f("fk_consent_wording_recorded_by_id_staff_member"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent_wording")),
        sa.UniqueConstraint(
            "text_id",
            "version",
            "language",
            name=op.f("uq_consent_wording_text_id_version_language"),
        ),
    )
    op.create_table(
        "device",
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("credential_digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("enrolled_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_contact_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("app_version", sa.String(length=40), nullable=False),
        sa.Column("said_seq", sa.Integer(), nullable=False),
        sa.Column("said_unsent", sa.Integer(), nullable=False),
        sa.Column("oldest_unsent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("said_waiting", sa.JSON(), nullable=False),
        sa.Column("is_storage_persistent", sa.Boolean(), nullable=False),
        sa.Column("is_locked", sa.Boolean(), nullable=False),
        sa.Column("is_practice", sa.Boolean(), nullable=False),
        sa.Column("highest_seq", sa.Integer(), nullable=False),
        sa.Column("repaired_count", sa.BigInteger(), nullable=False),
        sa.Column("lost_count", sa.BigInteger(), nullable=False),
        sa.Column("unreadable_count", sa.Integer(), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff_member.id"], name=op.f("fk_device_staff_id_staff_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_device")),
        sa.UniqueConstraint("credential_digest", name=op.f("uq_device_credential_digest")),
    )
    op.create_index(op.f("ix_device_staff_id"), "device", ["staff_id"], unique=False)
    op.create_table(
        "dwelling",
        sa.Column("property_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("street_address", sa.String(length=120), nullable=False),
        sa.Column("postal_code", sa.String(length=5), nullable=False),
        sa.Column("postal_town", sa.String(length=60), nullable=False),
        sa.Column("dwelling_number", sa.String(length=4), nullable=False),
        sa.Column("rooms", sa.Integer(), nullable=True),
        sa.Column("area_m2", sa.Double(), nullable=True),
        sa.Column("latitude", sa.Float(), nullable=True),
        sa.Column("longitude", sa.Float(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("area_m2 > 0", name=op.f("ck_dwelling_area_positive")),
        sa.CheckConstraint("rooms > 0", name=op.f("ck_dwelling_rooms_positive")),
        sa.ForeignKeyConstraint(
            ["property_id"], ["property.id"], name=op.f("fk_dwelling_property_id_property")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dwelling")),
        sa.UniqueConstraint(
            "street_address",
            "postal_code",
            "dwelling_number",
            name=op.f("uq_dwelling_street_address_postal_code_dwelling_number"),
        ),
    )
    op.create_index(op.f("ix_dwelling_property_id"), "dwelling", ["property_id"], unique=False)
    op.create_index("ix_dwelling_street_address", "dwelling", ["street_address"], unique=False)
    op.create_table(
        "enrolment_code",
        sa.Column("code_digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("issued_by_id", sa.Uuid(), nullable=True),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["issued_by_id"],
            ["staff_member.id"],
            name=op.f("fk_enrolment_code_issued_by_id_staff_member"),
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff_member.id"], name=op.f("fk_enrolment_code_staff_id_staff_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_enrolment_code")),
        sa.UniqueConstraint("code_digest", name=op.f("uq_enrolment_code_code_digest")),
    )
    op.create_table(
        "factor_reset",
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("asked_by_id", sa.Uuid(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by_id", sa.Uuid(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("is_approved", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["asked_by_id"],
            ["staff_member.id"],
            name=op.f("fk_factor_reset_asked_by_id_staff_member"),
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"],
            ["staff_member.id"],
            name=op.f("fk_factor_reset_decided_by_id_staff_member"),
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff_member.id"], name=op.f("fk_factor_reset_staff_id_staff_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_factor_reset")),
    )
    op.create_index(op.f("ix_factor_reset_staff_id"), "factor_reset", ["staff_id"], unique=False)
    op.create_table(
        "file_copy",
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("prepared_by_id", sa.Uuid(), nullable=False),
        sa.Column("prepared_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by_id", sa.Uuid(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["decided_by_id"],
            ["staff_member.id"],
            name=op.f("fk_file_copy_decided_by_id_staff_member"),
        ),
        sa.ForeignKeyConstraint(
            ["household_id"], ["household.id"], name=op.f("fk_file_copy_household_id_household")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_file_copy_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["prepared_by_id"],
            ["staff_member.id"],
            name=op.f("fk_file_copy_prepared_by_id_staff_member"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_file_copy")),
    )
    op.create_index(op.f("ix_file_copy_household_id"), "file_copy", ["household_id"], unique=False)
    op.create_index(op.f("ix_file_copy_person_id"), "file_copy", ["person_id"], unique=False)
    op.create_table(
        "household_member",
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("share_permille", sa.Integer(), nullable=False),
        sa.Column("is_in_school", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "share_permille > 0 AND share_permille <= 1000",
            name=op.f("ck_household_member_share_within_the_whole"),
        ),
        sa.ForeignKeyConstraint(
            ["household_id"],
            ["household.id"],
            name=op.f("fk_household_member_household_id_household"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_household_member_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_household_member")),
    )
    op.create_index(
        op.f("ix_household_member_household_id"), "household_member", ["household_id"], unique=False
    )
    op.create_index(
        op.f("ix_household_member_person_id"), "household_member", ["person_id"], unique=False
    )
    op.create_table(
        "landlord_contact",
        sa.Column("party_id", sa.Uuid(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("channel", sa.String(length=40), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("agreed", sa.Text(), nullable=False),
        sa.Column("agreed_by_on", sa.Date(), nullable=True),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["party_id"], ["party.id"], name=op.f("fk_landlord_contact_party_id_party")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"],
            ["staff_member.id"],
            name=op.f("fk_landlord_contact_recorded_by_id_staff_member"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_landlord_contact")),
    )
    op.create_index(
        op.f("ix_landlord_contact_party_id"), "landlord_contact", ["party_id"], unique=False
    )
    op.create_table(
        "legal_hold",
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("placed_by_id", sa.Uuid(), nullable=False),
        sa.Column("placed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("lifted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lifted_by_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["household_id"], ["household.id"], name=op.f("fk_legal_hold_household_id_household")
        ),
        sa.ForeignKeyConstraint(
            ["lifted_by_id"],
            ["staff_member.id"],
            name=op.f("fk_legal_hold_lifted_by_id_staff_member"),
        ),
        sa.ForeignKeyConstraint(
            ["placed_by_id"],
            ["staff_member.id"],
            name=op.f("fk_legal_hold_placed_by_id_staff_member"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_legal_hold")),
    )
    op.create_index(
        op.f("ix_legal_hold_household_id"), "legal_hold", ["household_id"], unique=False
    )
    op.create_table(
        "log_review",
        sa.Column("month_on", sa.Date(), nullable=False),
        sa.Column("look_ups", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("begun_by_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["begun_by_id"],
            ["staff_member.id"],
            name=op.f("fk_log_review_begun_by_id_staff_member"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_log_review")),
        sa.UniqueConstraint("month_on", name=op.f("uq_log_review_month_on")),
    )
    op.create_table(
        "norm_row",
        sa.Column("norm_set_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(length=160), nullable=False),
        sa.Column("adults_min", sa.Integer(), nullable=False),
        sa.Column("adults_max", sa.Integer(), nullable=True),
        sa.Column("children_min", sa.Integer(), nullable=False),
        sa.Column("children_max", sa.Integer(), nullable=True),
        sa.Column("age_from", sa.Integer(), nullable=True),
        sa.Column("age_under", sa.Integer(), nullable=True),
        sa.Column("rooms", sa.Integer(), nullable=True),
        sa.Column("area_m2", sa.Double(), nullable=True),
        sa.Column("amount_ore", sa.BigInteger(), nullable=False),
        sa.Column("per_extra_child_ore", sa.BigInteger(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("amount_ore > 0", name=op.f("ck_norm_row_amount_positive")),
        sa.ForeignKeyConstraint(
            ["norm_set_id"], ["norm_set.id"], name=op.f("fk_norm_row_norm_set_id_norm_set")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_norm_row")),
    )
    op.create_index(op.f("ix_norm_row_norm_set_id"), "norm_row", ["norm_set_id"], unique=False)
    op.create_table(
        "opening",
        sa.Column("household_id", sa.Uuid(), nullable=True),
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("category", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("approved_by_id", sa.Uuid(), nullable=True),
        sa.Column("reviewed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reviewed_by_id", sa.Uuid(), nullable=True),
        sa.Column("verdict", sa.String(length=40), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["approved_by_id"],
            ["staff_member.id"],
            name=op.f("fk_opening_approved_by_id_staff_member"),
        ),
        sa.ForeignKeyConstraint(
            ["household_id"], ["household.id"], name=op.f("fk_opening_household_id_household")
        ),
        sa.ForeignKeyConstraint(
            ["reviewed_by_id"],
            ["staff_member.id"],
            name=op.f("fk_opening_reviewed_by_id_staff_member"),
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff_member.id"], name=op.f("fk_opening_staff_id_staff_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opening")),
    )
    op.create_index(op.f("ix_opening_household_id"), "opening", ["household_id"], unique=False)
    op.create_index("ix_opening_reader", "opening", ["staff_id", "household_id"], unique=False)
    op.create_table(
        "party_identifier",
        sa.Column("party_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("value", sa.String(length=12), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["party_id"], ["party.id"], name=op.f("fk_party_identifier_party_id_party")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_party_identifier")),
        sa.UniqueConstraint("kind", "value", name=op.f("uq_party_identifier_kind_value")),
    )
    op.create_index(
        op.f("ix_party_identifier_party_id"), "party_identifier", ["party_id"], unique=False
    )
    op.create_table(
        "person_ground",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("ground", sa.String(length=40), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_person_ground_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"],
            ["staff_member.id"],
            name=op.f("fk_person_ground_recorded_by_id_staff_member"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person_ground")),
    )
    op.create_index(
        "uq_person_ground_standing",
        "person_ground",
        ["person_id", "ground"],
        unique=True,
        postgresql_where=sa.text("withdrawn_at IS NULL"),
        sqlite_where=sa.text("withdrawn_at IS NULL"),
    )
    op.create_table(
        "placement",
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("placed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff_member.id"], name=op.f("fk_placement_staff_id_staff_member")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_placement_unit_id_unit")),
        sa.PrimaryKeyConstraint("staff_id", name=op.f("pk_placement")),
    )
    op.create_index(op.f("ix_placement_unit_id"), "placement", ["unit_id"], unique=False)
    op.create_table(
        "protection",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("level", sa.String(length=40), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("is_canary", sa.Boolean(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_protection_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"],
            ["staff_member.id"],
            name=op.f("fk_protection_recorded_by_id_staff_member"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_protection")),
    )
    op.create_index(
        "uq_protection_standing",
        "protection",
        ["person_id"],
        unique=True,
        postgresql_where=sa.text("ended_at IS NULL"),
        sqlite_where=sa.text("ended_at IS NULL"),
    )
    op.create_table(
        "provider_account",
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("issuer", sa.String(length=500), nullable=False),
        sa.Column("subject", sa.String(length=255), nullable=False),
        sa.Column("linked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["staff_id"],
            ["staff_member.id"],
            name=op.f("fk_provider_account_staff_id_staff_member"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_provider_account")),
    )
    op.create_index(
        op.f("ix_provider_account_staff_id"), "provider_account", ["staff_id"], unique=False
    )
    op.create_index(
        "uq_provider_account_standing",
        "provider_account",
        ["issuer", "subject"],
        unique=True,
        postgresql_where=sa.text("removed_at IS NULL"),
        sqlite_where=sa.text("removed_at IS NULL"),
    )
    op.create_table(
        "purge",
        sa.Column("proposed_by_id", sa.Uuid(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("proposed_files", sa.Integer(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by_id", sa.Uuid(), nullable=True),
        sa.Column("is_approved", sa.Boolean(), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("erased_files", sa.Integer(), nullable=False),
        sa.Column("left_files", sa.Integer(), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["staff_member.id"], name=op.f("fk_purge_decided_by_id_staff_member")
        ),
        sa.ForeignKeyConstraint(
            ["proposed_by_id"],
            ["staff_member.id"],
            name=op.f("fk_purge_proposed_by_id_staff_member"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_purge")),
    )
    op.create_table(
        "recovery_code",
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("code_digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("spent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff_member.id"], name=op.f("fk_recovery_code_staff_id_staff_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recovery_code")),
    )
    op.create_index(op.f("ix_recovery_code_staff_id"), "recovery_code", ["staff_id"], unique=False)
    op.create_table(
        "rendition",
        sa.Column("stored_file_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["stored_file_id"],
            ["stored_file.id"],
            name=op.f("fk_rendition_stored_file_id_stored_file"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rendition")),
        sa.UniqueConstraint(
            "stored_file_id", "kind", name=op.f("uq_rendition_stored_file_id_kind")
        ),
    )
    op.create_table(
        "security_key",
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("credential_id", sa.LargeBinary(), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("sign_count", sa.BigInteger(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff_member.id"], name=op.f("fk_security_key_staff_id_staff_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_security_key")),
        sa.UniqueConstraint("credential_id", name=op.f("uq_security_key_credential_id")),
    )
    op.create_index(op.f("ix_security_key_staff_id"), "security_key", ["staff_id"], unique=False)
    op.create_table(
        "sign_in_session",
        sa.Column("token_digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("method", sa.String(length=40), nullable=False),
        sa.Column("browser", sa.String(length=200), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("proved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("wrong_count", sa.Integer(), nullable=False),
        sa.Column("key_challenge", sa.LargeBinary(), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("end_reason", sa.String(length=40), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff_member.id"], name=op.f("fk_sign_in_session_staff_id_staff_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_session")),
        sa.UniqueConstraint("token_digest", name=op.f("uq_sign_in_session_token_digest")),
    )
    op.create_index(
        op.f("ix_sign_in_session_staff_id"), "sign_in_session", ["staff_id"], unique=False
    )
    op.create_table(
        "staff_role",
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.Column("granted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("granted_by_id", sa.Uuid(), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["granted_by_id"],
            ["staff_member.id"],
            name=op.f("fk_staff_role_granted_by_id_staff_member"),
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff_member.id"], name=op.f("fk_staff_role_staff_id_staff_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_role")),
    )
    op.create_index(op.f("ix_staff_role_staff_id"), "staff_role", ["staff_id"], unique=False)
    op.create_table(
        "unfinished_sign_in",
        sa.Column("token_digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("method", sa.String(length=40), nullable=False),
        sa.Column("onward", sa.String(length=1000), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("second_factor_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("wrong_count", sa.Integer(), nullable=False),
        sa.Column("key_challenge", sa.LargeBinary(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["staff_id"],
            ["staff_member.id"],
            name=op.f("fk_unfinished_sign_in_staff_id_staff_member"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unfinished_sign_in")),
        sa.UniqueConstraint("token_digest", name=op.f("uq_unfinished_sign_in_token_digest")),
    )
    op.create_index(
        op.f("ix_unfinished_sign_in_staff_id"), "unfinished_sign_in", ["staff_id"], unique=False
    )
    op.create_table(
        "late_parcel",
        sa.Column("visit_id", sa.Uuid(), nullable=False),
        sa.Column("revision_id", sa.Uuid(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("raw", sa.LargeBinary(), nullable=False),
        sa.Column("brought_by_id", sa.Uuid(), nullable=True),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["brought_by_id"], ["device.id"], name=op.f("fk_late_parcel_brought_by_id_device")
        ),
        sa.ForeignKeyConstraint(
            ["visit_id"],
            ["erased_visit.visit_id"],
            name=op.f("fk_late_parcel_visit_id_erased_visit"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_late_parcel")),
        sa.UniqueConstraint(
            "revision_id", "sha256", name=op.f("uq_late_parcel_revision_id_sha256")
        ),
    )
    op.create_index(op.f("ix_late_parcel_visit_id"), "late_parcel", ["visit_id"], unique=False)
    op.create_table(
        "named",
        sa.Column("protection_id", sa.Uuid(), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("named_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("named_by_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["named_by_id"], ["staff_member.id"], name=op.f("fk_named_named_by_id_staff_member")
        ),
        sa.ForeignKeyConstraint(
            ["protection_id"], ["protection.id"], name=op.f("fk_named_protection_id_protection")
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff_member.id"], name=op.f("fk_named_staff_id_staff_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_named")),
        sa.UniqueConstraint(
            "protection_id", "staff_id", name=op.f("uq_named_protection_id_staff_id")
        ),
    )
    op.create_index(op.f("ix_named_staff_id"), "named", ["staff_id"], unique=False)
    op.create_table(
        "offered_rent",
        sa.Column("dwelling_id", sa.Uuid(), nullable=False),
        sa.Column("monthly_rent_ore", sa.BigInteger(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("inclusions", sa.JSON(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("monthly_rent_ore > 0", name=op.f("ck_offered_rent_positive")),
        sa.ForeignKeyConstraint(
            ["dwelling_id"], ["dwelling.id"], name=op.f("fk_offered_rent_dwelling_id_dwelling")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offered_rent")),
    )
    op.create_index(
        op.f("ix_offered_rent_dwelling_id"), "offered_rent", ["dwelling_id"], unique=False
    )
    op.create_index(
        "uq_offered_rent_standing",
        "offered_rent",
        ["dwelling_id", "starts_on"],
        unique=True,
        postgresql_where=sa.text("withdrawn_at IS NULL"),
        sqlite_where=sa.text("withdrawn_at IS NULL"),
    )
    op.create_table(
        "parcel",
        sa.Column("revision_id", sa.Uuid(), nullable=False),
        sa.Column("visit_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("base_revision_id", sa.Uuid(), nullable=True),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("device_id", sa.Uuid(), nullable=True),
        sa.Column("device_seq", sa.Integer(), nullable=False),
        sa.Column("brought_by_id", sa.Uuid(), nullable=True),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("raw", sa.LargeBinary(), nullable=False),
        sa.Column("manifest", sa.JSON(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("parked_because", sa.String(length=60), nullable=False),
        sa.Column("let_in_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("is_conflicting", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["brought_by_id"], ["device.id"], name=op.f("fk_parcel_brought_by_id_device")
        ),
        sa.ForeignKeyConstraint(
            ["device_id"], ["device.id"], name=op.f("fk_parcel_device_id_device")
        ),
        sa.PrimaryKeyConstraint("revision_id", name=op.f("pk_parcel")),
        sa.UniqueConstraint("seq", name=op.f("uq_parcel_seq")),
    )
    op.create_index("ix_parcel_device", "parcel", ["device_id", "device_seq"], unique=False)
    op.create_index("ix_parcel_state", "parcel", ["state", "seq"], unique=False)
    op.create_index(op.f("ix_parcel_visit_id"), "parcel", ["visit_id"], unique=False)
    op.create_table(
        "party_role",
        sa.Column("party_id", sa.Uuid(), nullable=False),
        sa.Column("dwelling_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_party_role_ends_after_start")),
        sa.ForeignKeyConstraint(
            ["dwelling_id"], ["dwelling.id"], name=op.f("fk_party_role_dwelling_id_dwelling")
        ),
        sa.ForeignKeyConstraint(
            ["party_id"], ["party.id"], name=op.f("fk_party_role_party_id_party")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_party_role")),
    )
    op.create_index(op.f("ix_party_role_dwelling_id"), "party_role", ["dwelling_id"], unique=False)
    op.create_index(op.f("ix_party_role_party_id"), "party_role", ["party_id"], unique=False)
    op.create_index(
        "uq_party_role_open",
        "party_role",
        ["party_id", "dwelling_id", "kind"],
        unique=True,
        postgresql_where=sa.text("ends_on IS NULL"),
        sqlite_where=sa.text("ends_on IS NULL"),
    )
    op.create_table(
        "protected_details",
        sa.Column("protection_id", sa.Uuid(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["protection_id"],
            ["protection.id"],
            name=op.f("fk_protected_details_protection_id_protection"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_protected_details")),
        sa.UniqueConstraint("protection_id", name=op.f("uq_protected_details_protection_id")),
    )
    op.create_table(
        "provider_errand",
        sa.Column("token_digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("state_digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("nonce", sa.String(length=80), nullable=False),
        sa.Column("code_verifier", sa.String(length=128), nullable=False),
        sa.Column("purpose", sa.String(length=40), nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=True),
        sa.Column("onward", sa.String(length=1000), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["sign_in_session.id"],
            name=op.f("fk_provider_errand_session_id_sign_in_session"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_provider_errand")),
        sa.UniqueConstraint("token_digest", name=op.f("uq_provider_errand_token_digest")),
    )
    op.create_table(
        "purge_item",
        sa.Column("purge_id", sa.Uuid(), nullable=False),
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["household_id"], ["household.id"], name=op.f("fk_purge_item_household_id_household")
        ),
        sa.ForeignKeyConstraint(
            ["purge_id"], ["purge.id"], name=op.f("fk_purge_item_purge_id_purge")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_purge_item")),
    )
    op.create_index(op.f("ix_purge_item_purge_id"), "purge_item", ["purge_id"], unique=False)
    op.create_index("uq_purge_item_household", "purge_item", ["household_id"], unique=True)
    op.create_table(
        "received_blob",
        sa.Column("visit_id", sa.Uuid(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("device_id", sa.Uuid(), nullable=True),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["device_id"], ["device.id"], name=op.f("fk_received_blob_device_id_device")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_received_blob")),
        sa.UniqueConstraint("visit_id", "sha256", name=op.f("uq_received_blob_visit_id_sha256")),
    )
    op.create_table(
        "reviewed_look_up",
        sa.Column("review_id", sa.Uuid(), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("looked_on", sa.Date(), nullable=False),
        sa.Column("reads", sa.Integer(), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("verdict", sa.String(length=40), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["decided_by_id"],
            ["staff_member.id"],
            name=op.f("fk_reviewed_look_up_decided_by_id_staff_member"),
        ),
        sa.ForeignKeyConstraint(
            ["household_id"],
            ["household.id"],
            name=op.f("fk_reviewed_look_up_household_id_household"),
        ),
        sa.ForeignKeyConstraint(
            ["review_id"], ["log_review.id"], name=op.f("fk_reviewed_look_up_review_id_log_review")
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"],
            ["staff_member.id"],
            name=op.f("fk_reviewed_look_up_staff_id_staff_member"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reviewed_look_up")),
        sa.UniqueConstraint(
            "review_id",
            "staff_id",
            "household_id",
            "looked_on",
            name=op.f("uq_reviewed_look_up_review_id_staff_id_household_id_looked_on"),
        ),
    )
    op.create_table(
        "tenancy",
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("dwelling_id", sa.Uuid(), nullable=False),
        sa.Column("landlord_id", sa.Uuid(), nullable=False),
        sa.Column("contract_kind", sa.String(length=40), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("share_permille", sa.Integer(), nullable=False),
        sa.Column("is_contract_seen", sa.Boolean(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "share_permille > 0 AND share_permille <= 1000",
            name=op.f("ck_tenancy_share_within_the_whole"),
        ),
        sa.ForeignKeyConstraint(
            ["dwelling_id"], ["dwelling.id"], name=op.f("fk_tenancy_dwelling_id_dwelling")
        ),
        sa.ForeignKeyConstraint(
            ["household_id"], ["household.id"], name=op.f("fk_tenancy_household_id_household")
        ),
        sa.ForeignKeyConstraint(
            ["landlord_id"], ["party.id"], name=op.f("fk_tenancy_landlord_id_party")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tenancy")),
    )
    op.create_index(op.f("ix_tenancy_dwelling_id"), "tenancy", ["dwelling_id"], unique=False)
    op.create_index(op.f("ix_tenancy_household_id"), "tenancy", ["household_id"], unique=False)
    op.create_index(op.f("ix_tenancy_landlord_id"), "tenancy", ["landlord_id"], unique=False)
    op.create_table(
        "visit",
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("dwelling_id", sa.Uuid(), nullable=False),
        sa.Column("assigned_to_id", sa.Uuid(), nullable=False),
        sa.Column("purpose", sa.String(length=40), nullable=False),
        sa.Column("planned_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("asked_how", sa.String(length=80), nullable=False),
        sa.Column("language", sa.String(length=3), nullable=False),
        sa.Column("interpreter", sa.String(length=120), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("planned_by_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reviewed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reviewed_by_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assigned_to_id"],
            ["staff_member.id"],
            name=op.f("fk_visit_assigned_to_id_staff_member"),
        ),
        sa.ForeignKeyConstraint(
            ["dwelling_id"], ["dwelling.id"], name=op.f("fk_visit_dwelling_id_dwelling")
        ),
        sa.ForeignKeyConstraint(
            ["household_id"], ["household.id"], name=op.f("fk_visit_household_id_household")
        ),
        sa.ForeignKeyConstraint(
            ["planned_by_id"], ["staff_member.id"], name=op.f("fk_visit_planned_by_id_staff_member")
        ),
        sa.ForeignKeyConstraint(
            ["reviewed_by_id"],
            ["staff_member.id"],
            name=op.f("fk_visit_reviewed_by_id_staff_member"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit")),
    )
    op.create_index(op.f("ix_visit_assigned_to_id"), "visit", ["assigned_to_id"], unique=False)
    op.create_index(op.f("ix_visit_dwelling_id"), "visit", ["dwelling_id"], unique=False)
    op.create_index(op.f("ix_visit_household_id"), "visit", ["household_id"], unique=False)
    op.create_table(
        "concern",
        sa.Column("visit_id", sa.Uuid(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("is_immediate_danger", sa.Boolean(), nullable=False),
        sa.Column("raised_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("acknowledged_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("acknowledged_by_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["acknowledged_by_id"],
            ["staff_member.id"],
            name=op.f("fk_concern_acknowledged_by_id_staff_member"),
        ),
        sa.ForeignKeyConstraint(
            ["author_id"], ["staff_member.id"], name=op.f("fk_concern_author_id_staff_member")
        ),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name=op.f("fk_concern_visit_id_visit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_concern")),
    )
    op.create_index(op.f("ix_concern_visit_id"), "concern", ["visit_id"], unique=False)
    op.create_table(
        "deficiency",
        sa.Column("dwelling_id", sa.Uuid(), nullable=False),
        sa.Column("visit_id", sa.Uuid(), nullable=True),
        sa.Column("item_id", sa.String(length=10), nullable=False),
        sa.Column("checklist_version", sa.String(length=40), nullable=False),
        sa.Column("level", sa.String(length=40), nullable=False),
        sa.Column("responsible", sa.String(length=20), nullable=False),
        sa.Column("found_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("is_fixed_on_spot", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["dwelling_id"], ["dwelling.id"], name=op.f("fk_deficiency_dwelling_id_dwelling")
        ),
        sa.ForeignKeyConstraint(
            ["visit_id"], ["visit.id"], name=op.f("fk_deficiency_visit_id_visit")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deficiency")),
        sa.UniqueConstraint("visit_id", "item_id", name=op.f("uq_deficiency_visit_id_item_id")),
    )
    op.create_index(op.f("ix_deficiency_dwelling_id"), "deficiency", ["dwelling_id"], unique=False)
    op.create_index(op.f("ix_deficiency_visit_id"), "deficiency", ["visit_id"], unique=False)
    op.create_table(
        "parcel_variant",
        sa.Column("revision_id", sa.Uuid(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("raw", sa.LargeBinary(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["revision_id"],
            ["parcel.revision_id"],
            name=op.f("fk_parcel_variant_revision_id_parcel"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_parcel_variant")),
        sa.UniqueConstraint(
            "revision_id", "sha256", name=op.f("uq_parcel_variant_revision_id_sha256")
        ),
    )
    op.create_table(
        "rent",
        sa.Column("tenancy_id", sa.Uuid(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("monthly_rent_ore", sa.BigInteger(), nullable=False),
        sa.Column("basis", sa.String(length=40), nullable=False),
        sa.Column("inclusions", sa.JSON(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("monthly_rent_ore >= 0", name=op.f("ck_rent_not_negative")),
        sa.ForeignKeyConstraint(
            ["tenancy_id"],
            ["tenancy.id"],
            name=op.f("fk_rent_tenancy_id_tenancy"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rent")),
    )
    op.create_index(op.f("ix_rent_tenancy_id"), "rent", ["tenancy_id"], unique=False)
    op.create_index(
        "uq_rent_standing",
        "rent",
        ["tenancy_id", "starts_on"],
        unique=True,
        postgresql_where=sa.text("withdrawn_at IS NULL"),
        sqlite_where=sa.text("withdrawn_at IS NULL"),
    )
    op.create_table(
        "visit_revision",
        sa.Column("visit_id", sa.Uuid(), nullable=False),
        sa.Column("base_revision_id", sa.Uuid(), nullable=True),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("checklist_version", sa.String(length=40), nullable=False),
        sa.Column("ending", sa.String(length=40), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("home_as_found", sa.String(length=40), nullable=True),
        sa.Column("home_as_left", sa.String(length=40), nullable=True),
        sa.Column("child_as_found", sa.String(length=40), nullable=True),
        sa.Column("child_as_left", sa.String(length=40), nullable=True),
        sa.Column("is_preliminary", sa.Boolean(), nullable=False),
        sa.Column("has_outcome_difference", sa.Boolean(), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("is_head", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["author_id"],
            ["staff_member.id"],
            name=op.f("fk_visit_revision_author_id_staff_member"),
        ),
        sa.ForeignKeyConstraint(
            ["visit_id"], ["visit.id"], name=op.f("fk_visit_revision_visit_id_visit")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit_revision")),
    )
    op.create_index(
        op.f("ix_visit_revision_visit_id"), "visit_revision", ["visit_id"], unique=False
    )
    op.create_table(
        "deficiency_event",
        sa.Column("deficiency_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["deficiency_id"],
            ["deficiency.id"],
            name=op.f("fk_deficiency_event_deficiency_id_deficiency"),
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"],
            ["staff_member.id"],
            name=op.f("fk_deficiency_event_recorded_by_id_staff_member"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deficiency_event")),
    )
    op.create_index(
        op.f("ix_deficiency_event_deficiency_id"),
        "deficiency_event",
        ["deficiency_id"],
        unique=False,
    )
    op.create_table(
        "rent_check",
        sa.Column("tenancy_id", sa.Uuid(), nullable=False),
        sa.Column("rent_id", sa.Uuid(), nullable=False),
        sa.Column("norm_set_id", sa.Uuid(), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=False),
        sa.Column("verdict", sa.String(length=40), nullable=False),
        sa.Column("trace", sa.JSON(), nullable=False),
        sa.Column("previous_id", sa.Uuid(), nullable=True),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["norm_set_id"], ["norm_set.id"], name=op.f("fk_rent_check_norm_set_id_norm_set")
        ),
        sa.ForeignKeyConstraint(
            ["previous_id"], ["rent_check.id"], name=op.f("fk_rent_check_previous_id_rent_check")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"],
            ["staff_member.id"],
            name=op.f("fk_rent_check_recorded_by_id_staff_member"),
        ),
        sa.ForeignKeyConstraint(["rent_id"], ["rent.id"], name=op.f("fk_rent_check_rent_id_rent")),
        sa.ForeignKeyConstraint(
            ["tenancy_id"], ["tenancy.id"], name=op.f("fk_rent_check_tenancy_id_tenancy")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rent_check")),
    )
    op.create_index(op.f("ix_rent_check_tenancy_id"), "rent_check", ["tenancy_id"], unique=False)
    op.create_table(
        "visit_consent",
        sa.Column("revision_id", sa.Uuid(), nullable=False),
        sa.Column("adult", sa.String(length=40), nullable=False),
        sa.Column("decision", sa.String(length=40), nullable=False),
        sa.Column("purposes", sa.JSON(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["revision_id"],
            ["visit_revision.id"],
            name=op.f("fk_visit_consent_revision_id_visit_revision"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit_consent")),
    )
    op.create_index(
        op.f("ix_visit_consent_revision_id"), "visit_consent", ["revision_id"], unique=False
    )
    op.create_table(
        "visit_photo",
        sa.Column("revision_id", sa.Uuid(), nullable=False),
        sa.Column("photo_id", sa.Uuid(), nullable=False),
        sa.Column("blob_sha256", sa.String(length=64), nullable=False),
        sa.Column("item_id", sa.String(length=10), nullable=False),
        sa.Column("caption", sa.Text(), nullable=False),
        sa.Column("stored_file_id", sa.Uuid(), nullable=True),
        sa.Column("problem", sa.String(length=40), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["revision_id"],
            ["visit_revision.id"],
            name=op.f("fk_visit_photo_revision_id_visit_revision"),
        ),
        sa.ForeignKeyConstraint(
            ["stored_file_id"],
            ["stored_file.id"],
            name=op.f("fk_visit_photo_stored_file_id_stored_file"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit_photo")),
        sa.UniqueConstraint(
            "revision_id", "photo_id", name=op.f("uq_visit_photo_revision_id_photo_id")
        ),
    )
    op.create_index(
        op.f("ix_visit_photo_revision_id"), "visit_photo", ["revision_id"], unique=False
    )
    state = sa.table(
        "sync_state",
        sa.column("id", sa.Integer),
        sa.column("epoch", sa.Uuid),
        sa.column("last_seq", sa.BigInteger),
    )
    op.bulk_insert(state, [{"id": 1, "epoch": uuid4(), "last_seq": 0}])
    keep_access_log()


def keep_access_log() -> None:
    """Refuse to change or take away rows of the log, whoever asks; only a new rule lets go."""
    if op.get_bind().dialect.name == "sqlite":
        for what in ("update", "delete"):
            op.execute(
                f"CREATE TRIGGER access_log_entry_no_{what} BEFORE {what} ON access_log_entry "
                f"BEGIN SELECT RAISE(ABORT, '{KEPT}'); END"
            )
        return
    op.execute(
        "CREATE FUNCTION keep_access_log() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{KEPT}'; END $$"
    )
    for what, each in (("update", "ROW"), ("delete", "ROW"), ("truncate", "STATEMENT")):
        op.execute(
            f"CREATE TRIGGER access_log_entry_no_{what} BEFORE {what} ON access_log_entry "
            f"FOR EACH {each} EXECUTE FUNCTION keep_access_log()"
        )


def downgrade() -> None:
    op.drop_index(op.f("ix_visit_photo_revision_id"), table_name="visit_photo")
    op.drop_table("visit_photo")
    op.drop_index(op.f("ix_visit_consent_revision_id"), table_name="visit_consent")
    op.drop_table("visit_consent")
    op.drop_index(op.f("ix_rent_check_tenancy_id"), table_name="rent_check")
    op.drop_table("rent_check")
    op.drop_index(op.f("ix_deficiency_event_deficiency_id"), table_name="deficiency_event")
    op.drop_table("deficiency_event")
    op.drop_index(op.f("ix_visit_revision_visit_id"), table_name="visit_revision")
    op.drop_table("visit_revision")
    op.drop_index(
        "uq_rent_standing",
        table_name="rent",
        postgresql_where=sa.text("withdrawn_at IS NULL"),
        sqlite_where=sa.text("withdrawn_at IS NULL"),
    )
    op.drop_index(op.f("ix_rent_tenancy_id"), table_name="rent")
    op.drop_table("rent")
    op.drop_table("parcel_variant")
    op.drop_index(op.f("ix_deficiency_visit_id"), table_name="deficiency")
    op.drop_index(op.f("ix_deficiency_dwelling_id"), table_name="deficiency")
    op.drop_table("deficiency")
    op.drop_index(op.f("ix_concern_visit_id"), table_name="concern")
    op.drop_table("concern")
    op.drop_index(op.f("ix_visit_household_id"), table_name="visit")
    op.drop_index(op.f("ix_visit_dwelling_id"), table_name="visit")
    op.drop_index(op.f("ix_visit_assigned_to_id"), table_name="visit")
    op.drop_table("visit")
    op.drop_index(op.f("ix_tenancy_landlord_id"), table_name="tenancy")
    op.drop_index(op.f("ix_tenancy_household_id"), table_name="tenancy")
    op.drop_index(op.f("ix_tenancy_dwelling_id"), table_name="tenancy")
    op.drop_table("tenancy")
    op.drop_table("reviewed_look_up")
    op.drop_table("received_blob")
    op.drop_index("uq_purge_item_household", table_name="purge_item")
    op.drop_index(op.f("ix_purge_item_purge_id"), table_name="purge_item")
    op.drop_table("purge_item")
    op.drop_table("provider_errand")
    op.drop_table("protected_details")
    op.drop_index(
        "uq_party_role_open",
        table_name="party_role",
        postgresql_where=sa.text("ends_on IS NULL"),
        sqlite_where=sa.text("ends_on IS NULL"),
    )
    op.drop_index(op.f("ix_party_role_party_id"), table_name="party_role")
    op.drop_index(op.f("ix_party_role_dwelling_id"), table_name="party_role")
    op.drop_table("party_role")
    op.drop_index(op.f("ix_parcel_visit_id"), table_name="parcel")
    op.drop_index("ix_parcel_state", table_name="parcel")
    op.drop_index("ix_parcel_device", table_name="parcel")
    op.drop_table("parcel")
    op.drop_index(
        "uq_offered_rent_standing",
        table_name="offered_rent",
        postgresql_where=sa.text("withdrawn_at IS NULL"),
        sqlite_where=sa.text("withdrawn_at IS NULL"),
    )
    op.drop_index(op.f("ix_offered_rent_dwelling_id"), table_name="offered_rent")
    op.drop_table("offered_rent")
    op.drop_index(op.f("ix_named_staff_id"), table_name="named")
    op.drop_table("named")
    op.drop_index(op.f("ix_late_parcel_visit_id"), table_name="late_parcel")
    op.drop_table("late_parcel")
    op.drop_index(op.f("ix_unfinished_sign_in_staff_id"), table_name="unfinished_sign_in")
    op.drop_table("unfinished_sign_in")
    op.drop_index(op.f("ix_staff_role_staff_id"), table_name="staff_role")
    op.drop_table("staff_role")
    op.drop_index(op.f("ix_sign_in_session_staff_id"), table_name="sign_in_session")
    op.drop_table("sign_in_session")
    op.drop_index(op.f("ix_security_key_staff_id"), table_name="security_key")
    op.drop_table("security_key")
    op.drop_table("rendition")
    op.drop_index(op.f("ix_recovery_code_staff_id"), table_name="recovery_code")
    op.drop_table("recovery_code")
    op.drop_table("purge")
    op.drop_index(
        "uq_provider_account_standing",
        table_name="provider_account",
        postgresql_where=sa.text("removed_at IS NULL"),
        sqlite_where=sa.text("removed_at IS NULL"),
    )
    op.drop_index(op.f("ix_provider_account_staff_id"), table_name="provider_account")
    op.drop_table("provider_account")
    op.drop_index(
        "uq_protection_standing",
        table_name="protection",
        postgresql_where=sa.text("ended_at IS NULL"),
        sqlite_where=sa.text("ended_at IS NULL"),
    )
    op.drop_table("protection")
    op.drop_index(op.f("ix_placement_unit_id"), table_name="placement")
    op.drop_table("placement")
    op.drop_index(
        "uq_person_ground_standing",
        table_name="person_ground",
        postgresql_where=sa.text("withdrawn_at IS NULL"),
        sqlite_where=sa.text("withdrawn_at IS NULL"),
    )
    op.drop_table("person_ground")
    op.drop_index(op.f("ix_party_identifier_party_id"), table_name="party_identifier")
    op.drop_table("party_identifier")
    op.drop_index("ix_opening_reader", table_name="opening")
    op.drop_index(op.f("ix_opening_household_id"), table_name="opening")
    op.drop_table("opening")
    op.drop_index(op.f("ix_norm_row_norm_set_id"), table_name="norm_row")
    op.drop_table("norm_row")
    op.drop_table("log_review")
    op.drop_index(op.f("ix_legal_hold_household_id"), table_name="legal_hold")
    op.drop_table("legal_hold")
    op.drop_index(op.f("ix_landlord_contact_party_id"), table_name="landlord_contact")
    op.drop_table("landlord_contact")
    op.drop_index(op.f("ix_household_member_person_id"), table_name="household_member")
    op.drop_index(op.f("ix_household_member_household_id"), table_name="household_member")
    op.drop_table("household_member")
    op.drop_index(op.f("ix_file_copy_person_id"), table_name="file_copy")
    op.drop_index(op.f("ix_file_copy_household_id"), table_name="file_copy")
    op.drop_table("file_copy")
    op.drop_index(op.f("ix_factor_reset_staff_id"), table_name="factor_reset")
    op.drop_table("factor_reset")
    op.drop_table("enrolment_code")
    op.drop_index("ix_dwelling_street_address", table_name="dwelling")
    op.drop_index(op.f("ix_dwelling_property_id"), table_name="dwelling")
    op.drop_table("dwelling")
    op.drop_index(op.f("ix_device_staff_id"), table_name="device")
    op.drop_table("device")
    op.drop_table("consent_wording")
    op.drop_index(
        "uq_consent_text_adoption_standing",
        table_name="consent_text_adoption",
        postgresql_where=sa.text("withdrawn_at IS NULL"),
        sqlite_where=sa.text("withdrawn_at IS NULL"),
    )
    op.drop_table("consent_text_adoption")
    op.drop_index(op.f("ix_code_app_staff_id"), table_name="code_app")
    op.drop_table("code_app")
    op.drop_index("ix_change_entry_reader", table_name="change_entry")
    op.drop_table("change_entry")
    op.drop_index(
        "uq_assignment_standing",
        table_name="assignment",
        postgresql_where=sa.text("ended_at IS NULL"),
        sqlite_where=sa.text("ended_at IS NULL"),
    )
    op.drop_index(op.f("ix_assignment_staff_id"), table_name="assignment")
    op.drop_table("assignment")
    op.drop_index(op.f("ix_arrival_household_id"), table_name="arrival")
    op.drop_table("arrival")
    op.drop_index(op.f("ix_aid_period_household_id"), table_name="aid_period")
    op.drop_table("aid_period")
    op.drop_table("unit")
    op.drop_table("sync_state")
    op.drop_table("stored_file")
    op.drop_table("staff_member")
    op.drop_index("ix_sign_in_attempt_username_attempted_at", table_name="sign_in_attempt")
    op.drop_index("ix_sign_in_attempt_address_attempted_at", table_name="sign_in_attempt")
    op.drop_table("sign_in_attempt")
    op.drop_table("property")
    op.drop_index("ix_person_name", table_name="person")
    op.drop_table("person")
    op.drop_index("ix_party_name", table_name="party")
    op.drop_table("party")
    op.drop_table("office_key")
    op.drop_table("number_series")
    op.drop_table("norm_set")
    op.drop_table("household")
    op.drop_index(
        "uq_field_key_current",
        table_name="field_key",
        postgresql_where=sa.text("retired_at IS NULL"),
        sqlite_where=sa.text("retired_at IS NULL"),
    )
    op.drop_table("field_key")
    op.drop_table("erased_visit")
    op.drop_table("erased_blob")
    op.drop_index("ix_access_log_entry_subject", table_name="access_log_entry")
    op.drop_index("ix_access_log_entry_actor", table_name="access_log_entry")
    op.drop_table("access_log_entry")
    op.drop_table("access_chain")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION keep_access_log()")
