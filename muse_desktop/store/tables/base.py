"""What all tables share."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, LargeBinary, MetaData, Text
from sqlalchemy.orm import DeclarativeBase

# Ids that other records point to by number are never given twice, even after a row is gone.
NEVER_REUSED = {"sqlite_autoincrement": True}


class Base(DeclarativeBase):
    """What all tables share: constraint names that a later migration can rely on."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {  # noqa: RUF012 - SQLAlchemy reads this name from the class
        str: Text,
        bytes: LargeBinary,
        dict[str, Any]: JSON,
        list[Any]: JSON,
    }
