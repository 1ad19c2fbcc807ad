package io.deploytrail.athena;

import static io.deploytrail.athena.LogFiles.call;
import static io.deploytrail.athena.LogFiles.root;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// Prints what folders cost that hold nothing, since partition projection works out those of every
/// account, Region and day: `benchmarks/athena-scan empty`.
///
/// An organization of 295 accounts and 17 Regions, of which 5 accounts are used in 3 Regions: of
/// 5,015 folders a day, 5,000 are empty. Asked once with all of them named in the parameters
/// `Accounts` and `Regions`, and once with those that are used.
final class EmptyFolders {
  /// The engine, once started, takes the standard streams for its log.
  private static final PrintStream OUT = System.out;

  private static final List<String> REGIONS =
      List.of(
          "us-east-1",
          "us-east-2",
          "us-west-1",
          "us-west-2",
          "ap-south-1",
          "ap-northeast-1",
          "ap-northeast-2",
          "ap-northeast-3",
          "ap-southeast-1",
          "ap-southeast-2",
          "ca-central-1",
          "eu-central-1",
          "eu-west-1",
          "eu-west-2",
          "eu-west-3",
          "eu-north-1",
          "sa-east-1");

  private static final int USED_ACCOUNTS = 5;
  private static final int USED_REGIONS = 3;

  private static final LocalDate DAY = LocalDate.of(2026, 11, 20);

  /// "Amazon S3 pricing": 5 a million LIST requests.
  private static final double DOLLARS_A_LISTING = 5 / 1e6;

  private final Listings listings;
  private final Engine engine;

  private EmptyFolders(Listings listings, Engine engine) {
    this.listings = listings;
    this.engine = engine;
  }

  /// Makes a trail in the new folder that is the first argument; the second is how many
  /// milliseconds a listing takes at least.
  public static void main(String... arguments) {
    var folder = Path.of(arguments[0]);
    var delay = Duration.ofMillis(Long.parseLong(arguments[1]));
    deliver(new LogFiles(folder));
    var listings = new Listings(folder, delay);
    try (var engine = Engine.start(folder, listings)) {
      new EmptyFolders(listings, engine).print(delay);
    }
  }

  /// A file in each used folder, of the days that questions of one day read.
  private static void deliver(LogFiles files) {
    for (var day = DAY.minusDays(2); !day.isAfter(DAY.plusDays(1)); day = day.plusDays(1)) {
      for (var account : accounts().subList(0, USED_ACCOUNTS)) {
        for (var region : REGIONS.subList(0, USED_REGIONS)) {
          var name = account + region + day;
          var issued = day + "T12:00:00Z";
          files.deliverFrom(
              account,
              region,
              ("" + day).replace('-', '/'),
              root("root-" + name, issued, name),
              call("call-" + name, day + "T12:05:00Z", name, issued));
        }
      }
    }
  }

  private static List<String> accounts() {
    return IntStream.range(0, 295).mapToObj(number -> "" + (111122223333L + number)).toList();
  }

  private void print(Duration delay) {
    OUT.printf(
        """
        A listing takes %d ms at least.

        | question | folders named a day | listings | US$ | seconds |
        |---|---:|---:|---:|---:|
        """,
        delay.toMillis());
    // The first question is slow, whatever it reads.
    create(USED_ACCOUNTS, USED_REGIONS);
    run(Question.saved("what_was_delivered").between(DAY, DAY));
    for (var name : List.of("what_was_delivered", "sessions_of_a_day")) {
      var question = Question.saved(name).between(DAY, DAY);
      var used = ask(question, USED_ACCOUNTS, USED_REGIONS);
      var all = ask(question, accounts().size(), REGIONS.size());
      OUT.printf(
          Locale.ROOT,
          "| ratio | | %.0f | | %.1f |%n",
          (double) all.listings / used.listings,
          all.seconds / used.seconds);
    }
  }

  private record Asked(long listings, double seconds) {}

  private Asked ask(Question question, int ofAccounts, int ofRegions) {
    create(ofAccounts, ofRegions);
    var asked = run(question);
    OUT.printf(
        Locale.ROOT,
        "| %s | %,d | %,d | %.5f | %.1f |%n",
        question.title(),
        ofAccounts * ofRegions,
        asked.listings,
        asked.listings * DOLLARS_A_LISTING,
        asked.seconds);
    return asked;
  }

  private void create(int ofAccounts, int ofRegions) {
    engine.createTrail(
        "",
        accounts().subList(0, ofAccounts),
        REGIONS.subList(0, ofRegions),
        "'2025/01/01', '2026/11/30'");
    engine.createViews(Configuration.DEFAULT);
  }

  private Asked run(Question question) {
    var before = listings.count();
    var run = engine.run(question.sql());
    if (run.rows().getRowCount() == 0) {
      throw new IllegalStateException("rows were expected of " + question.sql());
    }
    return new Asked(
        listings.count() - before, run.statistics().getElapsedTime().toMillis() / 1000.0);
  }
}
