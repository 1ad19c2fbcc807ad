package io.deploytrail.cli.output;

import io.deploytrail.questions.Answer;
import java.io.PrintWriter;

/// How answers are written.
public enum Format {
  TABLE,
  JSON,
  NDJSON,
  CSV;

  /// Rows in this format; a table is not cut.
  public Rows rows(PrintWriter out, Columns columns) {
    return RowWriter.ofRows(out, this, columns, 0);
  }

  /// Writes one answer.
  public void print(Answer answer, PrintWriter out) {
    new Printer(out, this).print(answer);
  }
}
