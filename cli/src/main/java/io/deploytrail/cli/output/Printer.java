package io.deploytrail.cli.output;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deploytrail.attribution.Confidence;
import io.deploytrail.attribution.Origin;
import io.deploytrail.attribution.Verdict;
import io.deploytrail.cli.console.Lines;
import io.deploytrail.cli.console.Terminal;
import io.deploytrail.questions.Answer;
import io.deploytrail.questions.AnswerWriter;
import io.deploytrail.questions.LeastPrivilegeAnswer;
import io.deploytrail.trust.refusal.TryAnswer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Writes one answer.
final class Printer {
  private static final ObjectMapper JSON = new ObjectMapper();

  /// So that an id is whole.
  private static final int LEAST_ROOM = 36;

  private final PrintWriter out;
  private final Format format;
  private final Terminal terminal;

  Printer(PrintWriter out, Format format, Terminal terminal) {
    this.out = out;
    this.format = format;
    this.terminal = terminal;
  }

  /// The answer to a question about one call or name; a table of it is one field a line, below what
  /// is asked about: verdict, confidence and deployment.
  void print(Answer answer) {
    switch (format) {
      case JSON, NDJSON -> out.print(RowWriter.oneLine(AnswerWriter.write(answer)) + "\n");
      case CSV -> csv(answer);
      case TABLE -> table(answer);
    }
    out.flush();
  }

  private void table(Answer answer) {
    var fields = tree(AnswerWriter.write(answer));
    switch (answer) {
      case Answer.WhoAnswer who -> headline(who.attribution().origin());
      case Answer.UnknownEvent unknown -> headline(unknown.origin());
      case Answer.DeploymentList list -> {
        sessions(list, fields);
        return;
      }
      case Answer.TriedToken tried -> {
        tried(tried.result(), fields);
        return;
      }
      case Answer.RoleTrustAnswer role -> {
        role(role, fields);
        return;
      }
      case Answer.Listing<?> _, Answer.Explanation _, LeastPrivilegeAnswer _ -> {}
    }
    fields.remove(List.of("verdict", "confidence"));
    fields("", fields);
  }

  /// The policy that would let the token in is JSON, to be copied.
  private void tried(TryAnswer result, ObjectNode fields) {
    var outcome =
        switch (result.allowed()) {
          case YES -> "LET IN";
          case NO -> "REFUSED";
          case UNDECIDED -> "NOT DECIDED";
        };
    out.print(
        "%s%s%s\n"
            .formatted(
                outcome,
                result.cause().map(cause -> "  " + cause).orElse(""),
                result.certainty().map(certainty -> " " + certainty).orElse("")));
    var fix = fields.remove("fix");
    fields.remove(List.of("allowed", "cause", "certainty"));
    fields("", fields);
    policy("fix", fix);
  }

  private void role(Answer.RoleTrustAnswer role, ObjectNode fields) {
    out.print(
        role.width()
                .map(width -> width.width() + "  control " + width.control())
                .orElse("NOT KNOWN")
            + "\n");
    var narrowest = fields.remove("narrowest");
    fields.remove(List.of("width", "control"));
    fields("", fields);
    policy("narrowest", narrowest);
  }

  private void policy(String name, @Nullable JsonNode policy) {
    if (policy != null) {
      out.print(name + "\n");
      policy.toPrettyString().lines().forEach(line -> out.print(Terminal.safe(line) + "\n"));
    }
  }

  /// Of each deployment what it is, and its fields below.
  private void sessions(Answer.DeploymentList list, ObjectNode fields) {
    var items = fields.path("items");
    for (var number = 0; number < items.size(); number++) {
      var ran = list.items().get(number);
      headline(ran.verdict(), Optional.of(ran.confidence()), Named.of(ran));
      if (items.get(number) instanceof ObjectNode item) {
        item.remove(List.of("verdict", "confidence"));
        fields("", item);
      }
    }
    fields.remove("items");
    fields("", fields);
  }

  private void headline(Origin origin) {
    headline(origin.verdict(), origin.confidence(), Named.of(origin));
  }

  /// The words stand at its beginning, once each.
  private void headline(Verdict verdict, Optional<Confidence> confidence, Named named) {
    var words = verdict + confidence.map(it -> " " + it).orElse("");
    var text = words + "  " + Terminal.safe(named.text());
    var lines = String.join("\n", Lines.folded(text.strip(), terminal.outputWidth(), 2));
    if (terminal.isOutputColored()) {
      lines = lines.replaceFirst(verdict.name(), Palette.painted(verdict));
      if (confidence.isPresent()) {
        lines = lines.replaceFirst(confidence.get().name(), Palette.painted(confidence.get()));
      }
    }
    out.print(lines + "\n");
  }

  private void csv(Answer answer) {
    switch (answer) {
      case Answer.WhoAnswer who -> csv(AnswerColumns.CALLS, List.of(who.attribution()));
      case Answer.UnknownEvent unknown -> csv(AnswerColumns.UNKNOWN, List.of(unknown));
      case Answer.DeploymentList list -> csv(AnswerColumns.DEPLOYMENTS, list.items());
      case Answer.CallList list -> csv(AnswerColumns.MADE_CALLS, list.items());
      case Answer.DeniedList list -> csv(AnswerColumns.DENIED, list.items());
      case Answer.Explanation explanation -> csv(AnswerColumns.EXPLANATION, List.of(explanation));
      case Answer.TriedToken tried -> csv(AnswerColumns.TRIED, List.of(tried.result()));
      case Answer.RoleTrustAnswer role -> csv(AnswerColumns.ROLES, List.of(role));
      case Answer.RoleTrustList list -> csv(AnswerColumns.ROLES, list.items());
      case LeastPrivilegeAnswer needed ->
          csv(AnswerColumns.NEEDED_ACTIONS, needed.policies().actions());
    }
  }

  private <T> void csv(Columns<T> columns, List<T> items) {
    try (var rows = Format.CSV.rows(out, columns, Object::toString)) {
      items.forEach(rows::write);
    }
  }

  private static ObjectNode tree(String json) {
    try {
      return JSON.readValue(json, ObjectNode.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void fields(String indent, JsonNode node) {
    for (var field : node.properties()) {
      var value = field.getValue();
      if (value.isValueNode()) {
        line(indent, field.getKey(), value.asText());
      } else if (!value.isEmpty()) {
        line(indent + field.getKey(), indent.length());
        if (value.isObject()) {
          fields(indent + "  ", value);
        } else {
          value.forEach(element -> element(indent + "  ", element));
        }
      }
    }
  }

  private void element(String indent, JsonNode element) {
    if (element.isValueNode()) {
      line(indent + "- " + Terminal.safe(element.asText()), indent.length() + 2);
      return;
    }
    line(indent + "-", indent.length());
    fields(indent + "  ", element);
  }

  /// The value stands beside its name, or, on a narrow terminal, below it.
  private void line(String indent, String name, String value) {
    var label = "%s%-13s ".formatted(indent, name);
    var width = terminal.outputWidth();
    if (width > 0 && width < label.length() + LEAST_ROOM) {
      line(indent + name, indent.length());
      line(indent + "  " + Terminal.safe(value), indent.length() + 2);
      return;
    }
    var room = width == 0 ? 0 : width - label.length();
    var margin = " ".repeat(label.length());
    out.print(
        label + String.join("\n" + margin, Lines.folded(Terminal.safe(value), room, 0)) + "\n");
  }

  private void line(String text, int margin) {
    Lines.folded(text, terminal.outputWidth(), margin).forEach(line -> out.print(line + "\n"));
  }
}
