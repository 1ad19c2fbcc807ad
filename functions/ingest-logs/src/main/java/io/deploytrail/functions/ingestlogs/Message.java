package io.deploytrail.functions.ingestlogs;

import static java.util.Objects.requireNonNull;

import io.deploytrail.ingestion.FollowUp;
import io.deploytrail.ingestion.LogObject;
import java.util.List;

/// What a message asks for.
sealed interface Message {
  /// To take these objects in.
  record NewObjects(List<LogObject> objects) implements Message {
    public NewObjects {
      objects = List.copyOf(objects);
    }
  }

  /// To do what an earlier reading left behind.
  record Left(FollowUp followUp) implements Message {
    public Left {
      requireNonNull(followUp, "followUp");
    }
  }

  /// Nothing, such as the test that S3 sends when notifications are set up.
  record Nothing(String reason) implements Message {
    public Nothing {
      requireNonNull(reason, "reason");
    }
  }
}
