-- Which access key ids were handed out twice?
-- AWS does not promise that key ids are unique over time. Calls of such a key are told apart by principal and time.
-- Scans the lake: the days that you name.
WITH calls AS (
  SELECT * FROM deployment_calls_lake
  WHERE day BETWEEN DATE '2026-01-01' AND DATE '2026-11-30'   -- edit: the days
    AND contains(warnings, 'KEY_REUSED')
)
SELECT
  access_key_id,
  array_agg(DISTINCT principal_id) AS principals,
  array_agg(DISTINCT root_event_id) AS root_event_ids,
  count(*) AS calls,
  min(event_time) AS first_time,
  max(event_time) AS last_time
FROM calls
GROUP BY access_key_id
ORDER BY first_time
