package io.deploytrail.cli.output;

import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timestampType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import java.io.IOException;
import java.time.Instant;
import java.util.Set;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/// Writes items into a Parquet file: the columns of CSV, times as timestamps in UTC, all else as
/// text; what an item does not have is null.
///
/// Loaded only when it is asked for, and so is the library. Memory holds one row group.
final class ParquetRows<T> implements Output.Rows<T> {
  private static final long ROW_GROUP_BYTES = 16L << 20;
  private static final int PAGE_BYTES = 256 << 10;
  private static final Set<String> TIMES = Set.of("eventTime", "firstSeen", "lastSeen", "lastTime");

  private final PartialFile file;
  private final Columns<T> columns;
  private final MessageType schema;
  private final ParquetWriter<Group> writer;

  private ParquetRows(
      PartialFile file, Columns<T> columns, MessageType schema, ParquetWriter<Group> writer) {
    this.file = file;
    this.columns = columns;
    this.schema = schema;
    this.writer = writer;
  }

  /// Writes over the file.
  static <T> ParquetRows<T> in(PartialFile file, Columns<T> columns) {
    var schema = schema(columns);
    try {
      var writer =
          ExampleParquetWriter.builder(new LocalOutputFile(file.path()))
              .withConf(new PlainParquetConfiguration())
              .withWriteMode(ParquetFileWriter.Mode.OVERWRITE)
              .withType(schema)
              .withCodecFactory(new GzipPages())
              .withCompressionCodec(CompressionCodecName.GZIP)
              .withRowGroupSize(ROW_GROUP_BYTES)
              .withPageSize(PAGE_BYTES)
              .build();
      return new ParquetRows<>(file, columns, schema, writer);
    } catch (IOException e) {
      throw file.unwritable(e);
    }
  }

  private static MessageType schema(Columns<?> columns) {
    var fields = columns.names().stream().map(ParquetRows::field).toList();
    return new MessageType("items", fields);
  }

  private static Type field(String name) {
    return TIMES.contains(name)
        ? Types.optional(INT64).as(timestampType(true, TimeUnit.MILLIS)).named(name)
        : Types.optional(BINARY).as(stringType()).named(name);
  }

  @Override
  public void write(T item) {
    try {
      writer.write(group(item));
    } catch (IOException e) {
      throw file.unwritable(e);
    }
  }

  private Group group(T item) {
    var group = new SimpleGroup(schema);
    for (var column : columns.columns()) {
      var value = column.value().apply(item);
      if (value.isEmpty()) {
        continue;
      }
      if (TIMES.contains(column.name())) {
        group.add(column.name(), Instant.parse(value).toEpochMilli());
      } else {
        group.add(column.name(), value);
      }
    }
    return group;
  }

  @Override
  public void endList(String rest) {
    // A table has no place for it.
  }

  @Override
  public void close() {
    try {
      writer.close();
    } catch (IOException e) {
      throw file.unwritable(e);
    }
  }
}
