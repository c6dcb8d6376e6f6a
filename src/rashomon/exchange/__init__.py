"""Exchange case files with a site over HTTP: push what changed here, pull what changed there.

Nothing but the standard library, and no request to any host but the one that was named.
"""
