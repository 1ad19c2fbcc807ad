package io.deploytrail.cli.output;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/// The columns in which items of one kind stand in tables, CSV and Parquet, and what an item has in
/// each: a text, empty for nothing.
public record Columns<T>(List<Column<T>> columns) {
  /// What fits in a line for a person to read; CSV and JSON have all.
  private static final Set<String> SHORT =
      Set.of(
          "eventTime",
          "firstSeen",
          "lastTime",
          "attempts",
          "verdict",
          "confidence",
          "action",
          "organization",
          "project",
          "stack",
          "environment",
          "environmentUser",
          "operation",
          "version",
          "stated",
          "errorCode",
          "eventId",
          "warnings");

  /// A column, and its value in an item.
  public record Column<T>(String name, Function<T, String> value) {}

  public Columns {
    columns = List.copyOf(columns);
  }

  public static <T> Columns<T> none() {
    return new Columns<>(List.of());
  }

  /// These columns, and one more behind them.
  public Columns<T> with(String name, Function<T, String> value) {
    return with(new Columns<>(List.of(new Column<>(name, value))));
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
    return new Columns<>(
        columns.stream()
            .map(column ->
                new Column<S>(
                    column.name(), item -> part.apply(item).map(column.value()).orElse("")))
            .toList());
  }

  List<String> names() {
    return columns.stream().map(Column::name).toList();
  }

  List<String> values(T item) {
    return columns.stream().map(column -> column.value().apply(item)).toList();
  }

  /// The columns of a table.
  Columns<T> shortened() {
    return new Columns<>(columns.stream().filter(column -> SHORT.contains(column.name())).toList());
  }
}
