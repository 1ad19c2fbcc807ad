"""TLS in front of a port of this host: tls_proxy.py BACKEND_PORT CERTIFICATE KEY prints its own port. SIGUSR1 cuts every connection."""

import signal
import socket
import ssl
import sys
import threading

backend, certificate, key = int(sys.argv[1]), sys.argv[2], sys.argv[3]
connections = set()


def cut(*_):
    for connection in list(connections):
        connection.close()


def pump(source, target):
    try:
        while data := source.recv(65536):
            target.sendall(data)
    except OSError:
        pass  # The other end is gone, which ends the connection as well.
    finally:
        for end in (source, target):
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass  # It was cut already.


def serve(raw):
    try:
        client = context.wrap_socket(raw, server_side=True)
    except OSError:
        return  # It went away during the handshake.
    upstream = socket.create_connection(("127.0.0.1", backend))
    upstream.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    connections.add(upstream)
    threading.Thread(target=pump, args=(upstream, client), daemon=True).start()
    pump(client, upstream)
    connections.discard(upstream)


context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(certificate, key)
listener = socket.create_server(("127.0.0.1", 0))
signal.signal(signal.SIGUSR1, cut)
print(listener.getsockname()[1], flush=True)
while True:
    accepted, _ = listener.accept()
    accepted.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    threading.Thread(target=serve, args=(accepted,), daemon=True).start()
