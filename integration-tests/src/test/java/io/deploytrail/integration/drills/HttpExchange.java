package io.deploytrail.integration.drills;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// A request of DynamoDB's protocol as it comes over a connection, to be handed on.
record HttpExchange(Map<String, String> headers, String body) {
  /// What HTTP says about the connection itself.
  private static final Set<String> OF_CONNECTION =
      Set.of("host", "connection", "content-length", "expect", "upgrade", "accept-encoding");

  /// An answer: the status line's code and, for what is JSON, its text.
  record Answer(int status, String body) {
    byte[] bytes() {
      return body.getBytes(UTF_8);
    }

    byte[] head(int length) {
      return """
      HTTP/1.1 %d Answer\r
      Content-Type: application/x-amz-json-1.0\r
      Content-Length: %d\r
      \r
      """
          .formatted(status, length)
          .getBytes(UTF_8);
    }
  }

  /// Empty at the end of the connection.
  static Optional<HttpExchange> read(InputStream input) throws IOException {
    if (line(input).isEmpty()) {
      return Optional.empty();
    }
    var headers = new TreeMap<String, String>();
    for (var line = line(input); !line.isEmpty(); line = line(input)) {
      var colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    var length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    var body = input.readNBytes(length);
    if (body.length < length) {
      throw new EOFException("the client hung up");
    }
    return Optional.of(new HttpExchange(headers, new String(body, UTF_8)));
  }

  private static String line(InputStream input) throws IOException {
    var line = new StringBuilder();
    for (var next = input.read(); next >= 0 && next != '\n'; next = input.read()) {
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return line.toString();
  }

  String target() {
    return headers.getOrDefault("x-amz-target", "");
  }

  Answer from(HttpClient client, URI engine, String request)
      throws IOException, InterruptedException {
    var builder = HttpRequest.newBuilder(engine).POST(HttpRequest.BodyPublishers.ofString(request));
    headers.forEach((name, value) -> {
      if (!OF_CONNECTION.contains(name)) {
        builder.header(name, value);
      }
    });
    var answer = client.send(builder.build(), HttpResponse.BodyHandlers.ofString());
    return new Answer(answer.statusCode(), answer.body());
  }
}
