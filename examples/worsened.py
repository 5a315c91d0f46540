"""Which organisations of a region have moved away from equality, and do their returns have errors?

python worsened.py wres.duckdb Midlands

The database is one that `wres-excel collate` wrote. Indicator 3 is the relative likelihood of
entering the formal disciplinary process; the nearer it is to 1, the more equal.
"""

import sys

import duckdb

QUESTION = """
    SELECT now.organisation_name, round(before.ratio, 2), round(now.ratio, 2), errors, warnings
    FROM (
        SELECT organisation, organisation_name, disciplinary_relative_likelihood AS ratio
        FROM indicator_3 WHERE reporting_period = 'current'
    ) AS now
    JOIN (
        SELECT organisation, disciplinary_relative_likelihood AS ratio
        FROM indicator_3 WHERE reporting_period = 'previous'
    ) AS before USING (organisation)
    JOIN register USING (organisation)
    WHERE region = ? AND status IN ('received', 'late')
        AND abs(ln(now.ratio)) > abs(ln(before.ratio))
    ORDER BY now.ratio DESC
"""


def main(database: str, region: str) -> None:
    """Print a line for each organisation: both ratios, and what is wrong with its return."""
    with duckdb.connect(database, read_only=True) as store:
        for name, before, now, errors, warnings in store.execute(QUESTION, [region]).fetchall():
            print(f"{name}: {before} -> {now} ({errors} errors, {warnings} warnings)")


if __name__ == "__main__":
    main(*sys.argv[1:])
