"""What changes several rows together. Only these modules write cases, revisions, publications and the audit log."""
