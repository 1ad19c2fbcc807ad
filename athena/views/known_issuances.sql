-- The sessions of which CloudTrail told around a day, one row each: copies, corrections and reuses of a key are joined here. The halves
-- of a cross-account AssumeRole are one session, by their shared event id or, where there is none, by key, principal and second; the
-- one that says more of its caller stands for both, and `seconds` are those of all. `origin` is record_origins' but for ids and
-- versions, which a session name may have copied: an id is the first root's that states it, and of the same subject's further roots
-- as long as one's session goes on when the next begins; a version is nobody's if roots of one stack state it for two operations or
-- after each other. First is said of the days that are read.
WITH issued AS (
  SELECT
    *,
    array_agg(corrected_event_id) OVER (PARTITION BY day, issued_access_key_id) AS corrected_event_ids,
    coalesce(
      shared_event_id,
      min(shared_event_id) OVER (PARTITION BY day, issued_access_key_id, issued_principal_id, date_trunc('second', event_time))
    ) AS joining_event_id
  FROM record_origins
  WHERE hands_out_session
),
told AS (
  SELECT
    *,
    CASE
      WHEN is_web_identity THEN concat_ws(' ', 'root', CAST(event_time AS varchar), issued_principal_id, provider, audience, subject)
      WHEN joining_event_id IS NOT NULL THEN concat_ws(' ', 'shared', joining_event_id, issued_principal_id)
      ELSE concat_ws(' ', 'link', CAST(date_trunc('second', event_time) AS varchar), issued_principal_id)
    END AS told_session
  FROM issued
  WHERE NOT coalesce(contains(corrected_event_ids, event_id), FALSE)
),
numbered AS (
  SELECT
    *,
    array_agg(date_trunc('second', event_time)) OVER (PARTITION BY day, issued_access_key_id, told_session) AS told_seconds,
    min(event_time) OVER (PARTITION BY day, issued_access_key_id, told_session) AS valid_from,
    max(issued_expires_at) OVER (PARTITION BY day, issued_access_key_id, told_session) AS valid_until,
    row_number() OVER (
      PARTITION BY day, issued_access_key_id, told_session
      ORDER BY
        IF(
          is_web_identity,
          0,
          IF(caller_created IS NULL, 0, 4) + IF(caller_access_key_id IS NULL, 0, 2)
            + IF(caller_principal_id IS NULL AND caller_arn IS NULL, 0, 1)
        ) DESC,
        event_id,
        delivered_day
    ) AS copy
  FROM told
),
-- What a root states; what states nothing stands by itself.
claiming AS (
  SELECT
    *,
    is_pulumi AND origin.deployment_id IS NOT NULL AS states_id,
    is_pulumi AND version_text IS NOT NULL AND origin.stack IS NOT NULL AS states_version,
    IF(is_pulumi AND origin.deployment_id IS NOT NULL, lower(origin.deployment_id), 'none ' || event_id) AS id_claim,
    IF(
      is_pulumi AND version_text IS NOT NULL AND origin.stack IS NOT NULL,
      concat_ws('/', origin.organization, origin.project, origin.stack, version_text),
      'none ' || event_id
    ) AS version_claim
  FROM numbered
  WHERE copy = 1
),
claimed AS (
  SELECT
    *,
    min(event_time) OVER (PARTITION BY day, id_claim) AS first_time,
    first_value(subject) OVER (PARTITION BY day, id_claim ORDER BY event_time, event_id) AS first_subject,
    max(issued_expires_at) OVER (
      PARTITION BY day, id_claim, subject ORDER BY event_time, event_id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
    ) AS id_held_until,
    min(origin.operation) OVER (PARTITION BY day, version_claim) <> max(origin.operation) OVER (PARTITION BY day, version_claim)
      AS is_of_two_operations,
    max(issued_expires_at) OVER (
      PARTITION BY day, version_claim ORDER BY event_time, event_id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
    ) AS version_held_until
  FROM claiming
),
followed AS (
  SELECT
    *,
    min(IF(subject <> first_subject, event_time)) OVER (PARTITION BY day, id_claim) AS other_time,
    count_if(event_time >= id_held_until) OVER (
      PARTITION BY day, id_claim, subject ORDER BY event_time, event_id ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
    ) AS id_gaps,
    count_if(event_time >= version_held_until) OVER (PARTITION BY day, version_claim) AS version_gaps
  FROM claimed
),
owned AS (
  SELECT
    followed.*,
    states_id AND NOT (
      subject = first_subject AND id_gaps = 0
        AND coalesce(other_time > date_add('second', limits.claim_seconds, first_time), TRUE)
    ) AS is_id_reused,
    states_version AND (is_of_two_operations OR version_gaps > 0) AS is_version_reused
  FROM followed
  CROSS JOIN configuration AS limits
)
SELECT
  day, is_own_day, account, region, event_id, event_time, source_ip, user_agent, is_web_identity, is_pulumi, is_stated,
  caller_principal_id, caller_arn, caller_account, caller_created, caller_provider, is_role_session, tying_access_key_id, caller_lookup,
  may_be_issued, provider, audience, subject, issued_access_key_id, issued_principal_id, issued_assumed_role_arn, issued_account,
  issued_session_name, issued_expires_at, requested_role_arn, gives_look_alike,
  array_distinct(told_seconds) AS seconds,
  valid_from,
  valid_until,
  CAST(
    ROW(
      IF(
        (is_id_reused OR is_version_reused) AND (is_id_reused OR origin.deployment_id IS NULL),
        'STACK',
        origin.verdict
      ),
      origin.confidence, origin.organization, origin.project, origin.stack, origin.operation,
      IF(NOT is_id_reused AND NOT is_version_reused, origin.version),
      IF(NOT is_id_reused, origin.deployment_id),
      origin.environment, origin.environment_root, origin.environment_user,
      filter(
        origin.stated,
        field -> NOT ((field = 'id' AND is_id_reused) OR (field = 'version' AND (is_id_reused OR is_version_reused)))
      ),
      concat(
        origin.warnings,
        IF(is_id_reused, ARRAY['ID_REUSED'], ARRAY[]),
        IF(is_version_reused, ARRAY['VERSION_REUSED'], ARRAY[])
      )
    ) AS ROW(
      verdict varchar, confidence integer, organization varchar, project varchar, stack varchar, operation varchar, version bigint,
      deployment_id varchar, environment varchar, environment_root varchar, environment_user varchar, stated array(varchar),
      warnings array(varchar)
    )
  ) AS origin
FROM owned
