"""Settings for every test: properties are checked on the same cases each time, however slow the machine.

To look further afield: pytest --hypothesis-profile=explore
"""

from hypothesis import settings

settings.register_profile("steady", derandomize=True, deadline=None, print_blob=True)
settings.register_profile("explore", deadline=None, max_examples=2000, print_blob=True)
settings.load_profile("steady")
