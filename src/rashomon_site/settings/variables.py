"""Every variable of the environment that the site reads; docs/settings.md lists the same, which a test holds."""

from __future__ import annotations

from typing import Any

from rashomon_site.settings.environment import Setting, choice, count, flag, folder, names, text, value_of

VARIABLES: tuple[Setting, ...] = (
    Setting("RASHOMON_DATA", folder, "site-data", "the path of a folder", "Where the database and uploads are kept."),
    Setting(
        "DATABASE_URL",
        text,
        "",
        "`postgres://user:password@host:port/name`, or nothing for SQLite in RASHOMON_DATA",
        "Which database holds the site.",
        secret=True,
    ),
    Setting(
        "RASHOMON_MODE",
        choice("local", "public"),
        "local",
        "`local` or `public`",
        "`public` for a site that others reach: asks for a secret key, a host name and HTTPS.",
    ),
    Setting(
        "RASHOMON_SECRET_KEY",
        text,
        "",
        "a long random text",
        "Signs sessions and links. Needed in public mode.",
        secret=True,
    ),
    Setting(
        "RASHOMON_HOSTS",
        names,
        "",
        "host names parted by commas",
        "The names under which the site answers. Needed in public mode.",
    ),
    Setting(
        "RASHOMON_URL",
        text,
        "http://127.0.0.1:8000",
        "the address of the home page",
        "Used in feeds, mails and canonical links.",
    ),
    Setting("RASHOMON_NAME", text, "Rashomon", "a short text", "The name of the publication."),
    Setting(
        "RASHOMON_NOTICE", text, "", "a sentence, or nothing", "A line above every page, such as that this is a sample."
    ),
    Setting("RASHOMON_DEBUG", flag, "no", "yes or no", "Shows errors in full. Never on a site that others reach."),
    Setting(
        "RASHOMON_LOG_LEVEL",
        choice("debug", "info", "warning", "error"),
        "info",
        "debug, info, warning or error",
        "How much is logged.",
    ),
    Setting("RASHOMON_LOG_FORMAT", choice("text", "json"), "text", "text or json", "How log lines look."),
    Setting("RASHOMON_WORKER", flag, "yes", "yes or no", "Whether the web process also runs the background tasks."),
    Setting(
        "RASHOMON_PROXIES",
        count,
        "0",
        "a whole number",
        "How many proxies stand in front, whose X-Forwarded-* lines are believed.",
    ),
    Setting(
        "RASHOMON_MAIL_URL",
        text,
        "console:",
        "`console:` or `smtp://user:password@host:port`, `smtps://…` with TLS",
        "How mail is sent.",
        secret=True,
    ),
    Setting("RASHOMON_MAIL_FROM", text, "rashomon@localhost", "an e-mail address", "The sender of mails."),
    Setting(
        "RASHOMON_LIVE", flag, "no", "yes or no", "Pages follow the files of `rashomon serve`, which sets this itself."
    ),
    Setting(
        "RASHOMON_SIGNUP",
        choice("invited", "open", "closed"),
        "invited",
        "`invited`, `open` or `closed`",
        "Who may make an account.",
    ),
    Setting(
        "RASHOMON_SECOND_FACTOR",
        choice("asked", "required"),
        "asked",
        "`asked` or `required`",
        "Whether editors and administrators are only asked to set up a passkey or an app that shows codes, or must.",
    ),
    Setting(
        "RASHOMON_COMMENTS",
        choice("open", "closed", "off"),
        "open",
        "`open`, `closed` (shown, but nobody can write) or `off`",
        "Whether readers discuss the cases.",
    ),
    Setting(
        "RASHOMON_EDIT_MINUTES",
        count,
        "15",
        "a whole number",
        "How long a reader can change or remove an own comment.",
    ),
    Setting(
        "RASHOMON_ADDRESS_DAYS",
        count,
        "7",
        "a whole number",
        "How many days the network address of a comment is kept whole; then only a keyed token is.",
    ),
    Setting(
        "RASHOMON_SPAM_DAYS", count, "30", "a whole number", "After how many days spam is erased; 0 keeps it for good."
    ),
    Setting(
        "RASHOMON_CONTACT",
        text,
        "",
        "an e-mail address, or nothing",
        "Where readers ask about their data; the policy pages name it.",
    ),
    Setting(
        "RASHOMON_AKISMET_KEY",
        text,
        "",
        "a key from akismet.com, or nothing",
        "Has Akismet check comments too, which sends it what their writers typed and their addresses.",
        secret=True,
    ),
    Setting(
        "RASHOMON_AKISMET_URL",
        text,
        "https://rest.akismet.com",
        "an address",
        "Where Akismet, or a service that speaks its protocol, answers.",
    ),
    Setting(
        "RASHOMON_AKISMET_TEST",
        flag,
        "no",
        "yes or no",
        "Marks what is sent to Akismet as a test, so that it learns nothing.",
    ),
    Setting(
        "RASHOMON_FILTER_ENDPOINT",
        flag,
        "no",
        "yes or no",
        "Whether other blogs can ask this site's spam filter, by Akismet's protocol and with keys issued here.",
    ),
    Setting(
        "RASHOMON_DRAFT_FETCH",
        flag,
        "no",
        "yes or no",
        "Whether people who write cases can have the site itself read an article at a public address.",
    ),
    Setting(
        "RASHOMON_DRAFT_ENDPOINT",
        text,
        "",
        "an address before /chat/completions, such as https://models.example.org/v1, or nothing",
        "Lets people have articles read by a language model there, too; each time they are told where the text goes.",
    ),
    Setting("RASHOMON_DRAFT_MODEL", text, "", "a model's name", "Which model of that endpoint reads."),
    Setting("RASHOMON_DRAFT_KEY", text, "", "a key, or nothing", "The key for that endpoint.", secret=True),
)


def variable(name: str) -> Any:
    """Return the value of one variable in the list above."""
    return value_of(next(setting for setting in VARIABLES if setting.name == name))
