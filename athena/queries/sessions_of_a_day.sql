-- Which deployments got AWS credentials?
-- The first question to a new installation, and the register of a day: each session that STS handed out to Pulumi.
-- Scans the trail: the days that you name, and for whose an id is the two days before and the day after.
WITH sessions AS (
  SELECT * FROM pulumi_sessions
  WHERE day BETWEEN '2026/11/20' AND '2026/11/20'   -- edit: the days
)
SELECT
  issued_at, expires_at, verdict, organization, project, stack, operation, version, deployment_id,
  environment, environment_root, environment_user, stated,
  account, region, role_arn, session_name, warnings, event_id
FROM sessions
ORDER BY issued_at
