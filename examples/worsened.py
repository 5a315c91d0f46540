"""Which organisations of a region have moved away from equality, and can their figures be trusted?

python worsened.py wres.duckdb Midlands

The database is one that `wres-excel collate` wrote. Indicator 3 is the relative likelihood of
entering the formal disciplinary process; the nearer it is to 1, the more equal. What is said is
what the sheet Indicators of a collated workbook says.
"""

import sys

import duckdb

ROUND = "(SELECT edition FROM runs ORDER BY run DESC LIMIT 1)"
COMPARED = f"""
    SELECT coalesce(organisation_name, organisation, file), last_year, figure, quality,
        coalesce(nullif(why, ''), change_in_words),
        change_in_doubt OR change IS NULL AS not_compared
    FROM indicators
    WHERE indicator = 3 AND region = $region AND edition = {ROUND}
        AND (not_compared OR change_in_words LIKE 'worse%')
    ORDER BY figure DESC, organisation
"""
NOT_RECEIVED = """
    SELECT coalesce(organisation_name, organisation, file), status, reason
    FROM register
    WHERE status IN ('missing', 'unreadable', 'not_required')
        AND (region = $region OR region IS NULL AND status = 'unreadable')
    ORDER BY ALL
"""


def main(database: str, region: str) -> None:
    """Print a line for each organisation that got worse, then for each that nobody can tell of."""
    asked = {"region": region}
    with duckdb.connect(database, read_only=True) as store:
        known = store.execute("FROM register WHERE region = $region", asked).fetchone()
        told = store.execute(COMPARED, asked).fetchall()
        absent = store.execute(NOT_RECEIVED, asked).fetchall()
    if known is None:
        sys.exit(f"The register has no organisation of the region {region!r}.")
    for name, before, now, quality, _, not_compared in told:
        if not not_compared:
            print(f"{name}: {before:.2f} -> {now:.2f} ({quality})")
    unclear = [f"{name}: {why}" for name, *_, why, not_compared in told if not_compared]
    unclear += [f"{name}: {status.replace('_', ' ')}. {why}" for name, status, why in absent]
    if unclear:
        print("Could not be compared:", *unclear, sep="\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
