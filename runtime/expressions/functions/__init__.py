"""The functions of the language, a file for each subject."""
