-- Whose issuance is not in the trail?
-- AWS says that Pulumi's provider minted these sessions, but the trail has no record of it: it logs no read events, leaves out a
-- Region or an account, or has lost files. A stack that is asked for here is only stated. Scans the lake: the days that you name.
WITH calls AS (
  SELECT * FROM deployment_calls_lake
  WHERE day BETWEEN DATE '2026-11-01' AND DATE '2026-11-30'   -- edit: the days
    AND contains(warnings, 'ISSUANCE_MISSING')
)
SELECT
  day, account, region, role_arn, verdict, confidence,
  count(DISTINCT principal_id) AS principals,
  count(*) AS calls,
  min(event_time) AS first_time,
  min_by(event_id, event_time) AS first_event_id
FROM calls
GROUP BY day, account, region, role_arn, verdict, confidence
ORDER BY day, calls DESC
