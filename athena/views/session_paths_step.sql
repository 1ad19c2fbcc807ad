-- The paths of ${Previous}, each gone on by the paths of the sessions to which its open caller is tied: so they go twice as
-- far, and one more. A path whose caller is tied to several sessions becomes several; one whose caller is tied to none ends there.
-- This step makes session_paths_1 of session_paths_0, session_paths_3 of that one, and session_paths_7 of that.
-- Every session stands under its own lookups, and every path under the one that its open caller asks for; so the paths meet in one
-- grouping, and the trail is read once for all hops, where joins would read it again for each.
WITH met AS (
  SELECT
    day,
    lookup,
    array_agg(
      ROW(
        is_own_day, session, details, lookups, top, chain, confidence, key_reused, above_presents_itself, open_lookup, minted_by, namings
      )
    ) FILTER (WHERE asks) AS askers,
    -- Of a row in `sessions`, [1] is the session, [8] what minted it, [9] its namings.
    array_agg(
      ROW(session, top, chain, confidence, key_reused, above_presents_itself, open_lookup, minted_by, namings)
    ) FILTER (WHERE NOT asks) AS sessions
  FROM ${Previous}
  CROSS JOIN UNNEST(
    lookups || coalesce(open_lookup, session.event_id),
    repeat(FALSE, CAST(cardinality(lookups) AS integer)) || TRUE
  ) AS roles(lookup, asks)
  GROUP BY day, lookup
  HAVING bool_or(asks)
),
asking AS (
  SELECT
    day,
    sessions,
    asker.*,
    asker_top.principal_id AS principal_id,
    asker_top.access_key_id AS access_key_id,
    asker_top.arn AS arn,
    asker_top.account AS account,
    asker_top.created AS created,
    asker_top.provider AS provider,
    asker_top.called_at AS called_at
  FROM met
  CROSS JOIN UNNEST(askers) AS asker(
    asker_is_own_day, asker_session, asker_details, asker_lookups, asker_top, asker_chain, asker_confidence, asker_key_reused,
    asker_above_presents_itself, asker_open_lookup, asker_minted_by, asker_namings)
),
-- What the caller's record says must not be said otherwise of the session. The provider is compared with the next one that is named
-- further up, or with the root's, if that is known already.
fitting AS (
  SELECT
    *,
    IF(asker_open_lookup IS NOT NULL, filter(
      sessions,
      path -> IF(principal_id IS NULL, coalesce(path[1].assumed_role_arn = arn, TRUE), path[1].principal_id = principal_id)
        AND coalesce(path[1].account = account, TRUE)
        AND coalesce(coalesce(element_at(path[9], 1).provider, path[8]) = provider, TRUE)
    )) AS candidates
  FROM asking
),
-- By key, or else by who it is and the second, which the lookup has compared, or the time. The session's limits count only for a record
-- without a creation date.
tied AS (
  SELECT
    *,
    CASE
      WHEN access_key_id IS NOT NULL AND any_match(candidates, path -> contains(path[1].seconds, date_trunc('second', created)))
        THEN filter(candidates, path -> contains(path[1].seconds, date_trunc('second', created)))
      WHEN access_key_id IS NOT NULL AND created IS NOT NULL
        THEN filter(candidates, path -> contains(path[1].near_seconds, date_trunc('second', created)))
      WHEN access_key_id IS NOT NULL AND any_match(candidates, path -> called_at BETWEEN path[1].valid_from AND path[1].valid_until)
        THEN filter(candidates, path -> called_at BETWEEN path[1].valid_from AND path[1].valid_until)
      WHEN access_key_id IS NOT NULL THEN filter(candidates, path -> called_at BETWEEN path[1].earliest AND path[1].latest)
      WHEN created IS NOT NULL THEN candidates
      ELSE filter(candidates, path -> called_at BETWEEN path[1].valid_from AND path[1].ends_at)
    END AS tied,
    coalesce(
      asker_open_lookup IS NOT NULL AND access_key_id IS NOT NULL
        AND cardinality(array_distinct(transform(sessions, path -> path[1].event_id))) > 1,
      FALSE
    ) AS shares_key
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
    CASE
      WHEN above_session IS NULL OR access_key_id IS NOT NULL THEN 1
      WHEN created IS NULL THEN 3
      -- A person's session of that second would look the same, but for the provider.
      WHEN above_session.is_root AND provider IS NULL THEN 3
      ELSE 1
    END
  ) AS confidence,
  asker_key_reused OR shares_key OR coalesce(above_key_reused, FALSE) AS key_reused,
  asker_above_presents_itself
    OR coalesce(above_session.gives_look_alike, FALSE)
    OR coalesce(above_above_presents_itself, FALSE) AS above_presents_itself,
  above_open_lookup AS open_lookup,
  IF(above_session IS NULL, asker_minted_by, above_minted_by) AS minted_by,
  concat(
    asker_namings,
    IF(
      above_session IS NOT NULL AND provider IS NOT NULL AND coalesce(element_at(above_namings, 1).provider, above_minted_by) IS NULL,
      ARRAY[
        CAST(
          ROW(
            provider, cardinality(asker_chain), asker_confidence, asker_key_reused OR shares_key, asker_above_presents_itself,
            asker_top.origin
          ) AS ROW(
            provider varchar, hops bigint, confidence integer, key_reused boolean, above_presents_itself boolean,
            origin ROW(
              verdict varchar, confidence integer, organization varchar, project varchar, stack varchar, operation varchar, version bigint,
              deployment_id varchar, environment varchar, environment_root varchar, environment_user varchar, stated array(varchar),
              warnings array(varchar)
            )
          )
        )
      ],
      ARRAY[]
    ),
    coalesce(above_namings, ARRAY[])
  ) AS namings
FROM tied
LEFT JOIN UNNEST(tied) AS above(
  above_session, above_top, above_chain, above_confidence, above_key_reused, above_above_presents_itself, above_open_lookup,
  above_minted_by, above_namings
) ON TRUE
