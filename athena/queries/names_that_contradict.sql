-- Which session names contradict their subject?
-- The name says another stack than the one that Pulumi signed for: a copied name, or a template that was configured wrongly. Its
-- version and id are not believed. Scans the lake: the days that you name.
WITH calls AS (
  SELECT * FROM deployment_calls_lake
  WHERE day BETWEEN DATE '2026-11-01' AND DATE '2026-11-30'   -- edit: the days
    AND contains(warnings, 'NAME_CONTRADICTS_SUBJECT')
)
SELECT
  organization, project, stack, operation, session_name, role_arn, root_event_id,
  count(*) AS calls,
  count_if(NOT read_only) AS changing_calls,
  min(event_time) AS first_time
FROM calls
GROUP BY organization, project, stack, operation, session_name, role_arn, root_event_id
ORDER BY first_time
