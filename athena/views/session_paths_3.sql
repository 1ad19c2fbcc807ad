-- The paths of session_paths_1, each gone on by the paths of the sessions to which its open caller is tied: so they go twice as
-- far, and one more. A path whose caller is tied to several sessions becomes several; one whose caller is tied to none ends there.
-- The same as session_paths_1, word for word.
-- Every session stands under its own lookups, and every path under the one that its open caller asks for; so the paths meet in one
-- grouping, and the trail is read once for all hops, where joins would read it again for each.
WITH met AS (
  SELECT
    day,
    lookup,
    array_agg(
      ROW(is_own_day, session, details, lookups, top, chain, confidence, ties_by_reused_key, above_presents_itself, open_lookup)
    ) FILTER (WHERE asks) AS askers,
    -- Of a row in `sessions`, [1] is the session, as below.
    array_agg(
      ROW(session, top, chain, confidence, ties_by_reused_key, above_presents_itself, open_lookup)
    ) FILTER (WHERE NOT asks) AS sessions
  FROM session_paths_1
  CROSS JOIN UNNEST(
    lookups || coalesce(open_lookup, session.event_id),
    repeat(FALSE, CAST(cardinality(lookups) AS integer)) || TRUE
  ) AS roles(lookup, asks)
  GROUP BY day, lookup
  HAVING bool_or(asks)
),
-- The ways to tie, best first: access key and time, principal and creation date, principal and time. The last is only for a record
-- without a creation date, and not under a key of another session. A provider that the caller's record names must be the session's.
asking AS (
  SELECT
    day,
    sessions,
    asker.*,
    asker_top.principal_id AS principal_id,
    asker_top.access_key_id AS access_key_id,
    asker_top.arn AS arn,
    asker_top.created AS created,
    asker_top.provider AS provider,
    asker_top.called_at AS called_at
  FROM met
  CROSS JOIN UNNEST(askers) AS asker(
    asker_is_own_day, asker_session, asker_details, asker_lookups, asker_top, asker_chain, asker_confidence, asker_ties_by_reused_key,
    asker_above_presents_itself, asker_open_lookup)
),
fitting AS (
  SELECT
    *,
    IF(asker_open_lookup IS NOT NULL, filter(
      sessions,
      path -> (provider IS NULL OR path[1].provider IS NULL OR provider = path[1].provider)
        AND IF(principal_id IS NULL, path[1].assumed_role_arn = arn, path[1].principal_id = principal_id)
    )) AS candidates
  FROM asking
),
tied AS (
  SELECT
    *,
    filter(
      candidates,
      path -> path[1].access_key_id = access_key_id AND IF(
        created IS NULL,
        called_at BETWEEN path[1].issued_at AND path[1].expires_at,
        abs(date_diff('second', date_trunc('second', created), date_trunc('second', path[1].issued_at))) <= 1
      )
    ) AS by_key,
    filter(candidates, path -> date_trunc('second', path[1].issued_at) = date_trunc('second', created)) AS by_creation,
    filter(
      candidates,
      path -> created IS NULL
        AND called_at BETWEEN path[1].issued_at AND least(path[1].expires_at, date_add('hour', 12, path[1].issued_at))
    ) AS by_time
  FROM fitting
)
SELECT
  day,
  asker_is_own_day AS is_own_day,
  asker_session AS session,
  asker_details AS details,
  asker_lookups AS lookups,
  coalesce(above_top, asker_top) AS top,
  concat(asker_chain, coalesce(above_chain, ARRAY[])) AS chain,
  greatest(
    asker_confidence,
    coalesce(above_confidence, 1),
    IF(above_session IS NULL OR cardinality(by_key) > 0 OR cardinality(by_creation) > 0, 1, 3)
  ) AS confidence,
  asker_ties_by_reused_key
    OR coalesce(above_ties_by_reused_key, FALSE)
    OR (cardinality(by_key) > 0 AND coalesce(above_session.key_reused, FALSE)) AS ties_by_reused_key,
  asker_above_presents_itself
    OR coalesce(above_session.gives_look_alike, FALSE)
    OR coalesce(above_above_presents_itself, FALSE) AS above_presents_itself,
  above_open_lookup AS open_lookup
FROM tied
LEFT JOIN UNNEST(
  CASE
    WHEN any_match(by_key, path -> date_trunc('second', path[1].issued_at) = date_trunc('second', created))
      THEN filter(by_key, path -> date_trunc('second', path[1].issued_at) = date_trunc('second', created))
    WHEN cardinality(by_key) > 0 THEN by_key
    WHEN cardinality(by_creation) > 0 THEN by_creation
    WHEN access_key_id IS NULL OR none_match(candidates, path -> path[1].access_key_id = access_key_id) THEN by_time
    ELSE ARRAY[]
  END
) AS above(
  above_session, above_top, above_chain, above_confidence, above_ties_by_reused_key, above_above_presents_itself, above_open_lookup
) ON TRUE
