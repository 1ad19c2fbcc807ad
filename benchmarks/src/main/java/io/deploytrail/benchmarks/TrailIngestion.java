package io.deploytrail.benchmarks;

import io.deploytrail.cloudtrail.log.TrailFiles;
import io.deploytrail.ingestion.LogObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Takes a folder of log files in, one after another, with a DynamoDB that answers at once; prints
/// how many records there were. The process's CPU time is what `ingest-logs` needs.
public final class TrailIngestion {
  private TrailIngestion() {}

  public static void main(String[] folders) throws IOException {
    var ingestion = InstantDynamoDb.ingestion();
    var records = 0L;
    for (var file : TrailFiles.in(List.of(Path.of(folders[0]))).files()) {
      try (var content = Files.newInputStream(file.path())) {
        records +=
            ingestion.ingest(new LogObject("trail", file.path().toString()), content).records();
      }
    }
    System.out.println(records + " records");
  }
}
