"""What is stored: scenarios, their revisions and routes, and the history of calls."""
