package io.deploytrail.functions.ingestlogs;

import static java.util.Objects.requireNonNull;

import io.deploytrail.aws.UnwrittenItemsException;
import io.deploytrail.ingestion.EndlessChainException;
import io.deploytrail.ingestion.FollowUp;
import io.deploytrail.ingestion.LogIngestion;
import io.deploytrail.ingestion.LogObject;
import io.deploytrail.ingestion.Report;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

/// Does what a message asks for, and says so in one line for the log.
final class ObjectIngester {
  private final LogIngestion ingestion;
  private final S3Client s3;

  ObjectIngester(LogIngestion ingestion, S3Client s3) {
    this.ingestion = requireNonNull(ingestion, "ingestion");
    this.s3 = requireNonNull(s3, "s3");
  }

  /// Throws [UnreadableLogFileException] after all objects were tried, if some could not be read.
  /// `reused` takes a line for each session that states what is not its own.
  String handle(Message message, Consumer<String> reused) {
    return switch (message) {
      case Message.Nothing(var reason) -> "nothing to do: " + reason;
      case Message.NewObjects(var objects) -> {
        var outcomes = new ArrayList<String>();
        var problems = new ArrayList<String>();
        for (var object : objects) {
          try {
            outcomes.add(ingest(object, reused));
          } catch (UnreadableLogFileException e) {
            problems.add(e.reason());
          }
        }
        if (!problems.isEmpty()) {
          throw new UnreadableLogFileException(String.join("; ", problems));
        }
        yield String.join("; ", outcomes);
      }
      case Message.Left(FollowUp.Callers callers) ->
          "%d sessions were seen in %d earlier objects"
              .formatted(callers.sessions().size(), ingestion.find(callers));
      case Message.Left(FollowUp.Reread reread) ->
          read(reread.object(), content -> ingestion.reread(reread, content), reused)
              + ", read again";
    };
  }

  private String ingest(LogObject object, Consumer<String> reused) {
    return object.isLogFile()
        ? read(object, content -> ingestion.ingest(object, content), reused)
        : object + " is no log file of a trail";
  }

  private String read(
      LogObject object, Function<InputStream, Report> reading, Consumer<String> reused) {
    try (var content = s3.getObject(request -> request.bucket(object.bucket()).key(object.key()))) {
      var report = reading.apply(content);
      report.reused().forEach(reused);
      if (!report.isClean()) {
        throw new UnreadableLogFileException(object + ": " + report);
      }
      return object + ": " + report;
    } catch (SdkException | UnwrittenItemsException | EndlessChainException | IOException e) {
      throw new UnreadableLogFileException(object + ": " + e.getMessage(), e);
    }
  }
}
