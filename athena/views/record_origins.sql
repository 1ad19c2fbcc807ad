-- Each record of the trail with its `origin`: what the record says by itself of the deployment behind it. Joins nothing. Of a
-- record in which a token was to buy a session, the origin is that session's: the signed subject gives the names, the session name
-- adds version and id. Of every other record it is the caller's, for the case that the issuance of the caller's session is not
-- known. Confidence is 1 for PROVEN, 2 for STATED, 3 for INFERRED: of two, the weaker is the greater.
-- The rules are those of docs/session-names.md; docs/athena-attribution.md says where this reads less out of a name than they do.
WITH identified AS (
  SELECT
    records.*,
    patterns.known,
    patterns.organizations,
    patterns.presents_itself AS look_alikes,
    is_web_identity AND contains(
      patterns.providers,
      regexp_extract(provider, '^arn:(?:aws|aws-cn|aws-us-gov):iam::[0-9]{12}:oidc-provider/(.*)\z', 1)
    ) AS is_pulumi,
    NOT is_web_identity AND is_role_session AND contains(
      patterns.providers,
      regexp_extract(caller_provider, '^arn:(?:aws|aws-cn|aws-us-gov):iam::[0-9]{12}:oidc-provider/(.*)\z', 1)
    ) AS is_stated,
    coalesce(IF(is_web_identity, coalesce(issued_session_name, requested_session_name), caller_session_name), '') AS session_name
  FROM trail_records AS records
  CROSS JOIN session_name_patterns AS patterns
),
signed AS (
  SELECT
    *,
    IF(is_pulumi, regexp_extract(subject, deployments, 1)) AS organization,
    IF(is_pulumi, regexp_extract(subject, deployments, 2)) AS project,
    IF(is_pulumi, regexp_extract(subject, deployments, 3)) AS stack,
    IF(is_pulumi, regexp_extract(subject, deployments, 4)) AS operation,
    IF(is_pulumi, coalesce(regexp_extract(subject, environments, 1), regexp_extract(subject, attributes, 1))) AS environment_organization,
    IF(is_pulumi, coalesce(regexp_extract(subject, environments, 2), regexp_extract(subject, attributes, 2))) AS environment
  FROM identified
  CROSS JOIN (
    VALUES (
      '^pulumi:deploy:org:([A-Za-z0-9_.-]+):project:([A-Za-z0-9_.-]+):stack:([A-Za-z0-9_.-]+):operation:([a-z-]+):scope:write\z',
      '^pulumi:environments:org:([A-Za-z0-9_.-]+):env:([A-Za-z0-9_.-]+(?:/[A-Za-z0-9_.-]+)?|<yaml>)\z',
      '^pulumi:environments:pulumi[.]organization[.]login:([A-Za-z0-9_.-]+)'
        || ':currentEnvironment[.]name:([A-Za-z0-9_.-]+(?:/[A-Za-z0-9_.-]+)?)'
        || '(?::rootEnvironment[.]name:[A-Za-z0-9_.-]+(?:/[A-Za-z0-9_.-]+)?)?(?::pulumi[.]user[.]login:[^:]+)?\z'
    )
  ) AS subjects(deployments, environments, attributes)
),
-- What a version and an id of the name can be: every number and every UUID in it, overlapping ones too.
candidates AS (
  SELECT
    *,
    organization IS NOT NULL AS is_deployment,
    IF(
      (organization IS NOT NULL OR is_stated) AND length(session_name) >= 36,
      filter(
        transform(sequence(1, length(session_name) - 35), start -> ROW(start, substr(session_name, start, 36))),
        part -> regexp_like(part[2], '^[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}\z')
      ),
      ARRAY[]
    ) AS uuids,
    IF(
      (organization IS NOT NULL OR is_stated)
        AND length(session_name) BETWEEN 1 AND 64
        AND any_match(known, template -> template.has_version),
      array_distinct(flatten(transform(
        sequence(1, length(session_name)),
        start -> transform(
          sequence(1, coalesce(length(regexp_extract(substr(session_name, start), '^[1-9][0-9]*')), 1)),
          digits -> regexp_extract(substr(session_name, start, digits), '^[1-9][0-9]*')
        )
      ))),
      ARRAY[]
    ) AS numbers
  FROM signed
),
-- Beside a signed subject a name is not taken apart: each template is filled with the signed operation, and with every number and
-- UUID of the name, and it is a reading if the signed names complete it to the name.
filled AS (
  SELECT
    *,
    IF(
      is_deployment AND length(session_name) <= 64,
      flatten(transform(
        known,
        template -> flatten(transform(
          IF(template.has_version, filter(numbers, number -> number IS NOT NULL), ARRAY[NULL]),
          version -> transform(
            IF(template.has_id, array_distinct(transform(uuids, uuid -> uuid[2])), ARRAY[NULL]),
            id -> CAST(
              ROW(
                version,
                id,
                template.names,
                replace(replace(replace(replace(
                  template.template,
                  '${deployment.operation}', operation),
                  '${operation}', operation),
                  '${deployment.version}', coalesce(version, '')),
                  '${deployment.id}', coalesce(id, ''))
              ) AS ROW(version varchar, id varchar, names bigint, text varchar)
            )
          )
        ))
      )),
      ARRAY[]
    ) AS filled
  FROM candidates
),
-- A name of more than 64 characters has its organization, project and stack trimmed to one common length: the longest that fits.
measured AS (
  SELECT
    *,
    transform(
      filter(filled, reading -> reading.names > 0 AND length(session_name) >= 65 - reading.names),
      reading -> CAST(
        ROW(
          reading.version,
          reading.id,
          reading.names,
          reading.text,
          array_max(filter(
            sequence(0, 63),
            length -> length(replace(replace(replace(
              reading.text,
              '${organization.name}', substr(organization, 1, length)),
              '${project.name}', substr(project, 1, length)),
              '${stack.name}', substr(stack, 1, length))) <= 64
          ))
        ) AS ROW(version varchar, id varchar, names bigint, text varchar, length bigint)
      )
    ) AS trimmed
  FROM filled
),
-- How Pulumi shares the characters that remain then is not documented: each name may have kept some more.
agreeing AS (
  SELECT
    *,
    concat(
      transform(
        filter(
          filled,
          reading -> session_name = replace(replace(replace(
            reading.text,
            '${organization.name}', organization),
            '${project.name}', project),
            '${stack.name}', stack)
        ),
        reading -> CAST(ROW(reading.version, reading.id, FALSE) AS ROW(version varchar, id varchar, is_trimmed boolean))
      ),
      transform(
        filter(
          trimmed,
          reading -> length(replace(replace(replace(
              reading.text,
              '${organization.name}', organization),
              '${project.name}', project),
              '${stack.name}', stack)) > 64
            AND regexp_like(
              session_name,
              '^' || replace(replace(replace(
                replace(replace(reading.text, '.', '[.]'), '+', '[+]'),
                '${organization[.]name}', '(?:' || array_join(transform(
                  sequence(reading.length, reading.length + reading.names - 1),
                  length -> replace(substr(organization, 1, length), '.', '[.]')
                ), '|') || ')'),
                '${project[.]name}', '(?:' || array_join(transform(
                  sequence(reading.length, reading.length + reading.names - 1),
                  length -> replace(substr(project, 1, length), '.', '[.]')
                ), '|') || ')'),
                '${stack[.]name}', '(?:' || array_join(transform(
                  sequence(reading.length, reading.length + reading.names - 1),
                  length -> replace(substr(stack, 1, length), '.', '[.]')
                ), '|') || ')')
                || '\z'
            )
        ),
        reading -> CAST(ROW(reading.version, reading.id, TRUE) AS ROW(version varchar, id varchar, is_trimmed boolean))
      )
    ) AS readings
  FROM measured
),
-- The templates that the name fits whatever names it says: with a subject, only asked for if no reading agrees with it.
fitting AS (
  SELECT
    *,
    IF(
      length(session_name) <= 64 AND (is_stated OR (is_deployment AND cardinality(readings) = 0)),
      filter(
        known,
        template -> regexp_like(
          session_name,
          replace(template.pattern, '|remediate-drift)', '|remediate-drift' || coalesce('|' || operation, '') || ')')
        )
      ),
      ARRAY[]
    ) AS fits
  FROM agreeing
),
-- What all readings of the name agree on. Alone, a name is split at its dashes only if there is one way to do so.
readable AS (
  SELECT
    *,
    is_deployment AND cardinality(readings) = 0 AND cardinality(fits) > 0 AS contradicts,
    any_match(fits, template -> template.names > 0 AND length(session_name) >= 65 - template.names) AS may_be_trimmed,
    CASE
      WHEN cardinality(readings) > 0 THEN array_distinct(transform(readings, reading -> reading.version))
      WHEN is_stated AND cardinality(fits) > 0 THEN array_distinct(flatten(transform(
        fits,
        template -> IF(
          template.has_version,
          filter(numbers, number -> number IS NOT NULL AND regexp_like(session_name, replace(template.pattern, '[1-9][0-9]*', number))),
          ARRAY[NULL]
        )
      )))
      ELSE ARRAY[]
    END AS versions,
    CASE
      WHEN cardinality(readings) > 0 THEN array_distinct(transform(readings, reading -> reading.id))
      WHEN is_stated AND cardinality(fits) > 0 THEN array_distinct(flatten(transform(
        fits,
        template -> IF(
          template.has_id,
          filter(
            transform(uuids, uuid -> uuid[2]),
            id -> regexp_like(
              session_name,
              replace(template.pattern, '[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}', id)
            )
          ),
          ARRAY[NULL]
        )
      )))
      WHEN is_stated THEN transform(uuids, uuid -> uuid[2])
      -- No template: the UUIDs that are no part of a signed name, whole or trimmed.
      WHEN is_deployment AND cardinality(fits) = 0 THEN transform(
        filter(
          uuids,
          uuid -> none_match(
            ARRAY[organization, project, stack],
            name -> length(name) >= 36 AND any_match(
              sequence(greatest(1, uuid[1] + 36 - length(name)), greatest(uuid[1], 1)),
              start -> starts_with(name, substr(session_name, start, uuid[1] + 36 - start))
            )
          )
        ),
        uuid -> uuid[2]
      )
      ELSE ARRAY[]
    END AS ids,
    IF(
      is_stated AND cardinality(fits) > 0,
      array_distinct(flatten(transform(
        fits,
        template -> IF(
          template.has_operation,
          filter(
            ARRAY['update', 'preview', 'refresh', 'destroy', 'detect-drift', 'remediate-drift'],
            operation -> regexp_like(
              session_name,
              replace(template.pattern, '(?:update|preview|refresh|destroy|detect-drift|remediate-drift)', operation)
            )
          ),
          ARRAY[NULL]
        )
      ))),
      ARRAY[]
    ) AS operations,
    is_stated AND cardinality(fits) > 0 AND all_match(
      fits,
      template -> IF(
        template.names = 0,
        TRUE,
        all_match(
          sequence(1, template.names),
          number -> regexp_extract(session_name, template.pattern, number)
            = regexp_extract(session_name, replace(replace(template.pattern, ']+)', ']+?)'), '[1-9][0-9]*', '[1-9][0-9]*?'), number)
        )
      )
    ) AS is_split
  FROM fitting
),
said AS (
  SELECT
    *,
    IF(cardinality(versions) = 1, TRY_CAST(versions[1] AS bigint)) AS version,
    IF(cardinality(ids) = 1, ids[1]) AS deployment_id,
    all_match(versions, version -> version IS NULL) AND all_match(ids, id -> id IS NULL)
      AND none_match(fits, template -> is_deployment AND (template.has_version OR template.has_id)) AS is_static,
    IF(
      is_split AND NOT may_be_trimmed,
      array_distinct(transform(
        fits,
        template -> IF(template.organization_group IS NOT NULL, regexp_extract(session_name, template.pattern, template.organization_group))
      )),
      ARRAY[]
    ) AS stated_organizations,
    IF(
      is_split AND NOT may_be_trimmed,
      array_distinct(transform(
        fits,
        template -> IF(template.project_group IS NOT NULL, regexp_extract(session_name, template.pattern, template.project_group))
      )),
      ARRAY[]
    ) AS stated_projects,
    IF(
      is_split AND NOT may_be_trimmed,
      array_distinct(transform(
        fits,
        template -> IF(template.stack_group IS NOT NULL, regexp_extract(session_name, template.pattern, template.stack_group))
      )),
      ARRAY[]
    ) AS stated_stacks
  FROM readable
),
stated AS (
  SELECT
    *,
    IF(cardinality(stated_organizations) = 1, stated_organizations[1]) AS stated_organization,
    IF(cardinality(stated_projects) = 1, stated_projects[1]) AS stated_project,
    IF(cardinality(stated_stacks) = 1, stated_stacks[1]) AS stated_stack,
    IF(cardinality(operations) = 1, operations[1]) AS stated_operation,
    length(session_name) <= 64 AND regexp_like(session_name, look_alikes) AS presents_itself
  FROM said
)
SELECT
  day, delivered_day, is_own_day, account, region, event_id, event_time, event_source, event_name, action, is_read_only, error_code,
  error_message, source_ip, user_agent, resources, corrected_event_id, is_web_identity, hands_out_session, is_pulumi,
  caller_type, caller_principal_id, caller_access_key_id, caller_arn, caller_role_arn, caller_created, caller_provider, caller_session_name,
  is_role_session, provider, audience, subject, issued_access_key_id, issued_principal_id, issued_assumed_role_arn, issued_session_name,
  issued_expires_at, requested_role_arn, requested_session_name,
  NOT is_web_identity AND hands_out_session AND length(issued_session_name) <= 64
    AND regexp_like(issued_session_name, look_alikes) AS gives_look_alike,
  CAST(
    CASE
      WHEN is_pulumi AND is_deployment THEN ROW(
        IF(version IS NOT NULL OR deployment_id IS NOT NULL, 'DEPLOYMENT', 'STACK'),
        1, organization, project, stack, operation, version, deployment_id, NULL,
        filter(
          ARRAY[
            IF(contradicts, 'NAME_CONTRADICTS_SUBJECT'),
            IF(cardinality(organizations) > 0 AND NOT contains(organizations, organization), 'FOREIGN_ORGANIZATION'),
            IF(cardinality(readings) > 0 AND all_match(readings, reading -> reading.is_trimmed), 'NAME_TRUNCATED'),
            IF(is_static, 'STATIC_NAME')
          ],
          warning -> warning IS NOT NULL
        )
      )
      WHEN is_pulumi AND environment IS NOT NULL THEN ROW(
        'ENVIRONMENT', 1, environment_organization, NULL, NULL, NULL, NULL, NULL, environment,
        IF(cardinality(organizations) > 0 AND NOT contains(organizations, environment_organization), ARRAY['FOREIGN_ORGANIZATION'], ARRAY[])
      )
      -- Pulumi signed it, but in a form that is not known: nothing of the name is taken for a fact.
      WHEN is_pulumi THEN ROW(
        'STACK', 1, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
        IF(
          cardinality(organizations) > 0 AND NOT contains(organizations, coalesce(regexp_replace(audience, '^aws:', ''), '')),
          ARRAY['FOREIGN_ORGANIZATION'],
          ARRAY[]
        )
      )
      WHEN is_stated THEN ROW(
        IF(
          deployment_id IS NOT NULL
            OR (version IS NOT NULL AND stated_organization IS NOT NULL AND stated_project IS NOT NULL AND stated_stack IS NOT NULL),
          'DEPLOYMENT',
          'STACK'
        ),
        2, stated_organization, stated_project, stated_stack, stated_operation, version, deployment_id, NULL,
        filter(
          ARRAY[
            IF(cardinality(organizations) > 0 AND NOT contains(organizations, stated_organization), 'FOREIGN_ORGANIZATION'),
            IF(may_be_trimmed, 'NAME_TRUNCATED'),
            IF(cardinality(fits) > 0 AND is_static, 'STATIC_NAME'),
            'ISSUANCE_MISSING'
          ],
          warning -> warning IS NOT NULL
        )
      )
      WHEN (is_web_identity OR is_role_session) AND presents_itself THEN ROW(
        'SUSPECT', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, IF(is_web_identity, ARRAY[], ARRAY['ISSUANCE_MISSING'])
      )
      ELSE ROW(
        'NONE', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
        IF(is_role_session AND NOT is_web_identity, ARRAY['ISSUANCE_MISSING'], ARRAY[])
      )
    END AS ROW(
      verdict varchar, confidence integer, organization varchar, project varchar, stack varchar, operation varchar, version bigint,
      deployment_id varchar, environment varchar, warnings array(varchar)
    )
  ) AS origin
FROM stated
