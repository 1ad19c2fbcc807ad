package io.deploytrail.cli.ask;

import static java.util.Objects.requireNonNull;

import io.deploytrail.attribution.SessionIndex;
import io.deploytrail.attribution.TimeRange;
import io.deploytrail.questions.Configuration;
import io.deploytrail.questions.Questions;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// What answers: an index, and questions to it under a configuration.
///
/// `reach` says from when to when the index holds something, where it can say so at once.
record Source(
    SessionIndex index,
    Configuration configuration,
    Function<Configuration, Questions> asking,
    Supplier<Optional<TimeRange>> reach) {
  Source {
    requireNonNull(index, "index");
    requireNonNull(configuration, "configuration");
    requireNonNull(asking, "asking");
    requireNonNull(reach, "reach");
  }

  Questions questions() {
    return asking.apply(configuration);
  }
}
