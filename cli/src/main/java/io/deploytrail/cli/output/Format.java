package io.deploytrail.cli.output;

import io.deploytrail.questions.Answer;
import java.io.PrintWriter;
import java.util.function.Function;

/// How answers are written.
public enum Format {
  TABLE,
  JSON,
  NDJSON,
  CSV;

  /// Rows in this format; a table is not cut.
  public <T> Rows<T> rows(PrintWriter out, Columns<T> columns, Function<T, String> json) {
    return RowWriter.ofRows(out, this, columns, json, 0);
  }

  /// Writes one answer.
  public void print(Answer answer, PrintWriter out) {
    new Printer(out, this).print(answer);
  }
}
