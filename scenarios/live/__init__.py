"""What happens in calls right now, for the people who watch.

`answer` keeps the events of live calls and hands them on in batches (`source`), over a unix socket
(`socket_server`, `socket_reader`) or through Redis Streams (`redis_publisher`, `redis_reader`); `web` gives
each browser its share (`hub`, `watcher`). Notifications are made from the same events (`notices`), stored
(`notification_store`) and delivered to whom they are addressed.
"""
