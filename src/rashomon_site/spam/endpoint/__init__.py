"""This site's filter for an operator's other blogs, by Akismet's protocol."""
