"""Lambda's Runtime API (AWS Lambda Developer Guide, "Using the Lambda runtime API") for one function at a time, on loopback."""

import json
import queue
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PREFIX = "/2018-06-01/runtime/"
CREDENTIALS = "/credentials"
# The AWS SDK gets new keys a minute before the old ones expire: here, once a restored function has waited (../cold-start).
LIFETIME_SECONDS = 60 + 6


class RuntimeApi:
    """Hands events to a function, and tells when it asked for them and answered. Times are of time.perf_counter()."""

    def __init__(self):
        self.events = queue.Queue()
        self.answers = queue.Queue()
        self.ready = queue.Queue()
        self.primed = queue.Queue()
        self.restored = threading.Event()
        api = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            # One packet an answer, sent at once: else Nagle's algorithm and delayed acknowledgements add 40 ms to each.
            disable_nagle_algorithm = True
            wbufsize = -1

            def log_message(self, *arguments):
                pass

            def answer(self, status, body=b"", **headers):
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name.replace("_", "-"), value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def do_GET(self):
                if self.path == CREDENTIALS:
                    self.answer(200, api.keys(), Content_Type="application/json")
                    return
                if self.path == PREFIX + "restore/next":
                    api.primed.put(time.perf_counter())
                    api.restored.wait()
                    self.answer(200)
                    return
                api.ready.put(time.perf_counter())
                event = api.events.get()
                if event is not None:
                    self.answer(
                        200, event, Content_Type="application/json", Lambda_Runtime_Aws_Request_Id="8476a536-e9f4-11e8-9739-2dfe598c3fcd",
                        Lambda_Runtime_Deadline_Ms=str(int(time.time() * 1000) + 60_000),
                        Lambda_Runtime_Invoked_Function_Arn="arn:aws:lambda:us-east-1:111122223333:function:measured")

            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"])) if "Content-Length" in self.headers else self.chunks()
                self.answer(202)
                api.answers.put((time.perf_counter(), self.path.rsplit("/", 1)[1], body))

            def chunks(self):
                body = b""
                while size := int(self.rfile.readline(), 16):
                    body += self.rfile.read(size)
                    self.rfile.readline()
                self.rfile.readline()
                return body

        class Server(ThreadingHTTPServer):
            def handle_error(self, request, client_address):
                """A function is killed when it has been measured, and its connection with it."""
                if not isinstance(sys.exception(), ConnectionError):
                    super().handle_error(request, client_address)

        self.server = Server(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.address = "127.0.0.1:%d" % self.server.server_port
        self.credentials = {
            "AWS_CONTAINER_CREDENTIALS_FULL_URI": f"http://{self.address}{CREDENTIALS}", "AWS_CONTAINER_AUTHORIZATION_TOKEN": "token"}
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @staticmethod
    def keys():
        expiry = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() + LIFETIME_SECONDS))
        return json.dumps({"AccessKeyId": "ASIAEXAMPLE", "SecretAccessKey": "secret", "Token": "token", "Expiration": expiry}).encode()

    def close(self):
        self.events.put(None)
        self.server.shutdown()
        self.server.server_close()
