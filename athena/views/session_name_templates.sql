-- Each configured session-name template with the regular expression of the names that fit it; without any, no row.
-- A group of the expression is a name variable. Pulumi trims long names, so what it fits may still say a name only in part.
SELECT template, pattern
FROM session_name_patterns
CROSS JOIN UNNEST(known) AS t(template, pattern, names, organization_group, project_group, stack_group, has_operation, has_version, has_id,
  is_well_known)
