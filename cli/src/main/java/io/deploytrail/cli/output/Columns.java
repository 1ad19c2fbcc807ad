package io.deploytrail.cli.output;

import io.deploytrail.cli.console.InvalidInputException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The columns in which items of one kind stand in tables, CSV and Parquet, and what an item has in
/// each: a text, empty for nothing.
///
/// Tables have columns of their own: those that answer the question, and of the others those that
/// help, the most important first.
public record Columns<T>(List<Column<T>> columns, List<Column<T>> answers, List<Column<T>> others) {
  /// The column of the time that a row begins with.
  static final String TIME = "time";

  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);

  /// A column, its value in an item, and the address that it leads to, empty for none.
  public record Column<T>(String name, Function<T, String> value, Function<T, String> link) {
    public Column(String name, Function<T, String> value) {
      this(name, value, _ -> "");
    }

    /// The same column of a part of another item, which may lack it.
    <S> Column<S> ofAny(Function<S, Optional<T>> part) {
      return new Column<>(
          name,
          item -> part.apply(item).map(value).orElse(""),
          item -> part.apply(item).map(link).orElse(""));
    }
  }

  public Columns {
    columns = List.copyOf(columns);
    answers = List.copyOf(answers);
    others = List.copyOf(others);
  }

  /// The same in tables.
  public Columns(List<Column<T>> columns) {
    this(columns, columns, List.of());
  }

  public static <T> Columns<T> none() {
    return new Columns<>(List.of());
  }

  /// These columns, and one more behind them.
  public Columns<T> with(String name, Function<T, String> value) {
    return with(new Columns<>(List.of(new Column<>(name, value))));
  }

  /// These columns, and one more behind them whose values lead to an address.
  Columns<T> with(String name, Function<T, String> value, Function<T, String> link) {
    return with(new Columns<>(List.of(new Column<>(name, value, link))));
  }

  /// These columns, and those behind them.
  public Columns<T> with(Columns<T> more) {
    return new Columns<>(Stream.concat(columns.stream(), more.columns.stream()).toList());
  }

  /// These columns of a part of another item.
  <S> Columns<S> of(Function<S, T> part) {
    return ofAny(part.andThen(Optional::of));
  }

  /// These columns of a part that another item may lack: they are empty then.
  <S> Columns<S> ofAny(Function<S, Optional<T>> part) {
    return new Columns<>(columns.stream().map(column -> column.ofAny(part)).toList());
  }

  List<String> names() {
    return columns.stream().map(Column::name).toList();
  }

  List<String> values(T item) {
    return columns.stream().map(column -> column.value().apply(item)).toList();
  }

  List<String> links(T item) {
    return columns.stream().map(column -> column.link().apply(item)).toList();
  }

  /// These columns, of which, and of `made` for them alone, tables show some: those that answer the
  /// question, and others.
  Columns<T> inTables(Columns<T> made, List<String> answers, List<String> others) {
    var all = made.with(this);
    return new Columns<>(columns, all.named(answers), all.named(others));
  }

  /// These columns, with times to the minute as they are in that zone.
  Columns<T> in(ZoneId zone) {
    var minute = MINUTE.withZone(zone);
    return new Columns<>(
        columns.stream()
            .map(column ->
                column.name().equals(TIME)
                    ? new Column<>(
                        TIME,
                        column
                            .value()
                            .andThen(
                                time -> time.isEmpty() ? "" : minute.format(Instant.parse(time))))
                    : column)
            .toList());
  }

  /// What an item has in the column of that name.
  Function<T, String> value(String name) {
    return named(name).value();
  }

  /// Only the columns of those names.
  Columns<T> chosen(List<String> names) {
    return new Columns<>(named(names));
  }

  private List<Column<T>> named(List<String> names) {
    return names.stream().map(this::named).toList();
  }

  private Column<T> named(String name) {
    return all()
        .filter(column -> column.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new InvalidInputException(
                "there is no column "
                    + name
                    + "; there are "
                    + all().map(Column::name).distinct().collect(Collectors.joining(", "))));
  }

  private Stream<Column<T>> all() {
    return Stream.concat(ofTable().columns.stream(), columns.stream());
  }

  /// The columns of a table, first of all those that answer the question.
  Columns<T> ofTable() {
    return new Columns<>(Stream.concat(answers.stream(), others.stream()).toList());
  }
}
