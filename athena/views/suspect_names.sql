-- The sessions whose name presents itself as a Pulumi deployment's although Pulumi's provider did not mint them: who gave the name,
-- when, to which role's session. Sessions, not calls: what they did is in deployment_calls, with SUSPECT. A session whose issuance
-- is missing is only there.
SELECT
  session.event_id AS event_id,
  session.issued_at AS event_time,
  details.account AS account,
  details.region AS region,
  details.session_name AS session_name,
  details.role_arn AS role_arn,
  session.access_key_id AS access_key_id,
  session.principal_id AS principal_id,
  details.given_by AS given_by,
  session.provider AS provider,
  session.expires_at AS expires_at,
  warnings,
  day
FROM known_sessions
WHERE is_own_day AND verdict = 'SUSPECT' AND (session.gives_look_alike OR session.provider IS NOT NULL)
