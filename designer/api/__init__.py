"""The API of the designer: JSON under `/api/`, one file a subject."""
