"""What happened to calls, kept.

A server writes each trace event into an append-only spool (`spool`) on its own disk, in the thread of the
calls; a thread of its own (`writer`) reads the spool and keeps one row a call (`store`, on SQLite and
PostgreSQL). What is not kept yet is read from the spool (`view`), so that live calls and finished ones look
the same (`reading`). A call that went through several servers is put together from their pieces (`lives`).
"""
