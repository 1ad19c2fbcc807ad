-- The sessions of which CloudTrail told around a day, once for each of their issuances, with the beginning of the way up to their
-- roots. A path is a session, the event ids from it up to the last session that is known (`chain`), and what is known of that one:
-- if it is a root, its origin; else its caller, who is still to be tied to a session (`open_lookup` is not null), and the origin if
-- that fails. session_paths_1, _3 and _7 go up that many hops; here it is none. `above_presents_itself` tells of names further up
-- the path, the last one's excepted. Joined here: copies of one issuance (the better one counts, as the halves of a cross-account
-- AssumeRole), corrections, and reuses of a key. `lookups` are the texts under which a call or a link finds the session: principal
-- and second of creation (give or take one, for rounding), principal and hour, access key. `session`, `details` and `top` are rows,
-- so that the next views can pass them on as they are.
WITH issued AS (
  SELECT
    *,
    row_number() OVER (
      PARTITION BY
        day, issued_access_key_id, issued_principal_id, event_time,
        IF(is_web_identity, coalesce(provider, '') || ' ' || coalesce(audience, '') || ' ' || coalesce(subject, ''), '')
      ORDER BY
        IF(is_web_identity, 0, IF(caller_created IS NULL, 0, 2) + IF(caller_access_key_id IS NULL, 0, 1)) DESC,
        event_id,
        delivered_day
    ) AS copy
  FROM (
    SELECT *, array_agg(corrected_event_id) OVER (PARTITION BY day, issued_access_key_id) AS corrected_event_ids
    FROM record_origins
    WHERE hands_out_session
  )
  WHERE NOT coalesce(contains(corrected_event_ids, event_id), FALSE)
),
counted AS (
  SELECT *, count(*) OVER (PARTITION BY day, issued_access_key_id) > 1 AS key_reused
  FROM issued
  WHERE copy = 1
)
SELECT
  day,
  is_own_day,
  CAST(
    ROW(
      event_id, issued_access_key_id, issued_principal_id, issued_assumed_role_arn, event_time, issued_expires_at,
      IF(is_web_identity, provider), gives_look_alike, key_reused
    ) AS ROW(
      event_id varchar, access_key_id varchar, principal_id varchar, assumed_role_arn varchar, issued_at timestamp(3),
      expires_at timestamp(3), provider varchar, gives_look_alike boolean, key_reused boolean
    )
  ) AS session,
  CAST(
    ROW(account, region, requested_role_arn, issued_session_name, coalesce(IF(is_web_identity, subject, caller_arn), caller_principal_id))
    AS ROW(account varchar, region varchar, role_arn varchar, session_name varchar, given_by varchar)
  ) AS details,
  concat(
    transform(
      ARRAY[-1, 0, 1],
      second -> issued_principal_id || ' ' || CAST(date_add('second', second, date_trunc('second', event_time)) AS varchar)
    ),
    transform(
      sequence(0, least(13, greatest(0, date_diff('hour', date_trunc('hour', event_time), issued_expires_at)))),
      hour -> issued_principal_id || ' in ' || CAST(date_add('hour', hour, date_trunc('hour', event_time)) AS varchar)
    ),
    ARRAY['key ' || issued_access_key_id]
  ) AS lookups,
  CAST(
    ROW(
      IF(is_web_identity, event_id), caller_principal_id, caller_access_key_id, caller_arn, caller_created, caller_provider, event_time,
      origin
    ) AS ROW(
      root_event_id varchar, principal_id varchar, access_key_id varchar, arn varchar, created timestamp(3), provider varchar,
      called_at timestamp(3),
      origin ROW(
        verdict varchar, confidence integer, organization varchar, project varchar, stack varchar, operation varchar, version bigint,
        deployment_id varchar, environment varchar, warnings array(varchar)
      )
    )
  ) AS top,
  ARRAY[event_id] AS chain,
  1 AS confidence,
  FALSE AS ties_by_reused_key,
  FALSE AS above_presents_itself,
  CASE
    WHEN is_web_identity OR NOT is_role_session THEN NULL
    WHEN caller_principal_id IS NULL THEN 'key ' || caller_access_key_id
    WHEN caller_created IS NOT NULL THEN caller_principal_id || ' ' || CAST(date_trunc('second', caller_created) AS varchar)
    ELSE caller_principal_id || ' in ' || CAST(date_trunc('hour', event_time) AS varchar)
  END AS open_lookup
FROM counted
