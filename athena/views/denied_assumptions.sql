-- The attempts to buy a session with a token that AWS refused, whoever's the token was; clients try again, so the attempts of one
-- cause are one row: the same token's claims, role, name and error on one day. A refused AssumeRole is not here: it is its caller's
-- call.
SELECT
  min_by(event_id, event_time) AS first_event_id,
  min(event_time) AS first_time,
  max(event_time) AS last_time,
  count(DISTINCT event_id) AS attempts,
  account,
  region,
  requested_role_arn AS role_arn,
  requested_session_name AS session_name,
  subject,
  audience,
  provider,
  arbitrary(origin.organization) AS organization,
  arbitrary(origin.project) AS project,
  arbitrary(origin.stack) AS stack,
  arbitrary(origin.operation) AS operation,
  arbitrary(origin.version) AS version,
  arbitrary(origin.deployment_id) AS deployment_id,
  arbitrary(origin.environment) AS environment,
  arbitrary(origin.environment_root) AS environment_root,
  arbitrary(origin.environment_user) AS environment_user,
  arbitrary(origin.stated) AS stated,
  arbitrary(origin.verdict) AS verdict,
  coalesce(error_code, 'unknown') AS error_code,
  error_message,
  arbitrary(origin.warnings) AS warnings,
  array_agg(DISTINCT source_ip) AS source_ips,
  day
FROM record_origins
WHERE is_own_day AND is_web_identity AND NOT is_granted
GROUP BY
  day, account, region, requested_role_arn, requested_session_name, subject, audience, provider,
  coalesce(error_code, 'unknown'), error_message
