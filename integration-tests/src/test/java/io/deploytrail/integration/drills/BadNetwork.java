package io.deploytrail.integration.drills;

import io.deploytrail.integration.drills.HttpExchange.Answer;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A proxy on loopback before an engine of DynamoDB's protocol, which does to each request what its
/// random says, and at times lets nothing through for a while.
final class BadNetwork implements AutoCloseable {
  private static final int LONGEST_DELAY_MILLIS = 60;
  private static final int LONGEST_OUTAGE = 40;

  private final ServerSocket socket;
  private final URI engine;
  private final Random random;
  private final double share;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Map<NetworkFault, Integer> played = new EnumMap<>(NetworkFault.class);
  private int outage;

  /// `share` of the requests meet a fault.
  BadNetwork(URI engine, Random random, double share) throws IOException {
    this.engine = engine;
    this.random = random;
    this.share = share;
    this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    threads.execute(this::accept);
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + socket.getLocalPort());
  }

  /// How often each fault was met.
  synchronized Map<NetworkFault, Integer> played() {
    return new EnumMap<>(played);
  }

  int faults() {
    var all = played();
    return all.values().stream().mapToInt(Integer::intValue).sum()
        - all.getOrDefault(NetworkFault.NONE, 0);
  }

  private void accept() {
    try {
      while (!socket.isClosed()) {
        var connection = socket.accept();
        threads.execute(() -> serve(connection));
      }
    } catch (IOException e) {
      // Closed: nobody is to be let in any more.
      return;
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      connection.setTcpNoDelay(true);
      var input = new BufferedInputStream(connection.getInputStream());
      for (var request = HttpExchange.read(input);
          request.isPresent();
          request = HttpExchange.read(input)) {
        serve(connection, request.get());
      }
    } catch (IOException e) {
      // This connection is broken, by the client or by a fault.
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void serve(Socket connection, HttpExchange request)
      throws IOException, InterruptedException {
    var output = connection.getOutputStream();
    switch (next()) {
      case NONE -> write(output, request.from(client, engine, request.body()));
      case DELAYED -> {
        Thread.sleep(delay());
        write(output, request.from(client, engine, request.body()));
      }
      case RESET_BEFORE -> reset(connection);
      case RESET_AFTER -> {
        request.from(client, engine, request.body());
        reset(connection);
      }
      case CUT -> {
        var answer = request.from(client, engine, request.body());
        output.write(answer.head(answer.bytes().length));
        output.write(half(answer).bytes());
        connection.close();
      }
      case CUT_UNNOTICED -> {
        var answer = request.from(client, engine, request.body());
        write(output, half(answer));
      }
      case FOREIGN_PAGE -> write(output, new Answer(502, "<html>Bad Gateway"));
      case TOO_FAST ->
          write(output, error(400, "dynamodb.v20120810#ProvisionedThroughputExceededException"));
      case THROTTLED -> write(output, error(400, "coral.availability#ThrottlingException"));
      case INTERNAL_ERROR -> write(output, error(500, "dynamodb.v20120810#InternalServerError"));
      case UNAVAILABLE -> write(output, error(503, "coral.service#ServiceUnavailableException"));
      case IN_PART -> {
        var part = part(request);
        var answer = request.from(client, engine, part.request());
        write(output, new Answer(answer.status(), part.answer(answer.body())));
      }
    }
  }

  private synchronized NetworkFault next() {
    if (outage == 0 && random.nextInt(300) == 0) {
      outage = random.nextInt(LONGEST_OUTAGE);
    }
    var fault = NetworkFault.NONE;
    if (outage > 0) {
      outage--;
      fault = NetworkFault.RESET_BEFORE;
    } else if (random.nextDouble() < share) {
      var faults = NetworkFault.values();
      fault = faults[1 + random.nextInt(faults.length - 1)];
    }
    played.merge(fault, 1, Integer::sum);
    return fault;
  }

  private synchronized int delay() {
    return random.nextInt(LONGEST_DELAY_MILLIS);
  }

  private synchronized PartialAnswer part(HttpExchange request) throws IOException {
    return PartialAnswer.of(request.target(), request.body(), random);
  }

  private static Answer error(int status, String type) {
    var body = "{\"__type\":\"com.amazonaws.%s\",\"message\":\"drill\"}".formatted(type);
    return new Answer(status, body);
  }

  private static Answer half(Answer answer) {
    return new Answer(answer.status(), answer.body().substring(0, answer.body().length() / 2));
  }

  private static void write(OutputStream output, Answer answer) throws IOException {
    output.write(answer.head(answer.bytes().length));
    output.write(answer.bytes());
    output.flush();
  }

  private static void reset(Socket connection) throws IOException {
    connection.setSoLinger(true, 0);
    connection.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
    threads.shutdownNow();
    client.close();
  }
}
