package io.deploytrail.cli.ask;

import static java.util.Objects.requireNonNull;

import io.deploytrail.cli.console.Home;
import io.deploytrail.questions.Days;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.ParseResult;

/// A command that leads further, made of the one that was typed: it asks the same source. On a
/// desk, the Region is no part of that: it chooses among what a list has.
record NextCommand(String name, List<String> about, List<Given> given, boolean isOnAws) {
  /// Where is asked, and how names are read: what another question needs as well.
  private static final Set<String> OF_SOURCE =
      Set.of(
          "--table",
          "--calls-table",
          "--stack",
          "--region",
          "--regions",
          "--profile",
          "--engine",
          "--template",
          "--organization",
          "--provider");

  /// What the shell takes as it stands.
  private static final Pattern PLAIN = Pattern.compile("[\\w@%+=:,./-]+");

  /// An option with its value, none for a flag.
  record Given(String option, List<String> value) {
    Given {
      value = List.copyOf(value);
    }
  }

  NextCommand {
    requireNonNull(name, "name");
    about = List.copyOf(about);
    given = List.copyOf(given);
  }

  /// The command that was typed.
  static NextCommand typed(ParseResult result, boolean isOnAws) {
    var given = new ArrayList<Given>();
    for (var option : result.matchedOptions()) {
      if (option.arity().max() == 0) {
        given.add(new Given(option.longestName(), List.of()));
      } else {
        option
            .originalStringValues()
            .forEach(value -> given.add(new Given(option.longestName(), List.of(value))));
      }
    }
    var about =
        result.matchedPositionals().stream()
            .flatMap(each -> each.originalStringValues().stream())
            .distinct()
            .toList();
    return new NextCommand(result.commandSpec().name(), about, given, isOnAws);
  }

  /// Another question to the same source.
  NextCommand asking(String question, String... of) {
    return new NextCommand(
        question, List.of(of), given.stream().filter(this::isOfSource).toList(), isOnAws);
  }

  private boolean isOfSource(Given each) {
    return OF_SOURCE.contains(each.option()) && (isOnAws || !each.option().equals("--region"));
  }

  /// Another question about the same thing.
  NextCommand askingOfIt(String question) {
    return new NextCommand(
        question,
        about,
        given.stream().filter(each -> isOfSource(each) || each.option().equals("--at")).toList(),
        isOnAws);
  }

  NextCommand about(String what) {
    return new NextCommand(name, List.of(what), given, isOnAws);
  }

  NextCommand during(Days days) {
    return without("--from", "--since", "--to")
        .with("--from", days.first().toString())
        .with("--to", days.last().toString());
  }

  NextCommand without(String... options) {
    var left = Set.of(options);
    return new NextCommand(
        name,
        about,
        given.stream().filter(each -> !left.contains(each.option())).toList(),
        isOnAws);
  }

  NextCommand with(String option, String... value) {
    return new NextCommand(
        name,
        about,
        Stream.concat(given.stream(), Stream.of(new Given(option, List.of(value)))).toList(),
        isOnAws);
  }

  /// As it is typed into a shell.
  @Override
  public String toString() {
    var words = new ArrayList<>(List.of(Home.command(), name));
    words.addAll(about);
    for (var each : given) {
      words.add(each.option());
      words.addAll(each.value());
    }
    return words.stream().map(NextCommand::quoted).collect(Collectors.joining(" "));
  }

  private static String quoted(String word) {
    return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
