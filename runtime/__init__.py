"""What happens to a call: pure asyncio, no web framework, no database."""
