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
