-- The sessions of known_issuances, each with the beginning of the way up to its root. A path is a session, the event ids from it up to
-- the last session that is known (`chain`), and what is known of that one: if it is a root, its origin; else its caller, who is still
-- to be tied to a session (`open_lookup` is not null), and the origin if that fails. session_paths_1, _3 and _7 go up that many hops;
-- here it is none. `above_presents_itself` tells of names further up the path, the last one's excepted. `minted_by` is the provider of
-- the path's root, or the one that the last caller's record names; empty if the path begins with somebody who had no token, null as long
-- as that is not known. `namings` are callers on the way whose records name a provider that is still to be compared with it.
-- `lookups` are the texts under which a call
-- or a link finds the session: its key; who it is (principal, assumed-role ARN) and the second in which it began; who it is and each
-- hour of its life. All limits of the ties are worked out here. `session`, `details` and `top` are rows, so that the next views can
-- pass them on as they are.
WITH limited AS (
  SELECT
    issuances.*,
    least(valid_until, date_add('hour', limits.longest_session_hours, event_time)) AS ends_at,
    date_add('second', -limits.clock_seconds, valid_from) AS earliest,
    date_add('second', limits.clock_seconds, valid_until) AS latest,
    flatten(transform(
      seconds,
      second -> transform(
        sequence(-limits.rounding_seconds, limits.rounding_seconds),
        difference -> date_add('second', difference, second)
      )
    )) AS near_seconds,
    filter(ARRAY[issued_principal_id, issued_assumed_role_arn], identity -> identity IS NOT NULL) AS identities
  FROM known_issuances AS issuances
  CROSS JOIN configuration AS limits
)
SELECT
  day,
  is_own_day,
  CAST(
    ROW(
      event_id, issued_access_key_id, issued_principal_id, issued_assumed_role_arn, issued_account, event_time, issued_expires_at,
      valid_from, valid_until, ends_at, earliest, latest, seconds, near_seconds, is_web_identity, IF(is_web_identity, provider),
      caller_principal_id, gives_look_alike
    ) AS ROW(
      event_id varchar, access_key_id varchar, principal_id varchar, assumed_role_arn varchar, account varchar, issued_at timestamp(3),
      expires_at timestamp(3), valid_from timestamp(3), valid_until timestamp(3), ends_at timestamp(3), earliest timestamp(3),
      latest timestamp(3), seconds array(timestamp(3)), near_seconds array(timestamp(3)), is_root boolean, provider varchar,
      bought_by varchar, gives_look_alike boolean
    )
  ) AS session,
  CAST(
    ROW(account, region, requested_role_arn, issued_session_name, coalesce(IF(is_web_identity, subject, caller_arn), caller_principal_id))
    AS ROW(account varchar, region varchar, role_arn varchar, session_name varchar, given_by varchar)
  ) AS details,
  concat(
    flatten(transform(identities, identity -> transform(seconds, second -> identity || ' ' || CAST(second AS varchar)))),
    flatten(transform(
      identities,
      identity -> transform(
        sequence(0, greatest(0, date_diff('hour', date_trunc('hour', valid_from), ends_at))),
        hour -> identity || ' in ' || CAST(date_add('hour', hour, date_trunc('hour', valid_from)) AS varchar)
      )
    )),
    ARRAY['key ' || issued_access_key_id]
  ) AS lookups,
  CAST(
    ROW(
      IF(is_web_identity, event_id), caller_principal_id, tying_access_key_id, caller_arn,
      caller_account, caller_created, caller_provider, event_time, origin
    ) AS ROW(
      root_event_id varchar, principal_id varchar, access_key_id varchar, arn varchar, account varchar, created timestamp(3),
      provider varchar, called_at timestamp(3),
      origin ROW(
        verdict varchar, confidence integer, organization varchar, project varchar, stack varchar, operation varchar, version bigint,
        deployment_id varchar, environment varchar, environment_root varchar, environment_user varchar, stated array(varchar),
        warnings array(varchar)
      )
    )
  ) AS top,
  ARRAY[event_id] AS chain,
  1 AS confidence,
  FALSE AS key_reused,
  FALSE AS above_presents_itself,
  caller_lookup AS open_lookup,
  CASE WHEN is_web_identity THEN coalesce(provider, '') WHEN may_be_issued THEN caller_provider ELSE coalesce(caller_provider, '') END
    AS minted_by,
  CAST(
    ARRAY[] AS array(ROW(
      provider varchar, hops bigint, confidence integer, key_reused boolean, above_presents_itself boolean,
      origin ROW(
        verdict varchar, confidence integer, organization varchar, project varchar, stack varchar, operation varchar, version bigint,
        deployment_id varchar, environment varchar, environment_root varchar, environment_user varchar, stated array(varchar),
        warnings array(varchar)
      )
    ))
  ) AS namings
FROM limited
