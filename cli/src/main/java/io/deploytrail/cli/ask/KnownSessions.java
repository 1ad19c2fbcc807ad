package io.deploytrail.cli.ask;

import static java.time.ZoneOffset.UTC;

import io.deploytrail.attribution.Page;
import io.deploytrail.attribution.PageRequest;
import io.deploytrail.attribution.TimeRange;
import io.deploytrail.aws.Concurrently;
import io.deploytrail.cloudtrail.CloudTrailRecord;
import io.deploytrail.cloudtrail.Root;
import io.deploytrail.pulumi.StackName;
import io.deploytrail.pulumi.Subject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// What an index holds, as far as it helps whoever found nothing: the newest of it, day by day back
/// from the last day that it reaches.
final class KnownSessions {
  private static final int MOST_DAYS = 400;
  private static final int MOST = 1000;
  private static final int MOST_OF_DAY = 200;
  private static final int DAYS_AT_ONCE = 20;

  private final Source source;
  private @Nullable List<KnownRoot> roots;

  KnownSessions(Source source) {
    this.source = source;
  }

  /// A root session of Pulumi's, and the stack that its subject names, if it is a deployment's.
  record KnownRoot(Root root, Optional<StackName> stack) {}

  /// Newest first, read once. What their names state is not looked into, which would cost requests.
  List<KnownRoot> roots() {
    if (roots == null) {
      roots = read();
    }
    return roots;
  }

  private List<KnownRoot> read() {
    var providers = source.configuration().providers();
    return newest((day, page) -> source.index().ofDay(day, "", page), MOST).stream()
        .filter(root -> providers.include(root.identity().provider()))
        .map(root -> new KnownRoot(root, stack(root)))
        .toList();
  }

  boolean isKnown(StackName stack) {
    return !source
        .index()
        .ofStack(stack, TimeRange.EVER, new PageRequest(1, Optional.empty()))
        .items()
        .isEmpty();
  }

  private static Optional<StackName> stack(Root root) {
    return Subject.parse(root.identity().subject()) instanceof Subject.Deployment deployment
        ? Optional.of(deployment.stack())
        : Optional.empty();
  }

  /// The times of the newest attempts that were denied.
  List<Instant> denied() {
    return newest((day, page) -> source.index().deniedOn(day, "", page), MOST_OF_DAY).stream()
        .map(denied -> denied.event().time())
        .toList();
  }

  private <T extends CloudTrailRecord> List<T> newest(
      BiFunction<LocalDate, PageRequest, Page<T>> ofDay, int enough) {
    var last = source.reach().get().map(range -> range.to()).orElseGet(Instant::now);
    var first = source.reach().get().map(range -> range.from()).orElse(Instant.EPOCH);
    var newestDay = last.atZone(UTC).toLocalDate();
    var oldestDay = first.atZone(UTC).toLocalDate();
    var found = new ArrayList<T>();
    for (var start = 0; start < MOST_DAYS && found.size() < enough; start += DAYS_AT_ONCE) {
      var days =
          IntStream.range(start, start + DAYS_AT_ONCE)
              .mapToObj(newestDay::minusDays)
              .filter(day -> !day.isBefore(oldestDay))
              .toList();
      if (days.isEmpty()) {
        break;
      }
      Concurrently.map(
              days, day -> ofDay.apply(day, new PageRequest(MOST_OF_DAY, Optional.empty())))
          .forEach(page -> found.addAll(page.items()));
    }
    found.sort(Comparator.comparing((T record) -> record.event().time()).reversed());
    return found.stream().limit(enough).toList();
  }
}
