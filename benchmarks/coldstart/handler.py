"""What a Python function would do for `who` by access key: one Query, and the answer as JSON; no chain is followed and nothing is ruled out."""

import json
import os

import boto3

dynamodb = boto3.client("dynamodb")
TABLE = os.environ["SESSIONS_TABLE"]


def handle(event):
    items = dynamodb.query(
        TableName=TABLE, KeyConditionExpression="accessKeyId = :key", ConsistentRead=True,
        ExpressionAttributeValues={":key": {"S": event["accessKeyId"]}})["Items"]
    sessions = [{name: next(iter(value.values())) for name, value in item.items()} for item in items]
    return json.dumps({"question": event["question"], "sessions": sessions})
