"""The pages behind links in mails."""
