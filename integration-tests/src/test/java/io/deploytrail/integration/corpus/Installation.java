package io.deploytrail.integration.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.deploytrail.dynamodb.DynamoDbLocal;
import io.deploytrail.ingestion.FollowUp;
import io.deploytrail.ingestion.LogIngestion;
import io.deploytrail.ingestion.LogObject;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// An installation with its tables, and the follow-ups that wait.
public final class Installation implements AutoCloseable {
  private final DynamoDbLocal engine = DynamoDbLocal.start();
  public final Tables tables = Tables.create(engine.client());
  private final List<FollowUp> waiting = new ArrayList<>();
  private final LogIngestion ingestion = tables.ingestion(waiting::add);

  /// Takes the files in in a random order, some of them twice, and does follow-ups at random times.
  public void takeIn(List<byte[]> files, Random random) {
    var open = new ArrayList<>(IntStream.range(0, files.size()).boxed().toList());
    open.addAll(open.stream().filter(_ -> random.nextInt(4) == 0).toList());
    while (!open.isEmpty() || !waiting.isEmpty()) {
      if (open.isEmpty() || (!waiting.isEmpty() && random.nextInt(3) == 0)) {
        followUp(waiting.remove(random.nextInt(waiting.size())), files);
      } else {
        int file = open.remove(/* index */ random.nextInt(open.size()));
        var report = ingestion.ingest(object(file), content(files, file));
        assertThat(report.isClean()).as(report.toString()).isTrue();
      }
    }
  }

  private void followUp(FollowUp followUp, List<byte[]> files) {
    switch (followUp) {
      case FollowUp.Callers callers -> ingestion.find(callers);
      case FollowUp.Reread reread -> {
        var file = Integer.parseInt(reread.object().key());
        ingestion.reread(reread, content(files, file));
      }
    }
  }

  private static LogObject object(int file) {
    return new LogObject("trail", Integer.toString(file));
  }

  private static ByteArrayInputStream content(List<byte[]> files, int file) {
    return new ByteArrayInputStream(files.get(file));
  }

  public DynamoDbClient client() {
    return engine.client();
  }

  /// All items of all tables, each with its table's name.
  public Set<Map<String, AttributeValue>> items() {
    return Tables.items(engine.client());
  }

  @Override
  public void close() {
    engine.close();
  }
}
