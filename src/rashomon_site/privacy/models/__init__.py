"""The rows of requests for one's own data."""

from __future__ import annotations

from rashomon_site.privacy.models.data_request import DataRequest

__all__ = ["DataRequest"]
