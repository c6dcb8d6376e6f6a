"""Posts and comments from and to WordPress, as WXR files."""
