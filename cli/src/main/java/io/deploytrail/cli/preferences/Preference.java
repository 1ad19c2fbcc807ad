package io.deploytrail.cli.preferences;

import io.deploytrail.cli.console.InvalidInputException;
import io.deploytrail.pulumi.InvalidTemplateException;
import io.deploytrail.questions.Configuration;
import io.deploytrail.questions.InvalidQuestionException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// What can be set: each as the option of that name, but for the time zone.
enum Preference {
  TEMPLATE(true, text -> Configuration.of(List.of(text), List.of(), List.of())),
  ORGANIZATION(true, Preference::name),
  PROVIDER(true, text -> Configuration.of(List.of(), List.of(), List.of(text))),
  TABLE(false, Preference::name),
  CALLS_TABLE(false, Preference::name),
  STACK(false, Preference::name),
  REGION(false, Preference::name),
  REGIONS(true, Preference::name),
  PROFILE(false, Preference::name),
  FORMAT(false, Preference::format),
  TIMEZONE(false, ZoneId::of);

  private static final Set<String> FORMATS = Set.of("table", "json", "ndjson", "csv");

  private final boolean isList;
  private final Consumer<String> check;

  Preference(boolean isList, Consumer<String> check) {
    this.isList = isList;
    this.check = check;
  }

  private static void name(String text) {
    if (text.isBlank()) {
      throw new InvalidInputException("a name was expected, and came empty");
    }
  }

  private static void format(String text) {
    if (!FORMATS.contains(text.toLowerCase(Locale.ROOT))) {
      throw new InvalidInputException("table, json, ndjson or csv was expected, not " + text);
    }
  }

  boolean isList() {
    return isList;
  }

  /// As files and options spell it: `calls-table`.
  String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  String variable() {
    return "DEPLOYTRAIL_" + name();
  }

  static Optional<Preference> of(String key) {
    return Arrays.stream(values()).filter(each -> each.key().equals(key)).findFirst();
  }

  static String keys() {
    return Arrays.stream(values()).map(Preference::key).collect(Collectors.joining(", "));
  }

  /// Throws [InvalidInputException] for values that it cannot have; `where` says where they stand.
  void verify(List<String> values, String where) {
    if (values.size() != 1 && !isList) {
      throw new InvalidInputException(
          "%s: %s takes one value, not %d".formatted(where, key(), values.size()));
    }
    for (var value : values) {
      try {
        check.accept(value);
      } catch (InvalidInputException
          | InvalidTemplateException
          | InvalidQuestionException
          | DateTimeException e) {
        throw new InvalidInputException(where + ": " + key() + ": " + e.getMessage());
      }
    }
  }
}
