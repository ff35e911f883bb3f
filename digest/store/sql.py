"""Pieces of portable SQL: lists and rows as named parameters."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import TypeVar

from digest.store.database import Params

_T = TypeVar("_T")

#: Parameters in one statement, at most.
MOST = 500


def chunks(values: Sequence[_T], *, width: int = 1) -> Iterator[Sequence[_T]]:
    """The values in slices that one statement can hold, when each takes `width` parameters."""
    size = MOST // width
    for start in range(0, len(values), size):
        yield values[start : start + size]


def listed(sql: str, ids: Sequence[str]) -> tuple[str, dict[str, str]]:
    """The statement with one parameter for each of `ids` in the place of `:ids`, and these parameters."""
    names, places = _places(len(ids))
    return sql.replace(":ids", places), dict(zip(names, ids, strict=True))


@cache
def _places(count: int) -> tuple[tuple[str, ...], str]:
    names = tuple(f"id_{number}" for number in range(count))
    return names, ", ".join(f":{name}" for name in names)


def insert(table: str, columns: Sequence[str]) -> str:
    """The statement that writes one row, each value under the name of its column."""
    values = ", ".join(f":{column}" for column in columns)
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({values})"  # noqa: S608 - our own names only


def upsert(table: str, key: str, columns: Sequence[str]) -> str:
    """The statement that writes one row, over the one with the same key when there is one."""
    changes = ", ".join(f"{column} = excluded.{column}" for column in columns if column != key)
    return f"{insert(table, columns)} ON CONFLICT ({key}) DO UPDATE SET {changes}"


def insert_rows(table: str, columns: Sequence[str], rows: Sequence[Params]) -> tuple[str, Params]:
    """One statement that writes all the rows, so that its RETURNING can say which; and its parameters."""
    statement = f"INSERT INTO {table} ({', '.join(columns)}) VALUES (:rows)"  # noqa: S608 - our own names only
    return tabled(statement, columns, rows)


def tabled(sql: str, columns: Sequence[str], rows: Sequence[Params]) -> tuple[str, Params]:
    """The statement with a parameter for each value of the rows in the place of `(:rows)`, and these parameters."""
    params = {f"{column}_{number}": row[column] for number, row in enumerate(rows) for column in columns}
    return sql.replace("(:rows)", _rows(tuple(columns), len(rows))), params


@cache
def _rows(columns: tuple[str, ...], count: int) -> str:
    return ", ".join("(" + ", ".join(f":{column}_{number}" for column in columns) + ")" for number in range(count))
