"""Words are searched as their language inflects them, with or without their accents."""

from django.contrib.postgres.operations import UnaccentExtension
from django.db import migrations

LANGUAGES = {"en": "english", "es": "spanish", "fr": "french", "pt": "portuguese"}

CONFIGURATIONS = [
    (
        f"CREATE TEXT SEARCH CONFIGURATION {name}_plain (COPY = pg_catalog.{name});"
        f"ALTER TEXT SEARCH CONFIGURATION {name}_plain"
        f" ALTER MAPPING FOR hword, hword_part, word WITH unaccent, {name}_stem",
        f"DROP TEXT SEARCH CONFIGURATION {name}_plain",
    )
    for name in LANGUAGES.values()
]


def _by_language(call: str, join: str) -> str:
    """Return a CASE over the languages; where it is unknown (""), all of them count."""

    def both(name: str) -> str:
        native = call.format(f"'pg_catalog.{name}'::regconfig")
        plain = call.format(f"'{name}_plain'::regconfig")
        return f"{native} {join} {plain}"

    cases = " ".join(f"WHEN '{code}' THEN {both(name)}" for code, name in LANGUAGES.items())
    unknown = f" {join} ".join(both(name) for name in LANGUAGES.values())
    return f"CASE language {cases} ELSE {unknown} END"


# A stemmer knows endings by their accents ("cooperación", "cooperaciones"), and readers leave the
# accents out: so each word is kept as stemmed with them and as stemmed without. A vector holds at
# most 1 MB: what is beyond 60,000 characters of one text is not found by its words. PostgreSQL takes
# "policía/fiscalía" for the path of a file, and in the locale "C" every sign beyond ASCII for a
# letter: so what parts words is made a space first.
PARTING = "/«»“”„‘’‚‹›–—…·•¿¡§°\u00a0\u202f"
PARTED = f"translate({{}}, '{PARTING}', '{' ' * len(PARTING)}')"
WORDS = f"""
CREATE FUNCTION text_words(language text, words text) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN {_by_language("to_tsvector({}, " + PARTED.format("left(words, 60000)") + ")", "||")}
"""
QUERY = f"""
CREATE FUNCTION text_query(language text, words text) RETURNS tsquery
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN {_by_language("websearch_to_tsquery({}, " + PARTED.format("words") + ")", "||")}
"""


class Migration(migrations.Migration):
    dependencies = [("commitments", "0001_initial")]

    operations = [
        UnaccentExtension(),
        *(migrations.RunSQL(sql=made, reverse_sql=gone) for made, gone in CONFIGURATIONS),
        migrations.RunSQL(sql=WORDS, reverse_sql="DROP FUNCTION text_words(text, text)"),
        migrations.RunSQL(sql=QUERY, reverse_sql="DROP FUNCTION text_query(text, text)"),
    ]
