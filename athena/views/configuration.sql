-- The stack's parameters, as one row: whose sessions count as Pulumi's, which organizations are one's own, and how sessions are named.
-- Each parameter is a list separated by spaces. Beside the list in trail_records, this is the only SQL in which CloudFormation's
-- Fn::Sub puts something. With them the limits of the rules, which stand nowhere else: a role's session lives 12 hours at most; a
-- creation date is rounded by 1 second; the clocks of services differ by 5; and of two who state one id within 5 none was first.
SELECT
  filter(regexp_split('${Providers}', '\s+'), provider -> provider <> '') AS providers,
  filter(regexp_split('${Organizations}', '\s+'), organization -> organization <> '') AS organizations,
  filter(regexp_split('${SessionNameTemplates}', '\s+'), template -> template <> '') AS templates,
  12 AS longest_session_hours,
  1 AS rounding_seconds,
  5 AS clock_seconds,
  5 AS claim_seconds
