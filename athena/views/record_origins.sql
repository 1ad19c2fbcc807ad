-- Each record of the trail with its `origin`: what the record says by itself of the deployment behind it. Joins nothing. Of a
-- record in which a token was to buy a session, the origin is that session's: the signed subject gives the names, the session name
-- adds version and id. Of every other record it is the caller's, for the case that the issuance of the caller's session is not
-- known. Confidence is 1 for PROVEN, 2 for STATED, 3 for INFERRED: of two, the weaker is the greater. `stated` are the fields that
-- only the session name says, in the order in which they are tried here. `caller_lookup` is the text by which the caller's session is
-- to be found among the `lookups` of session_paths_0: by its key, unless a service called for somebody; else by who it is and when it
-- began, or, without that, when it called.
-- The rules are those of docs/session-names.md; docs/athena-attribution.md says where this reads less out of a name than they do.
WITH identified AS (
  SELECT
    records.*,
    patterns.known,
    patterns.documented,
    patterns.organizations,
    patterns.presents_itself AS look_alikes,
    is_web_identity AND contains(
      patterns.providers,
      regexp_extract(provider, '^arn:aws(?:-[a-z]+)*:iam::[0-9]{12}:oidc-provider/(.*)\z', 1)
    ) AS is_pulumi,
    NOT is_web_identity AND NOT is_saml AND contains(
      patterns.providers,
      regexp_extract(caller_provider, '^arn:aws(?:-[a-z]+)*:iam::[0-9]{12}:oidc-provider/(.*)\z', 1)
    ) AS is_stated,
    coalesce(IF(is_web_identity, coalesce(issued_session_name, requested_session_name), caller_session_name), '') AS session_name,
    -- A service's key is not the caller's; and STS issues none that begin with AKIA.
    IF(NOT is_forwarded AND NOT starts_with(caller_access_key_id, 'AKIA'), caller_access_key_id) AS session_key,
    -- An ESC subject of attributes is keys and values, in whatever order.
    IF(
      is_web_identity AND starts_with(subject, 'pulumi:environments:pulumi.organization.login:'),
      split(substr(subject, length('pulumi:environments:') + 1), ':'),
      ARRAY[]
    ) AS attributes
  FROM trail_records AS records
  CROSS JOIN session_name_patterns AS patterns
),
attributed AS (
  SELECT
    *,
    IF(
      cardinality(attributes) % 2 = 0 AND cardinality(attributes) > 0,
      array_distinct(transform(
        sequence(1, cardinality(attributes), 2),
        at -> CAST(ROW(attributes[at], attributes[at + 1]) AS ROW(name varchar, value varchar))
      )),
      ARRAY[]
    ) AS pairs
  FROM identified
),
-- The known attributes that the subject states twice, and otherwise.
repeated AS (
  SELECT
    *,
    filter(
      ARRAY['pulumi.organization.login', 'currentEnvironment.name', 'rootEnvironment.name', 'pulumi.user.login'],
      name -> cardinality(filter(pairs, pair -> pair.name = name)) > 1
    ) AS told_twice
  FROM attributed
),
signed AS (
  SELECT
    *,
    IF(is_pulumi, regexp_extract(subject, deployments, 1)) AS organization,
    IF(is_pulumi, regexp_extract(subject, deployments, 2)) AS project,
    IF(is_pulumi, regexp_extract(subject, deployments, 3)) AS stack,
    IF(is_pulumi, regexp_extract(subject, deployments, 4)) AS operation,
    IF(is_pulumi, regexp_extract(subject, customer_keys, 1)) AS key_organization,
    -- An attribute that says two things, or nothing of its form, makes the subject one that is not known.
    is_pulumi AND (
      regexp_like(subject, environments) OR (
        cardinality(pairs) > 0
          AND cardinality(told_twice) = 0
          AND all_match(pairs, pair -> CASE pair.name
            WHEN 'pulumi.organization.login' THEN regexp_like(pair.value, '^[A-Za-z0-9_.-]+\z')
            WHEN 'currentEnvironment.name' THEN regexp_like(pair.value, environment_names)
            WHEN 'rootEnvironment.name' THEN regexp_like(pair.value, environment_names)
            ELSE regexp_like(pair.name, '^[A-Za-z0-9_.-]+\z') AND pair.value <> ''
          END)
      )
    ) AS is_environment,
    CAST(
      ROW(
        coalesce(
          regexp_extract(subject, environments, 1),
          element_at(transform(filter(pairs, pair -> pair.name = 'pulumi.organization.login'), pair -> pair.value), 1)
        ),
        coalesce(
          regexp_extract(subject, environments, 2),
          element_at(transform(filter(pairs, pair -> pair.name = 'currentEnvironment.name'), pair -> pair.value), 1)
        ),
        element_at(transform(filter(pairs, pair -> pair.name = 'rootEnvironment.name'), pair -> pair.value), 1),
        element_at(transform(filter(pairs, pair -> pair.name = 'pulumi.user.login'), pair -> pair.value), 1)
      ) AS ROW(organization varchar, name varchar, root varchar, user varchar)
    ) AS environment
  FROM repeated
  CROSS JOIN (
    VALUES (
      '^pulumi:deploy:org:([A-Za-z0-9_.-]+):project:([A-Za-z0-9_.-]+):stack:([A-Za-z0-9_.-]+):operation:([a-z-]+):scope:write\z',
      '^pulumi:environments:org:([A-Za-z0-9_.-]+):env:([A-Za-z0-9_.-]+(?:/[A-Za-z0-9_.-]+)?(?=\z|:<yaml>\z)|<yaml>\z)',
      '^(?:[A-Za-z0-9_.-]+(?:/[A-Za-z0-9_.-]+)?|<yaml>)\z',
      '^pulumi:cmk:pulumi[.]organization[.]login:([A-Za-z0-9_.-]+)\z'
    )
  ) AS subjects(deployments, environments, environment_names, customer_keys)
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
        known || documented,
        template -> flatten(transform(
          IF(template.has_version, filter(numbers, number -> number IS NOT NULL), ARRAY[NULL]),
          version -> transform(
            IF(template.has_id, array_distinct(transform(uuids, uuid -> uuid[2])), ARRAY[NULL]),
            id -> CAST(
              ROW(
                version,
                id,
                template.names,
                template.is_well_known,
                replace(replace(replace(replace(
                  template.template,
                  '${deployment.operation}', operation),
                  '${operation}', operation),
                  '${deployment.version}', coalesce(version, '')),
                  '${deployment.id}', coalesce(id, ''))
              ) AS ROW(version varchar, id varchar, names bigint, is_documented boolean, text varchar)
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
          reading.is_documented,
          reading.text,
          array_max(filter(
            sequence(0, 63),
            length -> length(replace(replace(replace(
              reading.text,
              '${organization.name}', substr(organization, 1, length)),
              '${project.name}', substr(project, 1, length)),
              '${stack.name}', substr(stack, 1, length))) <= 64
          ))
        ) AS ROW(
          version varchar, id varchar, names bigint, is_documented boolean, text varchar, length bigint
        )
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
        reading -> CAST(
          ROW(reading.version, reading.id, reading.is_documented, FALSE)
          AS ROW(version varchar, id varchar, is_documented boolean, is_trimmed boolean)
        )
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
        reading -> CAST(
          ROW(reading.version, reading.id, reading.is_documented, TRUE)
          AS ROW(version varchar, id varchar, is_documented boolean, is_trimmed boolean)
        )
      )
    ) AS agreeing
  FROM measured
),
read AS (
  SELECT
    *,
    filter(agreeing, reading -> NOT reading.is_documented) AS readings,
    any_match(agreeing, reading -> reading.is_documented) AS agrees_as_documented
  FROM agreeing
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
  FROM read
),
-- A name that fits no template, beside a signed subject. `firsts` are the lengths of own organizations with which the whole name has the
-- form that Pulumi's documentation shows, but not with the signed names; it trims none to fewer than 8 characters. `pieces` is where
-- signed names stand, whole or, where the name may be trimmed, in part.
untold AS (
  SELECT
    *,
    is_deployment AND cardinality(readings) = 0 AND cardinality(fits) = 0 AS fits_nothing,
    IF(
      is_deployment AND cardinality(readings) = 0 AND cardinality(fits) = 0 AND NOT agrees_as_documented AND length(session_name) <= 64,
      array_distinct(filter(
        flatten(transform(
          array_distinct(organization || organizations),
          own -> transform(
            IF(length(session_name) >= 62, sequence(least(8, length(own)), length(own)), ARRAY[length(own)]),
            length -> IF(starts_with(session_name, substr(own, 1, length) || '-'), length)
          )
        )),
        length -> regexp_like(
          substr(session_name, length + 2),
          '^[A-Za-z0-9_.-]+-[A-Za-z0-9_.-]+-[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}\z'
        )
      )),
      ARRAY[]
    ) AS firsts,
    IF(
      is_deployment AND cardinality(uuids) > 0 AND length(session_name) <= 64,
      flatten(transform(
        ARRAY[organization, project, stack],
        name -> flatten(transform(
          IF(length(session_name) >= 62, sequence(1, length(name)), ARRAY[length(name)]),
          length -> transform(
            filter(
              sequence(1, length(session_name)),
              start -> substr(session_name, start, length) = substr(name, 1, length)
            ),
            start -> CAST(
              ROW(
                name,
                start,
                length,
                -- A part stands between signs that no name is made of, or dashes.
                NOT regexp_like(substr(session_name, start - 1, 1), '[A-Za-z0-9_.]')
                  AND NOT regexp_like(substr(session_name, start + length, 1), '[A-Za-z0-9_.]')
              ) AS ROW(name varchar, start bigint, length bigint, is_part boolean)
            )
          )
        ))
      )),
      ARRAY[]
    ) AS pieces
  FROM fitting
),
-- The whole signed names that are parts of a name of the documented form, neither as its organization nor within its id.
standing AS (
  SELECT
    *,
    IF(cardinality(firsts) > 0, filter(
      pieces,
      piece -> piece.is_part AND piece.length = length(piece.name)
        AND NOT (piece.start = 1 AND contains(firsts, piece.length))
        AND NOT (piece.start > length(session_name) - 36 AND piece.length < 36)
    ), ARRAY[]) AS parts
  FROM untold
),
placed AS (
  SELECT
    *,
    array_min(transform(filter(parts, part -> part.name = project), part -> part.start)) AS first_project,
    array_max(transform(filter(parts, part -> part.name = project), part -> part.start)) AS last_project,
    array_min(transform(filter(parts, part -> part.name = stack), part -> part.start)) AS first_stack,
    array_max(transform(filter(parts, part -> part.name = stack), part -> part.start)) AS last_stack
  FROM standing
),
-- Who uses another template has the signed project and stack in the name, each by itself; who copied a name has not.
compared AS (
  SELECT
    *,
    cardinality(firsts) > 0 AND NOT coalesce(
      first_project + length(project) <= last_stack OR first_stack + length(stack) <= last_project,
      FALSE
    ) AS may_be_copied,
    cardinality(firsts) > 0 AND first_project IS NULL AND first_stack IS NULL AS is_copied
  FROM placed
),
-- What all readings of the name agree on. Alone, a name is split at its dashes only if there is one way to do so.
readable AS (
  SELECT
    *,
    is_copied OR (is_deployment AND cardinality(readings) = 0 AND cardinality(fits) > 0) AS contradicts,
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
      -- The UUIDs that are left when the signed names are taken out: those that lie in none, and are not made of them. One group of a
      -- UUID may equal a name by chance; more than one, what reaches in from outside, or nine characters of several groups do not.
      WHEN fits_nothing AND length(session_name) <= 64 THEN transform(
        filter(
          uuids,
          uuid -> none_match(
            ARRAY[organization, project, stack],
            name -> length(name) >= 36 AND any_match(
              sequence(greatest(1, uuid[1] + 36 - length(name)), greatest(uuid[1], 1)),
              start -> starts_with(name, substr(session_name, start, uuid[1] + 36 - start))
            )
          ) AND none_match(
            pieces,
            piece -> piece.start < uuid[1] + 36 AND piece.start + piece.length > uuid[1] AND (
              (piece.is_part AND (piece.start < uuid[1] OR piece.start + piece.length > uuid[1] + 36))
              OR (
                least(piece.start + piece.length, uuid[1] + 36) - greatest(piece.start, uuid[1]) >= 9
                AND cardinality(filter(
                  ARRAY[ROW(0, 8), ROW(9, 13), ROW(14, 18), ROW(19, 23), ROW(24, 36)],
                  range -> piece.start - uuid[1] < range[2] AND piece.start + piece.length - uuid[1] > range[1]
                )) > 1
              )
            )
          ) AND cardinality(filter(
            ARRAY[ROW(0, 8), ROW(9, 13), ROW(14, 18), ROW(19, 23), ROW(24, 36)],
            range -> any_match(
              pieces,
              piece -> piece.is_part
                AND piece.start - uuid[1] < range[2] AND piece.start + piece.length - uuid[1] > range[1]
            )
          )) <= 1
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
  FROM compared
),
said AS (
  SELECT
    *,
    IF(cardinality(versions) = 1, versions[1]) AS version_text,
    IF(cardinality(versions) = 1, TRY_CAST(versions[1] AS bigint)) AS said_version,
    IF(cardinality(ids) = 1 AND NOT may_be_copied, ids[1]) AS said_id,
    all_match(versions, version -> version IS NULL) AND all_match(ids, id -> id IS NULL)
      AND none_match(fits, template -> is_deployment AND (template.has_version OR template.has_id))
      -- A number beside the signed names may be a version that no template reads.
      AND NOT (fits_nothing AND regexp_like(
        replace(replace(replace(session_name, organization, '/'), project, '/'), stack, '/'),
        '(?:^|[^A-Za-z0-9])v?[0-9]+(?:\z|[^A-Za-z0-9])'
      )) AS is_static,
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
-- Without a subject a version needs the names of its stack beside it, or an id.
stated AS (
  SELECT
    *,
    IF(cardinality(stated_organizations) = 1, stated_organizations[1]) AS stated_organization,
    IF(cardinality(stated_projects) = 1, stated_projects[1]) AS stated_project,
    IF(cardinality(stated_stacks) = 1, stated_stacks[1]) AS stated_stack,
    IF(cardinality(operations) = 1, operations[1]) AS stated_operation,
    IF(
      NOT is_stated OR said_id IS NOT NULL OR (
        cardinality(stated_organizations) = 1 AND stated_organizations[1] IS NOT NULL
          AND cardinality(stated_projects) = 1 AND stated_projects[1] IS NOT NULL
          AND cardinality(stated_stacks) = 1 AND stated_stacks[1] IS NOT NULL
      ),
      said_version
    ) AS version,
    said_id AS deployment_id,
    length(session_name) <= 64 AND regexp_like(session_name, look_alikes) AS presents_itself,
    -- Whether the caller's session may be one that STS handed out: to whom it did not, a person or a service, nothing is tied.
    NOT is_web_identity AND NOT is_saml AND (
      is_role_session
        OR IF(caller_principal_id IS NULL, session_key IS NOT NULL, regexp_like(caller_principal_id, '^[0-9]{12}\z'))
    ) AS may_be_issued,
    cardinality(organizations) > 0 AND NOT contains(
      organizations,
      CASE
        WHEN is_deployment THEN organization
        WHEN is_environment THEN environment.organization
        WHEN is_pulumi THEN coalesce(key_organization, regexp_extract(audience, '^(?:aws:)?([A-Za-z0-9_.-]+)\z', 1))
        WHEN cardinality(stated_organizations) = 1 THEN stated_organizations[1]
      END
    ) AS is_foreign
  FROM said
)
SELECT
  day, delivered_day, is_own_day, account, region, event_id, event_time, event_source, event_name, action, is_read_only, error_code,
  error_message, source_ip, user_agent, resources, corrected_event_id, shared_event_id, is_web_identity, is_granted, hands_out_session,
  is_pulumi, is_stated, caller_type, caller_principal_id, caller_access_key_id, caller_arn, caller_account, caller_role_arn, caller_created,
  caller_provider, caller_session_name, is_role_session,
  IF(NOT is_forwarded, caller_access_key_id) AS tying_access_key_id,
  CASE
    WHEN NOT may_be_issued THEN NULL
    WHEN session_key IS NOT NULL THEN 'key ' || session_key
    -- A key that STS did not issue.
    WHEN NOT is_forwarded AND caller_access_key_id IS NOT NULL THEN NULL
    WHEN caller_created IS NOT NULL
      THEN coalesce(caller_principal_id, caller_arn) || ' ' || CAST(date_trunc('second', caller_created) AS varchar)
    -- An account's own root has the same principal id as one that was assumed.
    WHEN is_role_session THEN coalesce(caller_principal_id, caller_arn) || ' in ' || CAST(date_trunc('hour', event_time) AS varchar)
  END AS caller_lookup,
  may_be_issued,
  provider, audience, subject, issued_access_key_id, issued_principal_id, issued_assumed_role_arn, issued_account, issued_session_name,
  issued_expires_at, requested_role_arn, requested_session_name,
  -- A version of more digits than a bigint has is nobody's version, and is compared with others all the same.
  version_text,
  NOT is_web_identity AND hands_out_session AND length(issued_session_name) <= 64
    AND regexp_like(issued_session_name, look_alikes) AS gives_look_alike,
  CAST(
    CASE
      WHEN is_pulumi AND is_deployment THEN ROW(
        IF(version IS NOT NULL OR deployment_id IS NOT NULL, 'DEPLOYMENT', 'STACK'),
        1, organization, project, stack, operation, version, deployment_id, NULL, NULL, NULL,
        filter(ARRAY[IF(version IS NOT NULL, 'version'), IF(deployment_id IS NOT NULL, 'id')], field -> field IS NOT NULL),
        filter(
          ARRAY[
            IF(contradicts, 'NAME_CONTRADICTS_SUBJECT'),
            IF(is_foreign, 'FOREIGN_ORGANIZATION'),
            IF(cardinality(readings) > 0 AND all_match(readings, reading -> reading.is_trimmed), 'NAME_TRUNCATED'),
            IF(is_static, 'STATIC_NAME')
          ],
          warning -> warning IS NOT NULL
        )
      )
      WHEN is_environment THEN ROW(
        'ENVIRONMENT', 1, environment.organization, NULL, NULL, NULL, NULL, NULL, environment.name, environment.root, environment.user,
        ARRAY[], IF(is_foreign, ARRAY['FOREIGN_ORGANIZATION'], ARRAY[])
      )
      -- Pulumi signed it, but it is no stack's and no environment's: nothing of the name is taken for a fact.
      WHEN is_pulumi THEN ROW(
        'PULUMI', 1, coalesce(key_organization, regexp_extract(audience, '^(?:aws:)?([A-Za-z0-9_.-]+)\z', 1)),
        NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, ARRAY[], IF(is_foreign, ARRAY['FOREIGN_ORGANIZATION'], ARRAY[])
      )
      WHEN is_stated THEN ROW(
        CASE
          WHEN deployment_id IS NOT NULL OR version IS NOT NULL THEN 'DEPLOYMENT'
          WHEN stated_stack IS NOT NULL THEN 'STACK'
          ELSE 'PULUMI'
        END,
        2, stated_organization, stated_project, stated_stack, stated_operation, version, deployment_id, NULL, NULL, NULL,
        filter(
          ARRAY[
            IF(stated_organization IS NOT NULL, 'organization'),
            IF(stated_project IS NOT NULL, 'project'),
            IF(stated_stack IS NOT NULL, 'stack'),
            IF(stated_operation IS NOT NULL, 'operation'),
            IF(version IS NOT NULL, 'version'),
            IF(deployment_id IS NOT NULL, 'id')
          ],
          field -> field IS NOT NULL
        ),
        filter(
          ARRAY[
            IF(is_foreign, 'FOREIGN_ORGANIZATION'),
            IF(may_be_trimmed, 'NAME_TRUNCATED'),
            IF(cardinality(fits) > 0 AND is_static, 'STATIC_NAME'),
            'ISSUANCE_MISSING'
          ],
          warning -> warning IS NOT NULL
        )
      )
      WHEN (is_web_identity OR is_role_session) AND presents_itself THEN ROW(
        'SUSPECT', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, ARRAY[],
        IF(is_web_identity, ARRAY[], ARRAY['ISSUANCE_MISSING'])
      )
      ELSE ROW(
        'NONE', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, ARRAY[],
        IF(is_role_session AND NOT is_web_identity, ARRAY['ISSUANCE_MISSING'], ARRAY[])
      )
    END AS ROW(
      verdict varchar, confidence integer, organization varchar, project varchar, stack varchar, operation varchar, version bigint,
      deployment_id varchar, environment varchar, environment_root varchar, environment_user varchar, stated array(varchar),
      warnings array(varchar)
    )
  ) AS origin
FROM stated
