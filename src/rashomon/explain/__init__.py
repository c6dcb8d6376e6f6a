"""Results as sentences, tables and chart data: numbers and words, no drawing and no HTML.

May depend on the standard library, `rashomon.model` and `rashomon.analysis` only.
"""
