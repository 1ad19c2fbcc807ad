package io.deploytrail.permissions;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What is known of calls that IAM's reference does not say, from `call-actions.txt`.
final class CallRows {
  private static final String FILE = "call-actions.txt";
  private static final String FROM = " from ";
  private static final String ANY = " *";

  private final Map<String, CallRow> calls = new HashMap<>();
  private final Map<String, CallRow.Actions> also = new HashMap<>();
  private final Map<String, String> prefixes = new HashMap<>();
  private final Map<String, Optional<String>> passes = new HashMap<>();
  private final Map<String, Set<String>> makes = new HashMap<>();

  private CallRows() {
    lines().stream().filter(line -> !line.isEmpty() && !line.startsWith("#")).forEach(this::read);
  }

  static CallRows known() {
    return RowsOfFile.ROWS;
  }

  /// The row of that event of a source, such as `s3`.
  Optional<CallRow> call(String source, String event) {
    return Optional.ofNullable(calls.getOrDefault(source + " " + event, calls.get(source + ANY)));
  }

  /// What that event asks for beside the action of its name.
  Optional<CallRow.Actions> also(String source, String event) {
    return Optional.ofNullable(also.get(source + " " + event));
  }

  /// IAM's prefix of what that source has.
  String prefix(String source) {
    return prefixes.getOrDefault(source, source);
  }

  boolean passesRoles(ServiceAction action) {
    return passes.containsKey(action.id()) || action.dependents().contains(PassedRoles.ACTION);
  }

  /// The principal of the service to which that action passes roles, where the key supports it.
  Optional<String> passedTo(ServiceAction action) {
    return passes.getOrDefault(action.id(), Optional.empty());
  }

  /// The types of what that action makes, where its name does not say it.
  Set<String> makes(ServiceAction action) {
    return makes.getOrDefault(action.id(), Set.of());
  }

  private void read(String line) {
    var from = line.indexOf(FROM);
    if (from < 0) {
      throw new IllegalStateException(FILE + ": a source behind `from` was expected: " + line);
    }
    var words = List.of(line.substring(0, from).split(" "));
    var rest = words.subList(2, words.size());
    var event = words.get(1) + " " + words.get(2);
    var more = words.subList(Math.min(3, words.size()), words.size());
    switch (words.getFirst()) {
      case "call" -> calls.put(event, CallRow.Actions.read(more));
      case "also" -> also.put(event, CallRow.Actions.read(more));
      case "nothing" ->
          calls.put(event, new CallRow.NoPermission(line.substring(from + FROM.length())));
      case "unknown" -> calls.put(event, new CallRow.NotPaired(String.join(" ", more)));
      case "prefix" -> prefixes.put(words.get(1), words.get(2));
      case "passes" ->
          passes.put(words.get(1), Optional.of(words.get(2)).filter(each -> !each.equals("-")));
      case "makes" -> makes.put(words.get(1), new HashSet<>(rest));
      default -> throw new IllegalStateException(FILE + ": not a kind of row: " + line);
    }
  }

  private static List<String> lines() {
    var file = CallRows.class.getResourceAsStream(FILE);
    if (file == null) {
      throw new IllegalStateException(FILE + " is not in the jar of io.deploytrail.permissions");
    }
    try (var reader = new BufferedReader(new InputStreamReader(file, UTF_8))) {
      return reader.lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + FILE, e);
    }
  }

  /// Read when the first call is asked about.
  private static final class RowsOfFile {
    private static final CallRows ROWS = new CallRows();
  }
}
