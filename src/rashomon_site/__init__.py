"""The publication: a Django project that imports `rashomon`, which never imports it."""
