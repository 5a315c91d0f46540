CREATE OR REPLACE VIEW {view} AS
WITH asked AS (
    SELECT v.reading, v.period, v.item || ' ' || v."group" AS place, v.value, v.computed, v.status
    FROM "values" AS v
    SEMI JOIN counting USING (reading)
    WHERE v.indicator = {indicator} AND v.item IN ({items})
),
gaps AS (
    SELECT reading, period, count(*) FILTER (status <> 'reported') AS not_reported
    FROM asked
    GROUP BY reading, period
),
wide AS (
    FROM (SELECT reading, period, place, value, computed FROM asked)
    PIVOT (max(value) AS value, max(computed) AS computed FOR place IN ({places}))
)
SELECT
    c.organisation,
    c.organisation_name,
    c.edition,
    w.period,
    CASE w.period
        WHEN e.snapshot THEN 'current'
        WHEN e.previous_snapshot THEN 'previous'
    END AS reporting_period,
    {columns},
    g.not_reported,
    c.file,
    c.sha256,
    c.reading
FROM wide AS w
JOIN gaps AS g USING (reading, period)
JOIN counting AS c USING (reading)
LEFT JOIN editions AS e ON e.edition = c.edition
ORDER BY c.organisation, c.edition, w.period, c.file;
COMMENT ON VIEW {view} IS {comment}
