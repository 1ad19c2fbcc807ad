-- Each session that a token of a configured provider bought, by the day on which CloudTrail told of it: what was signed, what the
-- name adds. It says what the issuing record says by itself: a record that corrects an earlier one is joined only in session_chain
-- and deployment_calls.
SELECT
  event_id,
  event_time,
  account,
  region,
  issued_access_key_id AS access_key_id,
  issued_principal_id AS principal_id,
  issued_assumed_role_arn AS assumed_role_arn,
  requested_role_arn AS role_arn,
  issued_session_name AS session_name,
  event_time AS issued_at,
  issued_expires_at AS expires_at,
  provider,
  audience,
  subject,
  origin.organization AS organization,
  origin.project AS project,
  origin.stack AS stack,
  origin.operation AS operation,
  origin.version AS version,
  origin.deployment_id AS deployment_id,
  origin.environment AS environment,
  origin.verdict AS verdict,
  origin.warnings AS warnings,
  source_ip,
  user_agent,
  day
FROM (
  SELECT *, row_number() OVER (PARTITION BY day, event_id ORDER BY event_time) AS copy
  FROM record_origins
  WHERE is_own_day AND is_pulumi AND hands_out_session
)
WHERE copy = 1
