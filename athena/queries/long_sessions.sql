-- Which sessions are longer than they need to be?
-- A session outlives its deployment until it expires. Each row is a stack whose sessions lasted more than an hour.
-- Scans the trail: the days that you name, and for whose an id is the two days before and the day after.
WITH sessions AS (
  SELECT *, date_diff('minute', issued_at, expires_at) AS minutes
  FROM pulumi_sessions
  WHERE day BETWEEN '2026/11/20' AND '2026/11/20'   -- edit: the days
)
SELECT
  organization, project, stack, environment, role_arn,
  count(*) AS sessions,
  max(minutes) AS longest_minutes,
  max_by(event_id, minutes) AS longest_event_id
FROM sessions
WHERE minutes > 60                                  -- edit: how long is long
GROUP BY organization, project, stack, environment, role_arn
ORDER BY longest_minutes DESC
