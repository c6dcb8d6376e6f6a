"""Articles for the tests of `rashomon draft` and `rashomon review`."""

from __future__ import annotations

import os
import sys

LAMP = """\
Why did the lamp go out?

By Ada Quill

The keeper of Saint Elm says that the lamp was dark for one hour. Was the oil bad? Did the keeper fall asleep?

Perhaps the storm broke the lamp. Such is the theory noted by Harbour Gazette writer Tom Reed.

Reed writes: “Stories are going round on social media that the keeper was paid to put out the light.”

  1. I disagree. The keeper was never paid by anybody.

  2. The Harbour Gazette reports that the oil was bad: https://gazette.example.org/oil
"""
EXPORT = """\
<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>Lights</title><link>https://lights.example.org</link><wp:wxr_version>1.2</wp:wxr_version>
{}
</channel></rss>
"""
POST = """\
<item><title>Lamp {number}</title><link>https://lights.example.org/lamp-{number}</link>
<dc:creator>ada</dc:creator><content:encoded><![CDATA[{content}]]></content:encoded>
<wp:post_id>{number}</wp:post_id><wp:post_name>lamp-{number}</wp:post_name>
<wp:post_date_gmt>2024-03-0{number} 08:00:00</wp:post_date_gmt>
<wp:status>publish</wp:status><wp:post_type>post</wp:post_type>{comments}</item>
"""


def export_of(*contents: str, comments: str = "") -> str:
    """Return an export with a post for each of the contents."""
    posts = (POST.format(number=n, content=one, comments=comments) for n, one in enumerate(contents, start=1))
    return EXPORT.format("".join(posts))


def environment() -> dict[str, str]:
    """Return the environment for a run in a process of its own."""
    return {"PATH": os.path.dirname(sys.executable) + os.pathsep + os.environ.get("PATH", ""), "COLUMNS": "80"}
