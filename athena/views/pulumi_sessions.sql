-- Each session that a token of a configured provider bought, by the day on which CloudTrail told of it: what was signed, what the
-- name adds. An id or version that a name has copied is not here, as far as the days show that are read.
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
  origin.environment_root AS environment_root,
  origin.environment_user AS environment_user,
  origin.stated AS stated,
  origin.verdict AS verdict,
  origin.warnings AS warnings,
  source_ip,
  user_agent,
  day
FROM known_issuances
WHERE is_own_day AND is_pulumi
