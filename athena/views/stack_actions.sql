-- What each stack's deployments did and were refused: a row a stack, action and day, for a role that allows just that.
-- Calls that cannot be told to be one stack's are not here: AMBIGUOUS ones, and those of sessions whose names are not known.
SELECT
  organization,
  project,
  stack,
  action,
  event_source,
  event_name,
  read_only,
  count(*) AS calls,
  count_if(regexp_like(lower(error_code), 'denied|unauthori[sz]ed|notauthori[sz]ed|forbidden')) AS refused,
  min(event_time) AS first_time,
  max(event_time) AS last_time,
  day
FROM deployment_calls
WHERE verdict IN ('DEPLOYMENT', 'STACK') AND organization IS NOT NULL AND project IS NOT NULL AND stack IS NOT NULL
GROUP BY day, organization, project, stack, action, event_source, event_name, read_only
