"""The publication: cases published, read, revised and found. A Django project that imports `rashomon`, never the other way."""
