-- Gives a lake of an earlier release the columns that it lacks, at the end, where create_table.sql has them too. What is in it already
-- has none of them until its days are taken in again.
ALTER TABLE deployment_calls_lake ADD COLUMNS (
  stated array<string>,
  environment_root string,
  environment_user string
)
