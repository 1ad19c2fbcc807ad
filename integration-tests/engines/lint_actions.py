"""A second opinion on what calls ask IAM for: each action and resource of the corpus, against policy_sentry's copy of the reference.

usage: lint_actions.py CALLS…    files such as shared/src/test/resources/permissions/calls.txt; names what differs and exits with 1 if
anything does

An action must exist there, and a resource be of a type that the action has there. Exceptions are below, each with its reason.
"""

import re
import sys

from policy_sentry.querying.actions import get_action_data

LABELS = ("USED ", "IMPLIED ", "REFUSED ")
ALL = "*"
# What policy_sentry has not, by patterns of action and resource, and why it may stand.
EXCEPTIONS = {
    r"apigateway:\w+ \S+/(restapis|tags)\b.*": "it keeps one of the two references of API Gateway, that of V2",
    r"ecs:RegisterTaskDefinition .*": "its copy is older: the action takes resources now",
    r"elasticloadbalancing:\w+ \S+:loadbalancer/(classic|web|gwy/web/\*)": "it keeps one of the two references of load balancers, that of V2",
    r"s3:\w+ \S+:accesspoint/.*": "its copy is older: objects behind access points are a type now",
}


def rows(action):
    """What policy_sentry has of that action: a row a type; none if it has no such action."""
    service, _, name = action.partition(":")
    try:
        data = get_action_data(service, name)
    except KeyError:
        return []
    return [row for row in (data or {}).get(service, []) if row["action"].lower() == action.lower()]


def fits(arn, arn_format):
    """Whether that ARN, or pattern, is of the format: a star may stand for any of its variables, and at its end for more."""
    parts = re.split(r"\$\{[^}]*\}", arn_format)
    return re.fullmatch(".+".join(re.escape(part) for part in parts) + r"(:\*)?", arn) is not None


def needs(file):
    with open(file, encoding="utf-8") as lines:
        for line in lines:
            if line.startswith(LABELS):
                _, action, *words = line.split()
                yield action, [long(word) for word in words if "=" not in word]


def long(resource):
    """`arn:aws:sqs:us-east-1:111122223333:orders` of `sqs|orders`."""
    service, bar, rest = resource.partition("|")
    return f"arn:aws:{service}:us-east-1:111122223333:{rest}" if bar else resource


def differences(action, resources):
    known = rows(action)
    if not known:
        return {(action, "-")}
    formats = [row["resource_arn_format"] for row in known]
    return {
        (action, resource)
        for resource in resources
        if resource != ALL and not any(fits(resource, each) for each in formats)
    }


def main(files):
    checked = [need for file in files for need in needs(file)]
    found = {f"{action} {resource}" for need in checked for action, resource in differences(*need)}
    excepted = {exception: {each for each in found if re.fullmatch(exception, each)} for exception in EXCEPTIONS}
    wrong = [f"policy_sentry does not know {each}" for each in sorted(found - set().union(*excepted.values()))]
    wrong += [f"an exception is needed no more: {exception}" for exception, matched in excepted.items() if not matched]
    print("\n".join(wrong) or f"{len({action for action, _ in checked})} actions of {len(checked)} needs")
    sys.exit(1 if wrong or not checked else 0)


if __name__ == "__main__":
    main(sys.argv[1:])
