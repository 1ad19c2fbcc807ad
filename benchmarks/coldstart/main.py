"""Starts functions as Lambda would and measures them; see ../cold-start."""

import argparse
import json
import os
import platform
import queue
import random
import re
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path
from typing import NamedTuple

import boto3
import botocore

import classes
import figures
from runtime_api import RuntimeApi

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
WORK = HERE / ".work"
RUNTIME = ROOT / "integration-tests/target/runtime"
JAVA_HOME = Path(os.environ["JAVA_HOME"])
FUNCTION_CORE, OTHER_CORE = "0", "1"
# As Lambda starts functions of 1 GB without SnapStart, as far as that is documented; what AWS's own CDS archive of the runtime saves is not here.
# A machine of 1 GB begins with a heap of its 64th.
JVM = ["-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xms16m", "-Xmx600m", "--enable-native-access=ALL-UNNAMED"]
# With SnapStart on Java 25 the compilers stay as they are; org.crac is told of the hooks of AWS's runtime.
SNAPSTART_JVM = [option for option in JVM if "Tiered" not in option] + ["-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac"]
JNI = "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI"
CLIENT = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda"
SECONDS = 60
URL_CONNECTION = ", url-connection"
# Where the CRT looks for authorities; a process that mounts another file there alone sees it.
AUTHORITIES = next(path for path in ["/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt"] if Path(path).exists())
TRUSTING = ["unshare", "--map-root-user", "--mount", "sh", "-c", f'mount --bind "$0" {AUTHORITIES}; exec "$@"', WORK / "tls/bundle.pem"]
KEYS = {"AWS_ACCESS_KEY_ID": "ASIAEXAMPLE", "AWS_SECRET_ACCESS_KEY": "secret", "AWS_SESSION_TOKEN": "token"}


def run(*command):
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def prepare():
    """Unpacks the zips as Lambda does, and makes a certificate for loopback that Java and Python trust beside the usual ones."""
    for name in ["query-deployments", "index-sessions"]:
        task = WORK / name
        shutil.rmtree(task, ignore_errors=True)
        archive = ROOT / "functions" / name / "target" / f"{name}.zip"
        if not archive.exists():
            sys.exit(f"{archive.relative_to(ROOT)} was expected; mvn -B verify builds it")
        zipfile.ZipFile(archive).extractall(task)
    use_url_connection(WORK / "query-deployments")
    clients = list(RUNTIME.glob("aws-lambda-java-runtime-interface-client-*.jar"))
    if not clients:
        sys.exit("the runtime interface client was expected in integration-tests/target/runtime; mvn -B verify puts it there")
    machine = {"x86_64": "x86_64", "aarch64": "aarch_64"}[platform.machine()]
    with zipfile.ZipFile(clients[0]) as jar:
        (WORK / "runtime.so").write_bytes(jar.read(f"jni/libaws-lambda-jni.linux-{machine}.so"))
    tls = WORK / "tls"
    if not (tls / "cacerts").exists():
        tls.mkdir(exist_ok=True)
        run("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "3650", "-subj", "/CN=loopback",
            "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", tls / "key.pem", "-out", tls / "certificate.pem")
        (tls / "bundle.pem").write_text((Path(botocore.__file__).parent / "cacert.pem").read_text() + (tls / "certificate.pem").read_text())
        shutil.copy(JAVA_HOME / "lib/security/cacerts", tls / "unfinished")
        run(JAVA_HOME / "bin/keytool", "-importcert", "-noprompt", "-alias", "loopback", "-file", tls / "certificate.pem",
            "-keystore", tls / "unfinished", "-storepass", "changeit")
        (tls / "unfinished").rename(tls / "cacerts")


def use_url_connection(task):
    """A second copy of the function, with the JDK's HTTP client in place of the CRT."""
    copy = Path(f"{task}{URL_CONNECTION}")
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(task, copy)
    crt = list((copy / "lib").glob("aws-crt-*.jar"))
    client = list((ROOT / "cli/target/lib").glob("url-connection-client-*.jar"))
    if not crt or not client:
        sys.exit("the CRT in the function's zip and url-connection-client in cli/target/lib were expected; mvn -B verify builds both")
    for jar in crt:
        jar.unlink()
    shutil.copy(client[0], copy / "lib")


class Table:
    """DynamoDB Local with the table of template.yaml, behind TLS, on the other core."""

    def __init__(self):
        module = ROOT / "dynamodb-local/target"
        self.server = subprocess.Popen(
            ["taskset", "-c", OTHER_CORE, JAVA_HOME / "bin/java", "-cp", f"{module / 'classes'}:{module / 'lib'}/*",
             "io.deploytrail.dynamodb.DynamoDbLocalServer", "127.0.0.1", ROOT / "template.yaml", "SessionsTable"],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        port = next(re.search(r":(\d+)", line).group(1) for line in self.server.stdout if line.startswith("http://"))
        self.proxy = subprocess.Popen(
            ["taskset", "-c", OTHER_CORE, sys.executable, HERE / "tls_proxy.py", port,
             WORK / "tls/certificate.pem", WORK / "tls/key.pem"], stdout=subprocess.PIPE, text=True)
        self.endpoint = f"https://127.0.0.1:{int(self.proxy.stdout.readline())}"

        self.client = boto3.client("dynamodb", endpoint_url=self.endpoint, region_name="us-east-1", verify=str(WORK / "tls/bundle.pem"),
                                   aws_access_key_id="ASIAEXAMPLE", aws_secret_access_key="secret")

    def warm(self):
        """DynamoDB is always warm; DynamoDB Local takes tens of milliseconds for a request after a rest."""
        name = self.client.list_tables()["TableNames"][0]
        session = {"accessKeyId": {"S": "ASIAWARM"}, "eventId": {"S": "none"}}
        for _ in range(20):
            self.client.put_item(TableName=name, Item=session)
            self.client.query(TableName=name, KeyConditionExpression="accessKeyId = :key", ExpressionAttributeValues={":key": {"S": KEY}})

    def cut(self):
        self.proxy.send_signal(signal.SIGUSR1)
        time.sleep(0.1)

    def close(self):
        self.proxy.terminate()
        self.server.terminate()


def event(path):
    return (ROOT / "events" / path).read_bytes()


ISSUANCE = event("index-sessions/01-deployment-by-id.json")
KEY = json.loads(ISSUANCE)["detail"]["responseElements"]["credentials"]["accessKeyId"]
BATCH = json.dumps({"Records": [{"messageId": "1", "body": ISSUANCE.decode()}]}).encode()
QUESTION = json.dumps({"question": "who", "accessKeyId": KEY}).encode()


class Subject:
    """A function, how its process is started, and what it is asked."""

    def __init__(self, name, environment, command, question, says, snapstart=False):
        self.name = name
        self.environment = environment
        self.command = command
        self.question = question
        self.says = says
        self.snapstart = snapstart


def subjects(jvm):
    environments = json.loads((ROOT / "events/environment.json").read_text())
    found = [Subject("Python, boto3", environments["QueryDeploymentsFunction"], [sys.executable, HERE / "bootstrap.py"], QUESTION, KEY.encode())]
    for name, variables, handler, question, says in [
        ("query-deployments", "QueryDeploymentsFunction", "querydeployments.QueryDeploymentsHandler", QUESTION, b'"DEPLOYMENT"'),
        (f"query-deployments{URL_CONNECTION}", "QueryDeploymentsFunction", "querydeployments.QueryDeploymentsHandler", QUESTION, b'"DEPLOYMENT"'),
        ("index-sessions", "IndexSessionsFunction", "indexsessions.IndexSessionsHandler", BATCH, b'"batchItemFailures":[]'),
    ]:
        task = WORK / name
        for snapstart in [False, True]:
            command = [
                JAVA_HOME / "bin/java", *(SNAPSTART_JVM if snapstart else JVM), *jvm, f"-D{JNI}={WORK / 'runtime.so'}",
                f"-Djavax.net.ssl.trustStore={WORK / 'tls/cacerts'}", "-cp", f"{RUNTIME}/*:{task}:{task}/lib/*", CLIENT,
                f"io.deploytrail.functions.{handler}::handleRequest"]
            found.append(Subject(name + (", rehearsed" if snapstart else ""), environments[variables], command, question, says, snapstart))
    return found


def memory(pid):
    status = Path(f"/proc/{pid}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+)", status).group(1)) / 1024


def cpu_seconds(pid):
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


class Measured(NamedTuple):
    """One process. Times are seconds, from its start or from its restoration; `later` are those of each further answer."""

    init: float
    first: float
    first_cpu: float
    later: list[float]
    megabytes: float


def measure(subject, table, questions):
    api = RuntimeApi()
    environment = {
        "PATH": os.environ["PATH"], "AWS_REGION": "us-east-1", "AWS_DEFAULT_REGION": "us-east-1", "AWS_LAMBDA_RUNTIME_API": api.address,
        "AWS_LAMBDA_FUNCTION_NAME": "measured", "AWS_LAMBDA_FUNCTION_VERSION": "1", "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": "1024",
        "AWS_LAMBDA_LOG_FORMAT": "JSON", "AWS_LAMBDA_LOG_LEVEL": "ERROR", "LAMBDA_TASK_ROOT": "/var/task",
        "AWS_LAMBDA_INITIALIZATION_TYPE": "snap-start" if subject.snapstart else "on-demand",
        "AWS_ENDPOINT_URL": table.endpoint, "AWS_CA_BUNDLE": str(WORK / "tls/bundle.pem"), "AWS_EC2_METADATA_DISABLED": "true",
        **(api.credentials if subject.snapstart else KEYS), **subject.environment, "RETENTION_DAYS": "3650"}
    table.warm()
    with open(WORK / "function.log", "w") as log:
        start = time.perf_counter()
        process = subprocess.Popen(
            ["taskset", "-c", FUNCTION_CORE, *TRUSTING, *subject.command], env=environment, stdout=log, stderr=log, cwd=HERE)
        try:
            if subject.snapstart:
                primed = api.primed.get(timeout=SECONDS)
                table.cut()
                # Longer than the JDK keeps an idle connection, as the time between a snapshot and its restoration is.
                time.sleep(6)
                table.warm()
                init = primed - start
                spent = cpu_seconds(process.pid)
                start = time.perf_counter()
                api.restored.set()
                api.ready.get(timeout=SECONDS)
            else:
                init = api.ready.get(timeout=SECONDS) - start
                spent = 0
            first = answer(api, subject) - start
            first_cpu = cpu_seconds(process.pid) - spent
            later = []
            for _ in range(questions):
                asked = time.perf_counter()
                later.append(answer(api, subject) - asked)
            return Measured(init, first, first_cpu, later, memory(process.pid))
        except queue.Empty:
            sys.exit(f"{subject.name} did not answer; its log is {(WORK / 'function.log').relative_to(ROOT)}")
        finally:
            process.kill()
            process.wait()
            api.close()


def answer(api, subject):
    api.events.put(subject.question)
    at, path, body = api.answers.get(timeout=SECONDS)
    if path != "response" or subject.says not in body:
        sys.exit(f"{subject.name} was expected to say {subject.says}, not {body[:500]}")
    return at


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--questions", type=int, default=1000)
    parser.add_argument("--only", nargs="*", default=[""])
    parser.add_argument("--classes", action="store_true", help="what each dependency costs at the start, in place of the comparison")
    parser.add_argument("--jvm", nargs="*", default=[], help="further options of the JVM, without their first dash")
    arguments = parser.parse_args()
    prepare()
    everything = subjects(["-" + option for option in arguments.jvm])
    chosen = [subject for subject in everything if any(part in subject.name for part in arguments.only)]
    table = Table()
    try:
        writer = next(subject for subject in everything if subject.name == "index-sessions")
        measure(writer, table, 0)
        if arguments.classes:
            for subject in chosen:
                if subject.command[0] == JAVA_HOME / "bin/java" and not subject.snapstart:
                    classes.report(subject.name, list(logs(subject, table, arguments.rounds)))
            return
        cold = {subject.name: [] for subject in chosen}
        for number in range(arguments.rounds):
            for subject in random.sample(chosen, len(chosen)):
                print(f"\rround {number + 1} of {arguments.rounds}: {subject.name:40}", end="", file=sys.stderr, flush=True)
                cold[subject.name].append(measure(subject, table, 0))
        print("\r" + " " * 70, end="\r", file=sys.stderr)
        figures.report(chosen, cold, {subject.name: measure(subject, table, arguments.questions) for subject in chosen}, arguments)
    finally:
        table.close()


def logs(subject, table, rounds):
    """Starts a function that logs each class it loads."""
    log = WORK / "classes.log"
    logging = Subject(subject.name, subject.environment, [subject.command[0], f"-Xlog:class+load=debug:file={log}:uptimenanos", *subject.command[1:]],
                      subject.question, subject.says)
    for _ in range(rounds):
        measure(logging, table, 0)
        yield log.read_text()


if __name__ == "__main__":
    main()
