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
import java.util.List;
import java.util.function.Function;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// Does what a message asks for, and says so in one line for the log.
final class ObjectIngester {
  private final LogIngestion ingestion;
  private final S3Client s3;

  ObjectIngester(LogIngestion ingestion, S3Client s3) {
    this.ingestion = requireNonNull(ingestion, "ingestion");
    this.s3 = requireNonNull(s3, "s3");
  }

  /// Throws [UnreadableLogFileException] after all objects were tried, if some could not be read,
  /// and [OutOfTimeException] if some took longer than their share of the time.
  String handle(Message message, TimeShare time, Bookkeeping books) {
    return switch (message) {
      case Message.Nothing(var reason) -> "nothing to do: " + reason;
      case Message.NewObjects(var objects) -> ingest(objects, time, books);
      case Message.Left(FollowUp.Callers callers) ->
          "%d sessions were seen in %d earlier objects"
              .formatted(callers.sessions().size(), ingestion.find(callers));
      case Message.Left(FollowUp.Reread reread) ->
          read(
                  reread.object(),
                  time,
                  content -> ingestion.reread(reread, content),
                  books.ofOldObjects())
              + ", read again";
    };
  }

  private String ingest(List<LogObject> objects, TimeShare time, Bookkeeping books) {
    var outcomes = new ArrayList<String>();
    var problems = new ArrayList<String>();
    var late = new ArrayList<String>();
    for (var number = 0; number < objects.size(); number++) {
      try {
        outcomes.add(ingest(objects.get(number), time.forNextOf(objects.size() - number), books));
      } catch (UnreadableLogFileException e) {
        problems.add(e.reason());
      } catch (OutOfTimeException e) {
        late.add("" + e.getMessage());
      }
    }
    if (!late.isEmpty()) {
      late.addAll(problems);
      throw new OutOfTimeException(String.join("; ", late));
    }
    if (!problems.isEmpty()) {
      throw new UnreadableLogFileException(String.join("; ", problems));
    }
    return String.join("; ", outcomes);
  }

  private String ingest(LogObject object, TimeShare time, Bookkeeping books) {
    return object.isLogFile()
        ? read(object, time, content -> ingestion.ingest(object, content), books)
        : object + " is no log file of a trail";
  }

  private String read(
      LogObject object, TimeShare time, Function<InputStream, Report> reading, Bookkeeping books) {
    try (var content = s3.getObject(request -> request.bucket(object.bucket()).key(object.key()))) {
      var report = read(content, time, reading);
      books.read(report);
      if (!report.isClean()) {
        throw new UnreadableLogFileException(object + ": " + report);
      }
      return object + ": " + report;
    } catch (OutOfTimeException e) {
      throw new OutOfTimeException(object + ": " + e.getMessage());
    } catch (SdkException | UnwrittenItemsException | EndlessChainException | IOException e) {
      if (isFinal(e)) {
        books.refused();
      }
      throw new UnreadableLogFileException(object + ": " + e.getMessage(), e);
    }
  }

  /// Whether another try will end the same: S3 has no such object for us, or its records are
  /// forged.
  private static boolean isFinal(Exception e) {
    return e instanceof EndlessChainException
        || (e instanceof S3Exception refusal && refusal.statusCode() < 500);
  }

  private static Report read(
      ResponseInputStream<GetObjectResponse> content,
      TimeShare time,
      Function<InputStream, Report> reading) {
    try {
      return reading.apply(time.over(content));
    } catch (OutOfTimeException e) {
      // Closing would read the rest first, so that the connection can be used again.
      content.abort();
      throw e;
    }
  }
}
