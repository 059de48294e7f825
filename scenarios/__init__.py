"""What is stored: scenarios, their revisions and routes, and the journal of calls."""
