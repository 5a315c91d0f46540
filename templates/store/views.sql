CREATE OR REPLACE VIEW counting AS
SELECT *
FROM returns
WHERE reading IN (SELECT max(reading) FROM returns WHERE problem IS NULL GROUP BY sha256)
    AND sha256 IN (
        SELECT sha256 FROM register WHERE status IN ('received', 'late', 'unexpected')
    )
ORDER BY organisation, edition, file;
COMMENT ON VIEW counting IS
    'The returns that count by the last register, each by its newest reading';

CREATE OR REPLACE VIEW counting_values AS
SELECT v.* FROM "values" AS v SEMI JOIN counting USING (reading);
COMMENT ON VIEW counting_values IS 'The values of the returns that count';

CREATE OR REPLACE VIEW counting_findings AS
SELECT f.* FROM findings AS f SEMI JOIN counting USING (reading);
COMMENT ON VIEW counting_findings IS 'The findings of the returns that count';

CREATE OR REPLACE VIEW indicators AS
SELECT
    g.organisation,
    coalesce(g.organisation_name, c.organisation_name) AS organisation_name,
    g.region,
    g.type,
    g.status,
    c.edition,
    i.* EXCLUDE (reading),
    c.file,
    c.sha256,
    c.reading
FROM indicator_results AS i
JOIN counting AS c USING (reading)
JOIN register AS g ON g.sha256 = c.sha256
WHERE g.status IN ('received', 'late', 'unexpected')
ORDER BY g.organisation, c.edition, i.indicator, c.file;
COMMENT ON VIEW indicators IS
    'A row for each organisation, edition and indicator of the returns that count: the figure that follows from the counts, or the one reported (as_reported)';
COMMENT ON COLUMN indicators.figure IS
    'A relative likelihood; percentage points; or a number of per cent: unit says which';
COMMENT ON COLUMN indicators.change IS
    'The figure less last_year, as the same return has both; empty where they are not compared';
COMMENT ON COLUMN indicators.in_doubt IS
    'Whether an error in what the figure follows from must be settled before it is used; why says where';
COMMENT ON COLUMN indicators.change_in_doubt IS 'Whether that is so of the figure or of last_year';
COMMENT ON COLUMN indicators.why IS
    'Why there is no figure, or what to know of it; empty where there is nothing to say';
COMMENT ON COLUMN indicators.quality IS
    'The cells of errors and warnings about the indicator and what it follows from, of both years';
