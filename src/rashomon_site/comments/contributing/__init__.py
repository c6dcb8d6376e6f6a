"""From comment to case: it becomes part of a draft revision, with credit, and later shows what it moved."""
