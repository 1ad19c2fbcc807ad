package io.deploytrail.mcp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpServerSession;
import io.modelcontextprotocol.spec.McpServerTransport;
import io.modelcontextprotocol.spec.McpServerTransportProvider;
import io.modelcontextprotocol.spec.ProtocolVersions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// One JSON-RPC message a line: each is answered before the next is read, and all are when the
/// input ends.
///
/// The SDK's own transport of lines stops at the first that is no message, and drops what is
/// unanswered at the end of the input.
final class LineTransport implements McpServerTransportProvider, McpServerTransport {
  /// A CloudTrail record has at most 256 KB, and a message one of them.
  static final int LONGEST_LINE = 4 << 20;

  private final McpJsonMapper json;
  private final Queue<String> answers = new ConcurrentLinkedQueue<>();
  private @Nullable McpServerSession session;

  LineTransport(McpJsonMapper json) {
    this.json = json;
  }

  /// Returns at the end of the input.
  void run(InputStream input, PrintWriter output) {
    var lines = new BufferedReader(new InputStreamReader(input, UTF_8));
    try {
      for (var line = new StringBuilder(); read(lines, line); line.setLength(0)) {
        if (!line.toString().isBlank()) {
          take(line.toString());
        }
        for (var answer = answers.poll(); answer != null; answer = answers.poll()) {
          output.print(answer + "\n");
        }
        output.flush();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("standard input cannot be read", e);
    }
  }

  /// Reads a line, and of one that is too long a bit more than may be; false at the end.
  private static boolean read(BufferedReader lines, StringBuilder line) throws IOException {
    var next = lines.read();
    if (next < 0) {
      return false;
    }
    for (; next >= 0 && next != '\n'; next = lines.read()) {
      if (line.length() <= LONGEST_LINE) {
        line.append((char) next);
      }
    }
    return true;
  }

  private void take(String line) {
    if (line.length() > LONGEST_LINE) {
      refuse(McpSchema.ErrorCodes.INVALID_REQUEST, "a line of at most 4 MiB was expected");
      return;
    }
    message(line)
        .ifPresent(message ->
            // What cannot be handled is answered as an error by the session.
            requireNonNull(session, "session").handle(message).onErrorComplete().subscribe());
  }

  private Optional<JSONRPCMessage> message(String line) {
    try {
      return Optional.of(McpSchema.deserializeJsonRpcMessage(json, line));
    } catch (IOException | IllegalArgumentException e) {
      refuse(
          McpSchema.ErrorCodes.PARSE_ERROR, "a JSON-RPC 2.0 message was expected, alone in a line");
      return Optional.empty();
    }
  }

  /// What has no id that is known.
  private void refuse(int code, String expected) {
    answers.add(
        """
        {"jsonrpc":"2.0","id":null,"error":{"code":%d,"message":"%s"}}\
        """
            .formatted(code, expected));
  }

  @Override
  public void setSessionFactory(McpServerSession.Factory factory) {
    session = factory.create(this);
  }

  @Override
  public Mono<Void> sendMessage(JSONRPCMessage message) {
    return Mono.fromCallable(() -> answers.add(json.writeValueAsString(message))).then();
  }

  @Override
  public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
    return json.convertValue(data, type);
  }

  /// Nothing is sent that was not asked for.
  @Override
  public Mono<Void> notifyClients(String method, Object parameters) {
    return Mono.empty();
  }

  @Override
  public List<String> protocolVersions() {
    return List.of(
        ProtocolVersions.MCP_2024_11_05,
        ProtocolVersions.MCP_2025_03_26,
        ProtocolVersions.MCP_2025_06_18,
        ProtocolVersions.MCP_2025_11_25);
  }

  @Override
  public void close() {}

  @Override
  public Mono<Void> closeGracefully() {
    return Mono.empty();
  }
}
