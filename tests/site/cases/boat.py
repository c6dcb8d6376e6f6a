"""A small case for tests, and ways to change it."""

from __future__ import annotations

TEXT = """\
rashomon: 1
question: Who moved the boat?
hypotheses:
  - {id: tide, name: The tide, prior: 50%}
  - {id: neighbour, name: The neighbour, prior: 30%}
evidence:
  - {id: rope, statement: The rope was untied and not torn., established: true, likelihood: {tide: 5%, neighbour: 80%}}
"""

STRONGER = TEXT.replace("tide: 5%", "tide: 1%")
BROKEN = TEXT.replace("neighbour: 80%", "niehgbour: 80%")
IMPOSSIBLE = (
    TEXT.replace("tide: 5%, neighbour: 80%", "tide: 0, neighbour: 0").replace("prior: 50%", "prior: 50%")
    + "exhaustive: A test.\n"
)
