"""Work that nobody waits for: written down in the transaction that orders it, done soon, at least once.

`outbox.enqueue(task, args)` writes a row. Without Redis, runner threads of the web side take the rows and run
the Celery task in place; with REDIS_URL, a relay beside each Celery worker hands the rows to Celery, whose
workers run them the same way. A row is never lost: who runs it holds it by a lease, and a lease that is not
renewed frees the row for somebody else. So a task may run twice and has to bear that.

What Celery offers beyond this is not there without Redis and is not used: chords and other canvas, remote
control, results.
"""
