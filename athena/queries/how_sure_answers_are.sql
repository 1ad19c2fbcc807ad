-- How sure are the answers?
-- To judge an installation: calls and sessions by verdict and confidence, a row a week.
-- Scans the lake: the days that you name.
SELECT
  date_trunc('week', day) AS week, verdict, confidence,
  count(*) AS calls,
  count(DISTINCT root_event_id) AS sessions
FROM deployment_calls_lake
WHERE day BETWEEN DATE '2026-09-01' AND DATE '2026-11-30'   -- edit: the days
GROUP BY date_trunc('week', day), verdict, confidence
ORDER BY week, verdict, confidence
