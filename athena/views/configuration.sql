-- The stack's parameters, as one row: whose sessions count as Pulumi's, which organizations are one's own, and how sessions are named.
-- Each parameter is a list separated by spaces. Beside the list in trail_records, this is the only SQL in which CloudFormation's
-- Fn::Sub puts something.
SELECT
  filter(regexp_split('${Providers}', '\s+'), provider -> provider <> '') AS providers,
  filter(regexp_split('${Organizations}', '\s+'), organization -> organization <> '') AS organizations,
  filter(regexp_split('${SessionNameTemplates}', '\s+'), template -> template <> '') AS templates
