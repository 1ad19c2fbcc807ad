package io.deploytrail.cli.output;

import com.fasterxml.jackson.databind.JsonNode;
import io.deploytrail.cli.console.Terminal;
import io.deploytrail.questions.Answer;
import io.deploytrail.questions.AnswerWriter;
import java.io.PrintWriter;

/// Writes one answer.
final class Printer {
  private final PrintWriter out;
  private final Format format;

  Printer(PrintWriter out, Format format) {
    this.out = out;
    this.format = format;
  }

  /// The answer to a question about one call or name; a table of it is one field a line.
  void print(Answer answer) {
    var json = AnswerWriter.write(answer);
    switch (format) {
      case JSON, NDJSON -> out.print(json + "\n");
      case CSV -> {
        try (var rows = RowWriter.ofRows(out, format, columns(answer), 0)) {
          rows.write(json);
        }
      }
      case TABLE -> fields("", RowWriter.tree(json));
    }
    out.flush();
  }

  private static Columns columns(Answer answer) {
    return switch (answer) {
      case Answer.WhoAnswer _, Answer.UnknownEvent _ -> Columns.CALLS;
      case Answer.DeploymentList _ -> Columns.DEPLOYMENTS;
      case Answer.CallList _ -> Columns.MADE_CALLS;
      case Answer.DeniedList _ -> Columns.DENIED;
      case Answer.Explanation _ -> Columns.EXPLANATION;
    };
  }

  private void fields(String indent, JsonNode node) {
    for (var field : node.properties()) {
      var value = field.getValue();
      if (value.isValueNode()) {
        line(indent, field.getKey(), value.asText());
      } else if (value.isObject()) {
        out.print(indent + field.getKey() + "\n");
        fields(indent + "  ", value);
      } else if (!value.isEmpty()) {
        out.print(indent + field.getKey() + "\n");
        value.forEach(element -> element(indent + "  ", element));
      }
    }
  }

  private void element(String indent, JsonNode element) {
    if (element.isValueNode()) {
      out.print(indent + "- " + Terminal.safe(element.asText()) + "\n");
      return;
    }
    out.print(indent + "-\n");
    fields(indent + "  ", element);
  }

  private void line(String indent, String name, String value) {
    out.print("%s%-13s %s%n".formatted(indent, name, Terminal.safe(value)));
  }
}
