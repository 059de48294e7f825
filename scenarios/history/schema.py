"""The tables of the history, in the words of each database. A later form of them is a later migration."""

from typing import Final

COLUMNS: Final = (
    "call_id",
    "started_at",
    "ended_at",
    "called",
    "caller",
    "caller_name",
    "trunk",
    "line",
    "scenario",
    "revision",
    "cause",
    "last_node",
    "duration_ms",
    "steps",
    "missing",
    "variables",
    "events",
)

# Times are microseconds since 1970 on SQLite, which has no type for them.
SQLITE: Final = (
    """
    CREATE TABLE history_call (
        call_id TEXT NOT NULL PRIMARY KEY,
        started_at INTEGER NOT NULL,
        ended_at INTEGER NOT NULL,
        called TEXT NOT NULL,
        caller TEXT NOT NULL,
        caller_name TEXT NOT NULL,
        trunk TEXT NOT NULL,
        line TEXT NOT NULL,
        scenario TEXT NOT NULL,
        revision TEXT NOT NULL,
        cause TEXT NOT NULL,
        last_node TEXT NOT NULL,
        duration_ms INTEGER NOT NULL,
        steps INTEGER NOT NULL,
        missing INTEGER NOT NULL,
        variables BLOB NOT NULL,
        events BLOB NOT NULL
    )
    """,
    "CREATE INDEX history_call_started_at ON history_call (started_at)",
    "CREATE INDEX history_call_caller ON history_call (caller, started_at)",
    "CREATE INDEX history_call_called ON history_call (called, started_at)",
    """
    CREATE TABLE history_piece (
        id INTEGER PRIMARY KEY,
        call_id TEXT NOT NULL,
        put_at REAL NOT NULL,
        events BLOB NOT NULL
    )
    """,
    "CREATE INDEX history_piece_call_id ON history_piece (call_id)",
    """
    CREATE TABLE history_node (
        day TEXT NOT NULL,
        revision TEXT NOT NULL,
        node TEXT NOT NULL,
        output TEXT NOT NULL,
        n INTEGER NOT NULL,
        ms_sum INTEGER NOT NULL,
        PRIMARY KEY (day, revision, node, output)
    ) WITHOUT ROWID
    """,
)

# Calls by month, so that old ones go with their partition; partitions are made by the store, ahead of time.
# Lists show the newest calls first, which a btree on the time gives at once; BRIN would have to be sorted.
POSTGRES: Final = (
    """
    CREATE TABLE history_call (
        call_id TEXT NOT NULL,
        started_at TIMESTAMPTZ NOT NULL,
        ended_at TIMESTAMPTZ NOT NULL,
        called TEXT NOT NULL,
        caller TEXT NOT NULL,
        caller_name TEXT NOT NULL,
        trunk TEXT NOT NULL,
        line TEXT NOT NULL,
        scenario TEXT NOT NULL,
        revision TEXT NOT NULL,
        cause TEXT NOT NULL,
        last_node TEXT NOT NULL,
        duration_ms BIGINT NOT NULL,
        steps INTEGER NOT NULL,
        missing INTEGER NOT NULL,
        variables BYTEA NOT NULL,
        events BYTEA NOT NULL,
        PRIMARY KEY (call_id, started_at)
    ) PARTITION BY RANGE (started_at)
    """,
    "CREATE INDEX history_call_started_at ON history_call (started_at)",
    "CREATE INDEX history_call_caller ON history_call (caller, started_at)",
    "CREATE INDEX history_call_called ON history_call (called, started_at)",
    """
    CREATE TABLE history_piece (
        id BIGINT PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
        call_id TEXT NOT NULL,
        put_at DOUBLE PRECISION NOT NULL,
        events BYTEA NOT NULL
    )
    """,
    "CREATE INDEX history_piece_call_id ON history_piece (call_id)",
    """
    CREATE TABLE history_node (
        day TEXT NOT NULL,
        revision TEXT NOT NULL,
        node TEXT NOT NULL,
        output TEXT NOT NULL,
        n BIGINT NOT NULL,
        ms_sum BIGINT NOT NULL,
        PRIMARY KEY (day, revision, node, output)
    )
    """,
)
TABLES: Final = ("history_call", "history_piece", "history_node")
