package io.deploytrail.cli.output;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deploytrail.cli.console.Terminal;
import io.deploytrail.questions.Answer;
import io.deploytrail.questions.AnswerWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.List;

/// Writes one answer.
final class Printer {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final PrintWriter out;
  private final Format format;

  Printer(PrintWriter out, Format format) {
    this.out = out;
    this.format = format;
  }

  /// The answer to a question about one call or name; a table of it is one field a line.
  void print(Answer answer) {
    switch (format) {
      case JSON, NDJSON -> out.print(AnswerWriter.write(answer) + "\n");
      case CSV -> csv(answer);
      case TABLE -> fields("", tree(AnswerWriter.write(answer)));
    }
    out.flush();
  }

  private void csv(Answer answer) {
    switch (answer) {
      case Answer.WhoAnswer who -> csv(AnswerColumns.CALLS, List.of(who.attribution()));
      case Answer.UnknownEvent unknown -> csv(AnswerColumns.UNKNOWN, List.of(unknown));
      case Answer.DeploymentList list -> csv(AnswerColumns.DEPLOYMENTS, list.items());
      case Answer.CallList list -> csv(AnswerColumns.MADE_CALLS, list.items());
      case Answer.DeniedList list -> csv(AnswerColumns.DENIED, list.items());
      case Answer.Explanation explanation -> csv(AnswerColumns.EXPLANATION, List.of(explanation));
    }
  }

  private <T> void csv(Columns<T> columns, List<T> items) {
    try (var rows = Format.CSV.rows(out, columns, Object::toString)) {
      items.forEach(rows::write);
    }
  }

  private static JsonNode tree(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
