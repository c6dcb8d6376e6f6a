from __future__ import annotations

from django.urls import URLPattern, URLResolver, path, register_converter
from django.urls.converters import StringConverter

from rashomon_site.syndication.card import card
from rashomon_site.syndication.downloads import DOWNLOADS, download
from rashomon_site.syndication.feeds import case_feed, changes_feed, site_feed
from rashomon_site.syndication.oembed import oembed
from rashomon_site.syndication.share_image import share_image
from rashomon_site.syndication.sharing import share_page
from rashomon_site.syndication.sitemap import robots, sitemap, sitemap_part


class DownloadName(StringConverter):
    """The name of a file that a revision offers."""

    regex = "|".join(name.replace(".", r"\.") for name in DOWNLOADS)


register_converter(DownloadName, "download")

app_name = "syndication"
urlpatterns: list[URLPattern | URLResolver] = [
    path("feed.atom", site_feed, name="site_feed"),
    path("changes.atom", changes_feed, name="changes_feed"),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("sitemap-<int:number>.xml", sitemap_part, name="sitemap_part"),
    path("robots.txt", robots, name="robots"),
    path("oembed", oembed, name="oembed"),
    path("cases/<slug:slug>/feed.atom", case_feed, name="case_feed"),
    path("cases/<slug:slug>/card/", card, name="card"),
    path("cases/<slug:slug>/share/", share_page, name="share"),
    path("cases/<slug:slug>/share.png", share_image, name="share_image"),
    path("cases/<slug:slug>/revisions/<int:number>/<download:name>", download, name="download"),
]
