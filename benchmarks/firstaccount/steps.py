"""The steps: what each runs, and what is expected of it. What each is for stands in the table of docs/first-account.md alone.

Words in braces are filled in: settings, what an earlier command saved, and outputs of the stacks as {output:Name} and {athena:Name}.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Command:
    """A line of a shell. `expected` says in words what should come; `looks` is a regular expression of it, found in what is printed."""

    line: str
    expected: str
    looks: str = ""
    # Of the status that is expected; None where any will do.
    status: int | None = 0
    # The name under which what it prints is kept.
    save: str = ""
    # Asked again for so many minutes until it looks as expected.
    minutes: int = 0


@dataclass(frozen=True)
class Step:
    """Some commands. `costs` says what they make or charge; empty, if they only look."""

    name: str
    commands: list[Command]
    costs: str = ""
    # Something that a person does before.
    by_hand: str = ""
    # Not before so many minutes have passed since the other step.
    after: tuple[str, int] | None = None
    # Without it no later step can be run.
    essential: bool = False


STACK = "--region {region} --stack-name {stack}"
ATHENA = "--region {region} --stack-name {stack}-athena"
STATUS = "--output text --query 'Stacks[0].StackStatus'"
# Names of projects, stacks and roles are left out of what is printed.
NEWEST = "./deploytrail deployments --stack {stack} --region {region} --format ndjson | sed -n 1p | grep -o '\"verdict\":\"[A-Z]*\"'"
DOCTOR = "./deploytrail doctor {which} --region {region} --format ndjson | sed 's/\"state\":\"OK\",.*/\"state\":\"OK\"/'"
NO_PROBLEM = r"\A(?!(?s:.*)PROBLEM)(?s:.*)OK"
DEPLOY = "sam deploy --no-confirm-changeset --region {region} --s3-prefix {stack}"
ATHENA_PARAMETERS = "TrailBucket={trail-bucket} Accounts={account} Regions={region}"
QUERY = "--region {region} --work-group {stack}-athena --query-execution-context Database={database}"


def machine(folder, name):
    return Command(
        f".engines/lint/bin/python -c 'import json, sys, yaml; print(json.dumps(yaml.safe_load(sys.stdin)))' < functions/{folder}/{name}.asl.yaml"
        f" | sed -e 's/${{Partition}}/aws/g; s/${{Concurrency}}/5/g' > {{work}}/{name}.json"
        f" && aws stepfunctions validate-state-machine-definition --region {{region}} --definition file://{{work}}/{name}.json",
        '"result": "OK", and no diagnostics but for placeholders', r'"result": "OK"')


def execution(output, given, save, expected):
    return [
        Command(f"aws stepfunctions start-execution --region {{region}} --state-machine-arn {{{output}}} --input '{given}'"
                " --query executionArn --output text", "an ARN", "^arn:", save=save),
        Command(f"aws stepfunctions describe-execution --region {{region}} --execution-arn {{{save}}} --query '[status,error,cause]' --output text",
                expected, "SUCCEEDED", minutes=15)]


def query(sql, save, expected):
    return [
        Command(f'aws athena start-query-execution {QUERY} --query-string "{sql}" --query QueryExecutionId --output text', "an id", "-", save=save),
        Command(f"aws athena get-query-execution --region {{region}} --query-execution-id {{{save}}} --output text"
                " --query 'QueryExecution.[Status.State,Status.StateChangeReason,"
                "Statistics.DataScannedInBytes,Statistics.QueryPlanningTimeInMillis]'",
                expected, "SUCCEEDED", minutes=10)]


STEPS = [
    Step("who", [Command("aws sts get-caller-identity --query Account --output text", "the account", r"^\d{12}$", save="account")], essential=True),
    Step("validators", [
        machine("ingest-logs", "backfill-logs"),
        machine("backfill-sessions", "backfill-sessions"),
        Command("for template in template template-athena template-member template-pulumi-role; do"
                " .engines/sam/bin/python integration-tests/engines/sam_template.py $template.yaml > {work}/$template.translated.json || exit; done;"
                " mkdir -p {work}/policies &&"
                " for policy in $(.engines/lint/bin/python benchmarks/firstaccount/policies.py {work}/policies {work}/*.translated.json); do"
                " echo $(basename $policy): $(aws accessanalyzer validate-policy --region {region} --policy-type IDENTITY_POLICY"
                " --policy-document file://$policy --query 'findings[].[findingType,issueCode]' --output text || echo FAILED); done",
                "each policy's name, and behind it no ERROR and no SECURITY_WARNING", r"\A(?!(?s:.*)(ERROR|SECURITY_WARNING|FAILED))(?s:.*)\.json:"),
        Command(f"{DEPLOY} --stack-name {{stack}} --no-execute-changeset --parameter-overrides Organizations={{organization}}",
                "a change set that says + Add everywhere", r"\+ Add"),
    ], costs="a change set, and a bucket of SAM's own with the functions' zips: nothing yet"),
    Step("deploy", [
        Command(f"{DEPLOY} --stack-name {{stack}} --parameter-overrides TrailBucket={{trail-bucket}} Organizations={{organization}}",
                "Successfully created", "Successfully created|up to date"),
        Command(f"aws cloudformation describe-stacks {STACK} {STATUS}", "CREATE_COMPLETE", "(CREATE|UPDATE)_COMPLETE"),
    ], costs="the home stack: about a dollar a month until the step remove", essential=True),
    Step("rule", [
        Command("aws events list-rules --region {region} --query 'Rules[].[Name,State]' --output text",
                "IssuanceRule in ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS",
                r"IssuanceRule\S*\s+ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS"),
        Command(NEWEST, "the preview", '"verdict"', minutes=30),
    ], by_hand="Run a preview of a stack whose deployments get into this account (docs/deploy.md#see-it-work)."),
    Step("queue-policies", [
        Command("aws sqs send-message --region {region} --queue-url {output:IssuanceQueueUrl} --message-body '{{}}'",
                "AccessDenied, as an administrator too", "AccessDenied", status=None),
        Command(NEWEST, "records still arrive", '"verdict"'),
    ]),
    Step("snapstart", [
        Command("aws lambda invoke --region {region} --function-name {output:IndexSessionsFunctionName}:live --cli-binary-format raw-in-base64-out"
                " --payload file://events/index-sessions/20-call-that-issues-nothing.json /dev/stdout",
                "hands out no session", "hands out no session"),
        Command("aws logs tail --region {region} --since 10m /aws/lambda/{output:IndexSessionsFunctionName} --filter-pattern REPORT",
                "Restore Duration, some hundred ms", "Restore Duration", minutes=3),
    ], costs="an invocation"),
    Step("backfill-sessions",
         execution("output:BackfillSessionsArn", "{{}}", "sessions-execution", "SUCCEEDED: paging and limits of LookupEvents hold"),
         costs="some hundred state transitions and invocations: a cent"),
    Step("backfill-logs", [
        *execution("output:BackfillLogsArn", '{{"from": "{day}", "to": "{day}", "accounts": "all"}}', "logs-execution",
                   "SUCCEEDED: nested distributed maps, their permissions, the ItemSelector"),
        Command("aws stepfunctions get-execution-history --region {region} --execution-arn {logs-execution} --query 'events[].type' --output text"
                " | tr '\\t' '\\n' | sort | uniq -c", "as many StateEntered as docs/costs.md says", "StateEntered"),
    ], costs="a day of log files: cents, by docs/costs.md"),
    Step("metrics", [
        Command("aws cloudwatch list-metrics --region {region} --namespace DeployTrail --query 'Metrics[].MetricName' --output text",
                "IndexingLag, Roots", "Roots", minutes=15)]),
    Step("doctor", [
        Command(DOCTOR.replace("{which}", "--stack {stack}"), "no PROBLEM", NO_PROBLEM, status=None)]),
    Step("rollback", [
        Command("aws glue create-database --region {region} --database-input Name={database}_taken", "nothing, or AlreadyExists", status=None),
        Command(f"{DEPLOY} --stack-name {{stack}}-athena --template-file template-athena.yaml --parameter-overrides {ATHENA_PARAMETERS}"
                " DatabaseName={database}_taken", "it fails, and rolls back", "ROLLBACK|AlreadyExists|already exists|Failed", status=None),
        Command(f"aws cloudformation describe-stack-resources {ATHENA} --output text"
                " --query \"StackResources[?ResourceStatus!='DELETE_COMPLETE'].[LogicalResourceId,ResourceStatus]\"",
                "no Bucket: RetainExceptOnCreate removed it", r"\A(?!(?s:.*)^Bucket\s)"),
        Command(f"aws cloudformation delete-stack {ATHENA} && aws cloudformation wait stack-delete-complete {ATHENA}", "nothing"),
        Command("aws glue delete-database --region {region} --name {database}_taken", "nothing"),
    ], costs="a stack that is to fail: nothing"),
    Step("athena", [
        Command(f"{DEPLOY} --stack-name {{stack}}-athena --template-file template-athena.yaml --parameter-overrides {ATHENA_PARAMETERS}"
                " DatabaseName={database}", "Successfully created", "Successfully created|up to date"),
        *query("SELECT count(*) FROM cloudtrail_logs WHERE day = '{slashed-day}'", "raw-query", "SUCCEEDED: the SerDe and the table"),
        *query("SELECT verdict, count(*) FROM deployment_calls WHERE day = '{slashed-day}' GROUP BY verdict", "view-query",
               "SUCCEEDED: views as deep as ours"),
        Command("aws athena get-query-results --region {region} --query-execution-id {view-query} --output text"
                " --query 'ResultSet.Rows[].Data[].VarCharValue'", "verdicts and counts", "verdict"),
        *execution("athena:FillLakeArn", '{{"from": "{day}", "to": "{day}"}}', "lake-execution",
                   "SUCCEEDED: the lake's statements, by a role whose listings s3:prefix binds"),
        Command(DOCTOR.replace("{which}", "--athena-stack {stack}-athena"), "no PROBLEM", NO_PROBLEM, status=None),
    ], costs="Athena's stack and three queries of one day: cents, by docs/athena.md#what-a-question-costs"),
    Step("snapstart-later", [
        Command("aws lambda invoke --region {region} --function-name {output:QueryDeploymentsFunctionName}:live --cli-binary-format raw-in-base64-out"
                " --payload file://events/query-deployments/who-record-stated.json /dev/stdout", "STATED", "STATED"),
        Command("aws logs tail --region {region} --since 10m /aws/lambda/{output:QueryDeploymentsFunctionName} --filter-pattern REPORT",
                "Restore Duration, as fast as an hour ago", "Restore Duration", minutes=3),
    ], costs="an invocation", after=("snapstart", 60)),
    Step("remove", [
        Command("sam delete --no-prompts --region {region} --stack-name {stack}-athena", "Deleted successfully", "Deleted successfully"),
        Command("sam delete --no-prompts --region {region} --stack-name {stack}", "Deleted successfully", "Deleted successfully"),
        Command("aws glue get-database --region {region} --name {database} --query Database.Name", "it is still there", status=0),
        Command("aws dynamodb list-tables --region {region} --query \"TableNames[?starts_with(@, '{stack}-')]\" --output text",
                "the tables that stay: remove them by docs/operations.md#removal-and-what-stays", "Table"),
    ], costs="the removal of both stacks; what stays is named", after=("snapstart-later", 0)),
]
