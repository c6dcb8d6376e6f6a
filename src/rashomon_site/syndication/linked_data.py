"""A revision as JSON-LD: the article and its claims (schema.org), and where everything came from (PROV)."""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings

from rashomon.analysis import Analysis
from rashomon.interchange import case_to_json_ld
from rashomon.model import Case, Report
from rashomon_site.cases.library_mapping import case_of
from rashomon_site.cases.models import CaseRevision, Publication
from rashomon_site.cases.services.weighing import analysis_of
from rashomon_site.syndication.addresses import address_of, case_address, revision_address

CONTEXT = ["https://schema.org", {"prov": "http://www.w3.org/ns/prov#"}]

Node = dict[str, Any]


def linked_data(revision: CaseRevision) -> str:
    """Return everything about a sound revision, down to each report and whom it had it from."""
    case, analysis = case_of(revision), analysis_of(revision)
    return written(_article(revision, case, analysis))


def short_linked_data(revision: CaseRevision, case: Case, analysis: Analysis) -> str:
    """Return what a page carries: without evidence and reports, which the full file has."""
    article = _article(revision, case, analysis)
    article.pop("citation", None)
    return written(article)


def written(node: Node) -> str:
    """Return JSON that can stand inside a script element: nothing in it ends the element or starts a comment."""
    text = json.dumps(node, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _article(revision: CaseRevision, case: Case, analysis: Analysis) -> Node:
    url = revision_address(revision.case, revision.number)
    article: Node = json.loads(case_to_json_ld(case, analysis, url=url))
    article |= {"@context": CONTEXT, "@type": ["Article", "prov:Entity"]}
    article |= _publication(revision)
    article["prov:generatedAtTime"] = revision.created_at.isoformat()
    if revision.parent_id and (before := _published_before(revision)):
        article["prov:wasRevisionOf"] = {"@id": revision_address(revision.case, before)}
    article["prov:hadMember"] = _analysis(url, analysis)
    _add_derivations(article, case, url)
    return article


def _publication(revision: CaseRevision) -> Node:
    row = revision.case
    shown = list(
        Publication.objects.shown()
        .filter(case=row, revision__number__lte=revision.number)
        .select_related("revision")
        .defer("revision__text", "revision__document")
        .order_by("published_at", "pk")
    )
    node: Node = {
        "version": str(revision.number),
        "isPartOf": {"@type": "Article", "@id": case_address(row), "url": case_address(row)},
        "publisher": {"@type": "Organization", "name": settings.SITE_NAME, "url": address_of("reading:home")},
        "image": address_of("syndication:share_image", row.slug),
        "isAccessibleForFree": True,
    }
    if shown:
        node["datePublished"] = _stamp(shown[0])
        node["dateModified"] = _stamp(shown[-1])
    corrections = [_correction(publication) for publication in shown if publication.correction]
    return node | ({"correction": corrections} if corrections else {})


def _stamp(publication: Publication) -> str:
    assert publication.published_at is not None  # asked for published ones alone
    return publication.published_at.isoformat()


def _correction(publication: Publication) -> Node:
    return {
        "@type": "CorrectionComment",
        "text": publication.correction,
        "datePublished": _stamp(publication),
        "version": str(publication.revision.number),
    }


def _published_before(revision: CaseRevision) -> int | None:
    """Return the newest published revision before this one: drafts in between are not for readers."""
    earlier = revision.case.revisions.shown().filter(number__lt=revision.number)
    return earlier.order_by("-number").values_list("number", flat=True).first()


def _analysis(url: str, analysis: Analysis) -> Node:
    """Return the results as a thing of their own: made by the engine, from the case file, with this seed."""
    engine = {
        "@type": ["SoftwareApplication", "prov:SoftwareAgent"],
        "name": "Rashomon",
        "softwareVersion": analysis.engine,
    }
    activity = {
        "@type": "prov:Activity",
        "description": f"Weighed with seed {analysis.seed} and {analysis.draws} draws.",
        "prov:used": {"@id": f"{url}case.yaml"},
        "prov:wasAssociatedWith": engine,
    }
    return {
        "@type": ["Dataset", "prov:Entity"],
        "@id": f"{url}analysis.json",
        "name": "Analysis",
        "description": "Probabilities with their ranges, given the judgements in the case file.",
        "encodingFormat": "application/json",
        "prov:wasDerivedFrom": {"@id": f"{url}case.yaml"},
        "prov:wasGeneratedBy": activity,
    }


def _add_derivations(article: Node, case: Case, url: str) -> None:
    """Say of each report whom it had it from, and where its words stand."""
    reports = {report.id: report for item in case.evidence for report in item.reports}
    for claim in article.get("citation", []):
        claim["@id"] = f"{url}#e-{claim['identifier']}"
        for node in claim.get("appearance", []):
            report = reports[node["identifier"]]
            node["@id"] = f"{url}#r-{report.id}"
            node.update(_origin(report, url))


def _origin(report: Report, url: str) -> Node:
    node: Node = {}
    if report.via:
        node["prov:wasDerivedFrom"] = {"@id": f"{url}#r-{report.via}"}
    if report.quote and (report.archive or report.url):
        node["prov:wasQuotedFrom"] = {"@id": report.url or report.archive}
    return node
