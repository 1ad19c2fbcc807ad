-- The configuration with each session-name template beside the regular expression of the names that fit it, as one row.
-- `known` are the configured templates; `documented` is the one that Pulumi's documentation shows, by which copied names are told where
-- none of those fits; `presents_itself` fits the names that look like a deployment's: those of the configured templates,
-- or, if none is configured, of the well-known ones. What a name says is decided in record_origins.
-- A pattern has a group for each name variable, in the template's order; organization_group and its like are their numbers.
WITH tried AS (
  SELECT
    *,
    -- The well-known ones, of which the first is the documented one.
    ARRAY[
      '${organization.name}-${project.name}-${stack.name}-${deployment.id}',
      'pulumi-${deployment.id}',
      'pulumi-deployments',
      'pulumi-deploy',
      'pulumi-deployment-session'
    ] || templates AS names
  FROM configuration
),
patterns AS (
  SELECT
    providers,
    organizations,
    cardinality(templates) > 0 AS is_configured,
    zip_with(
      names,
      sequence(1, cardinality(names)),
      (template, at) -> CAST(
        ROW(
          template,
          '^' || replace(replace(replace(replace(replace(replace(replace(
            -- A literal may hold these two characters of regular expressions; so does a variable's own text, from here on.
            replace(replace(template, '.', '[.]'), '+', '[+]'),
            '${organization[.]name}', '([A-Za-z0-9_.-]+)'),
            '${project[.]name}', '([A-Za-z0-9_.-]+)'),
            '${stack[.]name}', '([A-Za-z0-9_.-]+)'),
            '${deployment[.]operation}', '(?:update|preview|refresh|destroy|detect-drift|remediate-drift)'),
            '${operation}', '(?:update|preview|refresh|destroy|detect-drift|remediate-drift)'),
            '${deployment[.]version}', '[1-9][0-9]*'),
            '${deployment[.]id}', '[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}') || '\z',
          cardinality(regexp_extract_all(template, '[$][{](organization|project|stack)[.]name[}]')),
          -- A name's group has the number of the name variables up to it.
          IF(strpos(template, '${organization.name}') > 0, 1 + cardinality(regexp_extract_all(
            substr(template, 1, strpos(template, '${organization.name}')), '[$][{](organization|project|stack)[.]name[}]'))),
          IF(strpos(template, '${project.name}') > 0, 1 + cardinality(regexp_extract_all(
            substr(template, 1, strpos(template, '${project.name}')), '[$][{](organization|project|stack)[.]name[}]'))),
          IF(strpos(template, '${stack.name}') > 0, 1 + cardinality(regexp_extract_all(
            substr(template, 1, strpos(template, '${stack.name}')), '[$][{](organization|project|stack)[.]name[}]'))),
          strpos(template, '${deployment.operation}') > 0 OR strpos(template, '${operation}') > 0,
          strpos(template, '${deployment.version}') > 0,
          strpos(template, '${deployment.id}') > 0,
          at <= 5
        ) AS ROW(
          template varchar, pattern varchar, names bigint, organization_group bigint, project_group bigint, stack_group bigint,
          has_operation boolean, has_version boolean, has_id boolean, is_well_known boolean
        )
      )
    ) AS tried
  FROM tried
),
-- A template with a variable that does not exist fits nothing.
valid AS (
  SELECT
    *,
    filter(tried, template -> NOT template.is_well_known AND strpos(template.pattern, '$') = 0) AS known
  FROM patterns
)
SELECT
  providers,
  organizations,
  known,
  slice(tried, 1, 1) AS documented,
  CASE
    WHEN NOT is_configured THEN array_join(transform(slice(tried, 1, 5), template -> template.pattern), '|')
    WHEN cardinality(known) > 0 THEN array_join(transform(known, template -> template.pattern), '|')
    ELSE '\z.'
  END AS presents_itself
FROM valid
