-- What did Pulumi ESC environments do?
-- Sessions of environments name no deployment: people and programs use them too. Who opened one is signed where the environment lists
-- pulumi.user.login among its subject attributes; else it is in Pulumi's audit log.
-- Scans the lake: the days that you name.
WITH calls AS (
  SELECT * FROM deployment_calls_lake
  WHERE day BETWEEN DATE '2026-11-01' AND DATE '2026-11-30'   -- edit: the days
    AND verdict = 'ENVIRONMENT'
)
SELECT
  organization, environment, environment_root, environment_user, account,
  array_agg(DISTINCT role_arn) AS role_arns,
  count(DISTINCT root_event_id) AS sessions,
  count(*) AS calls,
  count_if(NOT read_only AND error_code IS NULL) AS changes,
  array_agg(DISTINCT source_ip) AS source_ips,
  max(event_time) AS last_time
FROM calls
GROUP BY organization, environment, environment_root, environment_user, account
ORDER BY changes DESC, calls DESC
