"""The export file of WordPress (WXR): what it holds, and how it is read.

Reading needs defusedxml, of the extra `drafting`; it is imported when a file is read.
"""
