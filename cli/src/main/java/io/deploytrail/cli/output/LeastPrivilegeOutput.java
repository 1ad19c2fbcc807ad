package io.deploytrail.cli.output;

import io.deploytrail.cli.console.InvalidInputException;
import io.deploytrail.cli.console.Lines;
import io.deploytrail.cli.console.Terminal;
import io.deploytrail.permissions.format.PolicyFormat;
import io.deploytrail.permissions.policy.LackingPermission;
import io.deploytrail.permissions.policy.PolicyDocument;
import io.deploytrail.permissions.policy.StackRole;
import io.deploytrail.questions.AnswerWriter;
import io.deploytrail.questions.LeastPrivilegeAnswer;
import java.io.PrintWriter;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How a stack's policies are written: as an answer like others, or the documents alone in a form
/// in which they are handed on.
public final class LeastPrivilegeOutput {
  @Option(
      names = "--format",
      paramLabel = "table|json|csv|policy|terraform|pulumi-yaml|cloudformation",
      description =
          "The answer as a table (default on a terminal), as JSON (default in a pipe), or its actions as CSV; or the policy documents alone.")
  private @Nullable String format;

  @Option(
      names = "--no-color",
      description = "No colors; nor are there any with NO_COLOR, CLICOLOR=0 or TERM=dumb.")
  private boolean noColor;

  /// What a reader must know stands on `err` where `out` does not hold it.
  public void print(
      LeastPrivilegeAnswer answer, PrintWriter out, PrintWriter err, Terminal terminal) {
    var name = format == null ? (terminal.isOutput() ? "table" : "json") : format;
    switch (name.toLowerCase(Locale.ROOT)) {
      case "json", "ndjson" -> out.print(RowWriter.oneLine(AnswerWriter.write(answer)) + "\n");
      case "csv" -> rows(answer, Format.CSV, out, terminal);
      case "table" -> table(answer, out, noColor ? terminal.withoutColors() : terminal);
      case String other -> {
        out.print(
            documents(other)
                .write(
                    answer.policies().roles().stream()
                        .flatMap(role -> role.documents().stream())
                        .toList()));
        notes(answer).forEach(note -> err.println(Terminal.safe(note)));
      }
    }
    out.flush();
  }

  private static PolicyFormat documents(String name) {
    return Arrays.stream(PolicyFormat.values())
        .filter(format -> format.name().equalsIgnoreCase(name.replace('-', '_')))
        .findFirst()
        .orElseThrow(() ->
            new InvalidInputException(
                "--format takes table, json, csv, "
                    + Arrays.stream(PolicyFormat.values())
                        .map(format -> format.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                        .collect(Collectors.joining(", "))
                    + "; not "
                    + name));
  }

  private static void rows(
      LeastPrivilegeAnswer answer, Format format, PrintWriter out, Terminal terminal) {
    try (var rows =
        RowWriter.ofRows(
            out,
            format,
            AnswerColumns.NEEDED_ACTIONS,
            Object::toString,
            terminal,
            ZoneOffset.UTC)) {
      answer.policies().actions().forEach(rows::write);
    }
  }

  private static void table(LeastPrivilegeAnswer answer, PrintWriter out, Terminal terminal) {
    out.print(
        "%s  %s\n"
            .formatted(
                Terminal.safe(answer.stack().toString()),
                answer.runs().isEmpty() ? "no runs" : runs(answer)));
    rows(answer, Format.TABLE, out, terminal);
    for (var role : answer.policies().roles()) {
      role.documents().forEach(document -> line(out, terminal, document(role, document)));
    }
    notes(answer).forEach(note -> line(out, terminal, note));
  }

  private static String runs(LeastPrivilegeAnswer answer) {
    return answer.runs().entrySet().stream()
        .map(runs -> (runs.getKey().isEmpty() ? "unknown" : runs.getKey()) + " " + runs.getValue())
        .collect(Collectors.joining(", ", "runs: ", ""));
  }

  private static String document(StackRole role, PolicyDocument document) {
    return "policy %s%s: %d statements, %,d of %,d characters"
        .formatted(
            document.name(),
            role.role().map(arn -> " of " + arn).orElse(""),
            document.statements().size(),
            document.length(),
            PolicyDocument.MAX_LENGTH);
  }

  private static Stream<String> notes(LeastPrivilegeAnswer answer) {
    var comparison = answer.comparison();
    return Stream.of(
            answer.policies().unknown().stream()
                .map(call ->
                    "unknown: %s (%d calls): %s"
                        .formatted(call.name(), call.calls(), String.join("; ", call.reasons()))),
            comparison.stream()
                .flatMap(of -> of.lacking().stream())
                .map(LeastPrivilegeOutput::lacking),
            comparison.stream()
                .flatMap(of -> of.unused().stream())
                .map(unused ->
                    "%s: %s in %s; %s"
                        .formatted(
                            unused.standing().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                            unused.action(),
                            unused.statement(),
                            unused.reason())),
            answer.notes().stream(),
            answer.notSearched().stream().map(place -> "not searched: " + place))
        .flatMap(texts -> texts);
  }

  private static String lacking(LackingPermission lacking) {
    return "%s: %s on %s, used by event %s"
        .formatted(
            lacking.isCertain() ? "lacking" : "perhaps lacking",
            lacking.action(),
            String.join(", ", lacking.resources()),
            lacking.example());
  }

  private static void line(PrintWriter out, Terminal terminal, String text) {
    Lines.folded(Terminal.safe(text), terminal.outputWidth(), 2)
        .forEach(line -> out.print(line + "\n"));
  }
}
