-- The sessions of which CloudTrail told around a day, each with the one answer that all its paths together give. `verdict` and the
-- rest are what a call of the session is told; `verdict_above` is what a call of its caller is told: it differs where only the
-- session's own name presents itself as a deployment's. Paths of more than 7 hops end there, as if the next issuance were missing.
-- `minted_by` are the providers of the paths' roots, or of those whom the records name: empty of a path that begins with somebody who
-- had no token, `unknown` of one of which nothing tells.
-- Sessions that are not Pulumi's are here too, with NONE: they may fit a call as well as Pulumi's do.
WITH compared AS (
  SELECT
    *,
    filter(
      sequence(1, greatest(1, cardinality(namings))),
      at -> element_at(namings, at).provider <> coalesce(element_at(namings, at + 1).provider, minted_by)
    ) AS cuts
  FROM session_paths_7
),
-- A caller whose record names another provider than what is above him is not tied to it: the path ends with him.
cut AS (
  SELECT
    *,
    element_at(namings, element_at(cuts, 1)) AS cut,
    coalesce(element_at(cuts, 1), 99) AS cut_at,
    coalesce(element_at(namings, 1).provider, minted_by) AS named_by
  FROM compared
),
ending AS (
  SELECT
    day,
    is_own_day,
    session,
    details,
    lookups,
    IF(cut IS NULL, chain, slice(chain, 1, cut.hops)) AS chain,
    cut IS NOT NULL AS is_cut,
    IF(cut IS NULL, top.root_event_id) AS root_event_id,
    named_by AS minted_by,
    IF(cut IS NULL, confidence, cut.confidence) AS confidence,
    IF(cut IS NULL, key_reused, cut.key_reused) AS key_reused,
    IF(cut IS NULL, above_presents_itself, cut.above_presents_itself) AS above_presents_itself,
    IF(cut IS NULL, top.origin, cut.origin) AS origin,
    -- Whose record names Pulumi's provider has it at his root, known or not.
    any_match(slice(namings, 1, cut_at), naming -> naming.origin.confidence = 2) AS names_pulumi
  FROM cut
),
answered AS (
  SELECT
    *,
    origin.verdict IN ('NONE', 'SUSPECT') AND names_pulumi AS is_pulumi
  FROM ending
),
joined AS (
  SELECT
    day,
    arbitrary(is_own_day) AS is_own_day,
    arbitrary(session) AS session,
    arbitrary(details) AS details,
    arbitrary(lookups) AS lookups,
    array_agg(
      CAST(
        ROW(
          chain,
          is_cut,
          root_event_id,
          minted_by,
          IF(is_pulumi, 2, greatest(confidence, origin.confidence)),
          concat(origin.warnings, IF(is_pulumi, ARRAY['ISSUANCE_MISSING'], ARRAY[]), IF(key_reused, ARRAY['KEY_REUSED'], ARRAY[])),
          origin.stated,
          CAST(
            ROW(
              CASE
                WHEN is_pulumi THEN 'PULUMI'
                WHEN origin.verdict = 'NONE' AND above_presents_itself THEN 'SUSPECT'
                ELSE origin.verdict
              END,
              origin.organization, origin.project, origin.stack, origin.operation, origin.version, origin.deployment_id,
              origin.environment, origin.environment_root, origin.environment_user
            ) AS ROW(
              verdict varchar, organization varchar, project varchar, stack varchar, operation varchar, version bigint,
              deployment_id varchar, environment varchar, environment_root varchar, environment_user varchar
            )
          )
        ) AS ROW(
          chain array(varchar), is_cut boolean, root_event_id varchar, minted_by varchar, confidence integer, warnings array(varchar),
          stated array(varchar),
          answer ROW(
            verdict varchar, organization varchar, project varchar, stack varchar, operation varchar, version bigint,
            deployment_id varchar, environment varchar, environment_root varchar, environment_user varchar
          )
        )
      )
      ORDER BY chain
    ) AS all_ways
  FROM answered
  GROUP BY day, session.event_id
),
-- A way that was cut counts only if no other goes on from the same caller.
fitting AS (
  SELECT
    *,
    filter(
      all_ways,
      way -> NOT way.is_cut OR none_match(
        all_ways,
        other -> cardinality(other.chain) > cardinality(way.chain) AND slice(other.chain, 1, cardinality(way.chain)) = way.chain
      )
    ) AS ways
  FROM joined
),
-- An environment's organization is told in the same column as a deployment's, but they are not the same thing to agree on.
agreed AS (
  SELECT
    *,
    array_distinct(transform(ways, way -> way.answer)) AS answers,
    array_distinct(flatten(transform(ways, way -> way.stated))) AS stated_fields,
    array_distinct(transform(ways, way -> coalesce(way.minted_by, 'unknown'))) AS minted_by
  FROM fitting
),
judged AS (
  SELECT
    *,
    cardinality(answers) = 1 AS is_one,
    all_match(answers, answer -> answer.verdict = 'ENVIRONMENT')
      OR none_match(answers, answer -> answer.verdict = 'ENVIRONMENT') AS is_one_kind,
    filter(answers, answer -> answer.verdict NOT IN ('NONE', 'SUSPECT')) AS candidates,
    CASE
      WHEN cardinality(answers) = 1 THEN answers[1].verdict
      WHEN any_match(answers, answer -> answer.verdict NOT IN ('NONE', 'SUSPECT')) THEN 'AMBIGUOUS'
      WHEN any_match(answers, answer -> answer.verdict = 'SUSPECT') THEN 'SUSPECT'
      ELSE 'NONE'
    END AS verdict_above
  FROM agreed
),
told AS (
  SELECT
    *,
    IF(
      is_one_kind AND cardinality(array_distinct(transform(answers, answer -> answer.organization))) = 1,
      answers[1].organization
    ) AS organization,
    IF(cardinality(array_distinct(transform(answers, answer -> answer.project))) = 1, answers[1].project) AS project,
    IF(cardinality(array_distinct(transform(answers, answer -> answer.stack))) = 1, answers[1].stack) AS stack,
    IF(cardinality(array_distinct(transform(answers, answer -> answer.operation))) = 1, answers[1].operation) AS operation,
    IF(cardinality(array_distinct(transform(answers, answer -> answer.version))) = 1, answers[1].version) AS version,
    IF(cardinality(array_distinct(transform(answers, answer -> answer.deployment_id))) = 1, answers[1].deployment_id) AS deployment_id,
    IF(
      is_one_kind AND cardinality(array_distinct(transform(answers, answer -> answer.environment))) = 1,
      answers[1].environment
    ) AS environment,
    IF(
      is_one_kind AND cardinality(array_distinct(transform(answers, answer -> answer.environment_root))) = 1,
      answers[1].environment_root
    ) AS environment_root,
    IF(
      is_one_kind AND cardinality(array_distinct(transform(answers, answer -> answer.environment_user))) = 1,
      answers[1].environment_user
    ) AS environment_user
  FROM judged
)
SELECT
  day,
  is_own_day,
  session,
  details,
  lookups,
  IF(is_one OR verdict_above <> 'AMBIGUOUS', ways[1].chain, ARRAY[session.event_id]) AS chain,
  IF(is_one, ways[1].root_event_id) AS root_event_id,
  minted_by,
  verdict_above,
  IF(verdict_above = 'NONE' AND session.gives_look_alike, 'SUSPECT', verdict_above) AS verdict,
  IF(
    verdict_above NOT IN ('NONE', 'SUSPECT', 'AMBIGUOUS'),
    array_max(transform(ways, way -> coalesce(way.confidence, 1)))
  ) AS confidence,
  organization,
  project,
  stack,
  operation,
  version,
  deployment_id,
  environment,
  environment_root,
  environment_user,
  filter(
    ARRAY[
      IF(organization IS NOT NULL, 'organization'),
      IF(project IS NOT NULL, 'project'),
      IF(stack IS NOT NULL, 'stack'),
      IF(operation IS NOT NULL, 'operation'),
      IF(version IS NOT NULL, 'version'),
      IF(deployment_id IS NOT NULL, 'id')
    ],
    field -> contains(stated_fields, field)
  ) AS stated,
  IF(is_one, ARRAY[], array_distinct(filter(
    transform(candidates, answer -> trim(concat_ws(
      ' ',
      concat_ws('/', answer.organization, answer.project, answer.stack, answer.environment),
      answer.operation,
      'version ' || CAST(answer.version AS varchar),
      answer.deployment_id
    ))),
    candidate -> candidate <> ''
  ))) AS candidates,
  array_distinct(flatten(transform(ways, way -> way.warnings))) AS warnings
FROM told
