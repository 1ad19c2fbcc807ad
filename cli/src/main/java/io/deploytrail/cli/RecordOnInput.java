package io.deploytrail.cli;

import io.deploytrail.cloudtrail.CloudTrailRecord;
import io.deploytrail.cloudtrail.reader.RecordReader;
import io.deploytrail.cloudtrail.reader.UnreadableRecordException;
import io.deploytrail.questions.InvalidQuestionException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/// A record that the asker pipes in: bare, in an EventBridge envelope, or as a LookupEvents event.
record RecordOnInput(InputStream input) {
  private static final int LONGEST = 1 << 20;

  CloudTrailRecord read() {
    try {
      var bytes = input.readNBytes(LONGEST + 1);
      if (bytes.length > LONGEST) {
        throw new InvalidQuestionException(
            "a record of at most " + LONGEST + " bytes was expected on standard input");
      }
      return new RecordReader().read(bytes).record();
    } catch (UnreadableRecordException e) {
      throw new InvalidQuestionException(
          "the record on standard input cannot be read: " + e.reason());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
