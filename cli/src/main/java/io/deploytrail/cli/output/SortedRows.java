package io.deploytrail.cli.output;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/// Holds back all rows until the last, and writes them in the order of some columns: numbers by
/// their value, all else as text; a column with `-` before its name the other way round.
final class SortedRows<T> implements Output.Rows<T> {
  private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

  private final Output.Rows<T> rows;
  private final Comparator<T> order;
  private final long most;
  private final List<T> items = new ArrayList<>();

  SortedRows(Output.Rows<T> rows, Columns<T> columns, List<String> by, long most) {
    this.rows = rows;
    this.most = most;
    this.order =
        by.stream()
            .map(name -> order(columns, name))
            .reduce(Comparator::thenComparing)
            .orElseThrow();
  }

  private static <T> Comparator<T> order(Columns<T> columns, String name) {
    var isDown = name.startsWith("-");
    var value = columns.value(isDown ? name.substring(1) : name);
    Comparator<T> up = Comparator.comparing(value, SortedRows::compare);
    return isDown ? up.reversed() : up;
  }

  /// Numbers before all else.
  private static int compare(String one, String other) {
    var isNumber = NUMBER.matcher(one).matches();
    if (isNumber != NUMBER.matcher(other).matches()) {
      return isNumber ? -1 : 1;
    }
    return isNumber
        ? Long.compare(Long.parseLong(one), Long.parseLong(other))
        : one.compareTo(other);
  }

  @Override
  public void write(T item) {
    items.add(item);
  }

  @Override
  public void endList(String rest) {
    writeAll();
    rows.endList(rest);
  }

  @Override
  public void close() {
    writeAll();
    rows.close();
  }

  private void writeAll() {
    items.stream().sorted(order).limit(most).forEach(rows::write);
    items.clear();
  }
}
