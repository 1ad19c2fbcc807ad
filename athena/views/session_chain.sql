-- Each session of which CloudTrail told on a day that is Pulumi's, looks like Pulumi's, or was bought by a session whose issuance
-- is known. `chain` are the event ids of the issuances from the session up to its root, at most 7 hops; the halves of a
-- cross-account AssumeRole are one session. `candidates` tells the deployments of which it may be if there are several. What the
-- sessions did is in deployment_calls.
SELECT
  session.event_id AS event_id,
  session.issued_at AS event_time,
  details.account AS account,
  details.region AS region,
  session.access_key_id AS access_key_id,
  session.principal_id AS principal_id,
  details.role_arn AS role_arn,
  details.session_name AS session_name,
  session.issued_at AS issued_at,
  session.expires_at AS expires_at,
  details.given_by AS given_by,
  cardinality(chain) - 1 AS depth,
  root_event_id,
  chain,
  verdict,
  element_at(ARRAY['PROVEN', 'STATED', 'INFERRED'], confidence) AS confidence,
  organization,
  project,
  stack,
  operation,
  version,
  deployment_id,
  environment,
  environment_root,
  environment_user,
  stated,
  candidates,
  IF(verdict = 'NONE', array_remove(warnings, 'ISSUANCE_MISSING'), warnings) AS warnings,
  day
FROM known_sessions
WHERE is_own_day AND (verdict <> 'NONE' OR cardinality(chain) > 1)
