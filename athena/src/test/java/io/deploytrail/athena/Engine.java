package io.deploytrail.athena;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.trino.Session;
import io.trino.execution.QueryStats;
import io.trino.plugin.hive.HivePlugin;
import io.trino.plugin.iceberg.IcebergPlugin;
import io.trino.testing.MaterializedResult;
import io.trino.testing.MaterializedRow;
import io.trino.testing.StandaloneQueryRunner;
import io.trino.testing.TestingSession;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Trino in the place of Athena: the raw table over a folder of log files, and the views of
/// `athena/views`.
///
/// Two things differ from an installation: CloudTrail's input format, which makes a row of each
/// record, is here a table of files with UNNEST over it; and the names of tables lead into two
/// catalogs, Hive's and Iceberg's, over one folder.
final class Engine implements AutoCloseable {
  private static final String DATABASE = "deploytrail";
  private static final String COLUMNS =
      "/Resources/CloudtrailLogs/Properties/TableInput/StorageDescriptor/Columns";

  private final StandaloneQueryRunner trino;
  private final Session session;

  private Engine(StandaloneQueryRunner trino, Session session) {
    this.trino = trino;
    this.session = session;
  }

  /// Starts an engine that keeps everything in that folder.
  static Engine start(Path folder) {
    return start(folder, new HivePlugin(), localFiles(folder));
  }

  /// Starts an engine that keeps everything in that folder, and reads it through these listings.
  static Engine start(Path folder, Listings listings) {
    return start(folder, listings.plugin(), Map.of());
  }

  private static Map<String, String> localFiles(Path folder) {
    return Map.of("fs.local.enabled", "true", "local.location", "" + folder);
  }

  private static Engine start(Path folder, HivePlugin plugin, Map<String, String> files) {
    var session =
        TestingSession.testSessionBuilder().setCatalog("hive").setSchema(DATABASE).build();
    // Plans of these views are large, and Trino would keep those of the last hundred queries.
    var trino =
        new StandaloneQueryRunner(session, server -> server.addProperty("query.max-history", "5"));
    trino.installPlugin(plugin);
    trino.installPlugin(new IcebergPlugin());
    var hive = new LinkedHashMap<>(files);
    hive.put("hive.metastore", "file");
    hive.put("hive.metastore.catalog.dir", "local:///metastore");
    hive.put("hive.security", "allow-all");
    hive.put("hive.ignore-absent-partitions", "true");
    hive.put("hive.partition-projection-enabled", "true");
    hive.put("hive.table-statistics-enabled", "false");
    hive.put("hive.collect-column-statistics-on-write", "false");
    hive.put("hive.iceberg-catalog-name", "iceberg");
    trino.createCatalog("hive", "hive", hive);
    var iceberg = new LinkedHashMap<>(localFiles(folder));
    iceberg.put("iceberg.catalog.type", "TESTING_FILE_METASTORE");
    iceberg.put("hive.metastore.catalog.dir", "local:///metastore");
    trino.createCatalog("iceberg", "iceberg", iceberg);
    var engine = new Engine(trino, session);
    engine.execute("CREATE SCHEMA " + DATABASE);
    return engine;
  }

  /// Makes the raw table over `AWSLogs/<prefix>` in the engine's folder, and the view of its
  /// records, in the place of those that there may be.
  void createTrail(String prefix, List<String> accounts, List<String> regions, String days) {
    execute("DROP VIEW IF EXISTS cloudtrail_logs");
    execute("DROP TABLE IF EXISTS cloudtrail_files");
    var columns = columns();
    var fields =
        columns.entrySet().stream()
            .map(column -> column.getKey() + " " + trinoType(column.getValue()))
            .collect(Collectors.joining(", "));
    execute(
        """
        CREATE TABLE cloudtrail_files (
          records array(row(%s)),
          account varchar WITH (partition_projection_type = 'enum', partition_projection_values = ARRAY[%s]),
          region varchar WITH (partition_projection_type = 'enum', partition_projection_values = ARRAY[%s]),
          day varchar WITH (partition_projection_type = 'date', partition_projection_format = 'yyyy/MM/dd',
            partition_projection_range = ARRAY[%s], partition_projection_interval = 1, partition_projection_interval_unit = 'DAYS')
        ) WITH (
          format = 'OPENX_JSON',
          external_location = 'local:///AWSLogs/%s',
          partitioned_by = ARRAY['account', 'region', 'day'],
          partition_projection_enabled = TRUE,
          partition_projection_location_template = 'local:///AWSLogs/%s${account}/CloudTrail/${region}/${day}/'
        )
        """
            .formatted(fields, quoted(accounts), quoted(regions), days, prefix, prefix));
    execute(
        "CREATE VIEW cloudtrail_logs AS SELECT %s, files.account, files.region, files.day, files.\"$path\""
                .formatted(
                    columns.keySet().stream()
                        .map(column -> "record." + column)
                        .collect(Collectors.joining(", ")))
            + " FROM cloudtrail_files AS files CROSS JOIN UNNEST(records) AS record("
            + String.join(", ", columns.keySet())
            + ")");
  }

  /// Makes all views anew, for a stack with these parameters.
  void createViews(Configuration configuration) {
    SqlFiles.views()
        .forEach((name, sql) ->
            execute("CREATE OR REPLACE VIEW " + name + " AS\n" + configuration.fill(sql)));
  }

  /// Makes the lake's table.
  void createLake() {
    execute(createTable());
  }

  /// Makes the lake's table as it was before `add_columns.sql` was written.
  void createEarlierLake() {
    var table = createTable();
    for (var column : addedColumns()) {
      table = table.replaceAll(",\\s+" + Pattern.quote(column) + "(?=[,\\s)])", "");
    }
    execute(table);
  }

  /// Adds the columns that a lake of an earlier release lacks.
  void addColumns() {
    // Trino adds one column at a time, and Athena all of a list.
    addedColumns()
        .forEach(column -> execute("ALTER TABLE deployment_calls_lake ADD COLUMN " + column));
  }

  private static List<String> addedColumns() {
    var athena =
        Pattern.compile("(?s)ALTER TABLE (\\w+) ADD COLUMNS \\((.*)\\)")
            .matcher(statement("add_columns").replaceAll("(?m)^--.*\\n", "").strip());
    if (!athena.matches()) {
      throw new IllegalStateException("add_columns.sql was expected to be a list of columns");
    }
    return Stream.of(inTrino(athena.group(2)).split(",")).map(String::strip).toList();
  }

  /// Takes the days from `from` to `to` (`2026-11-20`) into the lake, and says what it read.
  QueryStats merge(String from, String to) {
    var merge = statement("merge").replace("${from}", from).replace("${to}", to);
    return run(merge).statistics();
  }

  /// Takes the days out of the lake that are older than that many.
  void expire(int days) {
    execute(statement("expire").replace("${retentionDays}", "" + days));
  }

  private static String statement(String step) {
    return SqlFiles.in("lake").getOrDefault(step, "");
  }

  /// Athena's statement in Trino's words, for which there is no table type but a catalog.
  private static String createTable() {
    var athena =
        Pattern.compile(
                "(?s)CREATE TABLE IF NOT EXISTS (\\w+) \\((.*?)\\n\\)\\nPARTITIONED BY \\((\\w+)\\)\\n.*")
            .matcher(statement("create_table").replaceAll("(?m)^--.*\\n", "").strip());
    if (!athena.matches()) {
      throw new IllegalStateException(
          "create_table.sql was expected to be columns and a partition");
    }
    var columns = inTrino(athena.group(2));
    return "CREATE TABLE iceberg.deploytrail.%s (%s) WITH (format = 'PARQUET', partitioning = ARRAY['%s'])"
        .formatted(athena.group(1), columns, athena.group(3));
  }

  private static String inTrino(String columns) {
    return columns
        .replace("array<string>", "array(varchar)")
        .replace("string", "varchar")
        .replace("timestamp", "timestamp(6)");
  }

  MaterializedResult execute(String sql) {
    return trino.execute(session, sql);
  }

  /// The rows, each by its columns' names; without those that are null.
  List<Map<String, Object>> rows(String sql) {
    var result = execute(sql);
    var rows = new ArrayList<Map<String, Object>>();
    for (MaterializedRow row : result) {
      var named = new LinkedHashMap<String, Object>();
      for (var column = 0; column < row.getFieldCount(); column++) {
        if (row.getField(column) != null) {
          named.put(result.getColumnNames().get(column), row.getField(column));
        }
      }
      rows.add(named);
    }
    return rows;
  }

  /// A query's rows, and what was counted while it ran.
  record Run(MaterializedResult rows, QueryStats statistics) {}

  Run run(String sql) {
    var run = trino.executeWithPlan(session, sql);
    var query = trino.getCoordinator().getQueryManager().getFullQueryInfo(run.queryId());
    return new Run(run.result(), query.getQueryStats());
  }

  /// The columns that `template-athena.yaml` gives the raw table, and their types in Hive's words.
  private static Map<String, String> columns() {
    var template = SqlFiles.HOME.resolve("template-athena.yaml");
    try {
      var columns = new LinkedHashMap<String, String>();
      var list = new YAMLMapper().readTree(template.toFile()).at(COLUMNS);
      for (var column : list) {
        columns.put(column.required("Name").asText(), column.required("Type").asText());
      }
      if (columns.isEmpty()) {
        throw new IllegalStateException(
            "columns were expected in %s at %s".formatted(template, COLUMNS));
      }
      return columns;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String trinoType(String hiveType) {
    return hiveType
        .replace("struct<", "row(")
        .replace("array<", "array(")
        .replace("map<", "map(")
        .replace('>', ')')
        .replace(':', ' ')
        .replace("string", "varchar");
  }

  private static String quoted(List<String> texts) {
    return texts.stream().map(text -> "'" + text + "'").collect(Collectors.joining(", "));
  }

  @Override
  public void close() {
    trino.close();
  }
}
