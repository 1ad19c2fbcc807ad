-- The lake's table: the calls of deployment_calls that are not NONE, as they were told when their days were taken in; Iceberg, a
-- partition a day. What later releases added stands behind the day, as add_columns.sql adds it to a lake that is there.
CREATE TABLE IF NOT EXISTS deployment_calls_lake (
  event_id string,
  event_time timestamp,
  account string,
  region string,
  event_source string,
  event_name string,
  action string,
  read_only boolean,
  error_code string,
  error_message string,
  verdict string,
  confidence string,
  organization string,
  project string,
  stack string,
  operation string,
  version bigint,
  deployment_id string,
  environment string,
  url string,
  candidates array<string>,
  warnings array<string>,
  access_key_id string,
  principal_id string,
  role_arn string,
  session_name string,
  root_event_id string,
  chain array<string>,
  source_ip string,
  user_agent string,
  resources array<string>,
  day date,
  stated array<string>,
  environment_root string,
  environment_user string
)
PARTITIONED BY (day)
LOCATION '${location}'
TBLPROPERTIES ('table_type' = 'ICEBERG', 'format' = 'parquet', 'write_compression' = 'zstd')
