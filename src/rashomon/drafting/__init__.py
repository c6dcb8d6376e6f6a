"""From an article and its comments to a draft case, in which every item points to the words it came from.

    bytes ─ingest─▶ page ─segment─▶ Document ─propose, ground, link─▶ Draft ─review─▶ case file

May depend on `casefile` and `problems` of the library, and on the packages of the extra `drafting`, which are imported
where they are needed: plain text and Markdown need none.
"""
