package io.deploytrail.cloudtrail.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.deploytrail.cloudtrail.glance.Glance;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/// One reading of one input: takes it out of what it is packed in, and has it cut into records.
final class Unpacking {
  /// How often something may be packed within itself.
  private static final int MOST_LAYERS = 3;

  private static final int BUFFER = 1 << 18;

  private final Glance glance;
  private final Parsing parsing;
  private final Unpacker zstd;
  private final Optional<WholeGzip> wholeGzip;
  private final boolean unpacksAhead;
  private @Nullable PeekedStream input;
  private int layers;

  private interface Archive {
    /// The name of the next file.
    Optional<String> next() throws IOException;
  }

  Unpacking(
      Glance glance,
      Parsing parsing,
      Unpacker zstd,
      Optional<WholeGzip> wholeGzip,
      boolean unpacksAhead) {
    this.glance = glance;
    this.parsing = parsing;
    this.zstd = zstd;
    this.wholeGzip = wholeGzip;
    this.unpacksAhead = unpacksAhead;
  }

  void read(InputStream stream) {
    parsing.begin("", false);
    open(stream);
    parsing.end();
  }

  private void open(InputStream stream) {
    try {
      unpack(stream);
    } catch (ZipException e) {
      parsing.damaged(e.getMessage() + "; what comes before the damage was read");
    } catch (IOException e) {
      parsing.damaged("reading failed: " + e);
    }
  }

  private void unpack(InputStream stream) throws IOException {
    unpack(new PeekedStream(stream, Appearance.LENGTH));
  }

  private void unpack(PeekedStream start) throws IOException {
    input = input == null ? start : input;
    var appearance = new Appearance(start.start(Appearance.LENGTH));
    var packing = appearance.packing();
    if (packing == Appearance.Packing.NONE) {
      split(start, appearance);
      return;
    }
    if (layers == MOST_LAYERS) {
      throw new ZipException("it is packed more than " + MOST_LAYERS + " times");
    }
    layers++;
    try {
      switch (packing) {
        case GZIP -> gzip(start);
        case ZSTD -> zstd(start);
        case ZIP -> zip(start);
        case TAR -> tar(start);
        case NONE -> {}
      }
    } finally {
      layers--;
    }
  }

  private void gzip(PeekedStream packed) throws IOException {
    if (layers == 1 && wholeGzip.isPresent()) {
      wholeGzip.get().read(packed, this::unpack, this::members);
    } else {
      members(packed);
    }
  }

  private void members(InputStream packed) throws IOException {
    try (var members = new GzipMembers(packed);
        var unpacked = unpacksAhead && layers == 1 ? new ReadAhead(members) : members) {
      // Of one layer, the format itself bounds how much it grows.
      unpack(layers == 1 ? unpacked : bounded(unpacked));
    }
  }

  private void zstd(InputStream packed) throws IOException {
    try (var unpacked = zstd.open(packed)) {
      unpack(bounded(unpacked));
    }
  }

  private void zip(InputStream packed) throws IOException {
    try (var files = new ZipEntries(packed)) {
      files(files::next, files);
    }
  }

  private void tar(InputStream packed) throws IOException {
    var files = new TarEntries(packed);
    files(files::next, files);
  }

  private void files(Archive archive, InputStream content) throws IOException {
    var file = archive.next();
    if (file.isEmpty()) {
      parsing.brokenInput("it is an archive without files");
    }
    for (; file.isPresent(); file = archive.next()) {
      file(file.get(), content);
    }
  }

  /// Reads a file of an archive by the rules of folders.
  private void file(String name, InputStream content) {
    var names = List.of(name.split("/"));
    var layout = TrailLayout.of(names, 0);
    if (names.stream().anyMatch(each -> TrailNames.isHidden(each) && !each.equals("."))) {
      return;
    }
    if (layout == TrailLayout.BESIDE) {
      parsing.skip();
      return;
    }
    parsing.begin(name, layout == TrailLayout.TRAIL);
    open(bounded(content));
    parsing.end();
  }

  private InputStream bounded(InputStream unpacked) {
    return input == null ? unpacked : new BoundedGrowth(unpacked, input);
  }

  private void split(PeekedStream stream, Appearance appearance) throws IOException {
    parsing.start(appearance);
    if (appearance.isBinary() && !appearance.showsRecord()) {
      parsing.noJson();
    } else if (appearance.isCsvOfRecords()) {
      rows(new CsvRows(stream));
    } else {
      cut(appearance.startsWithTime() ? new PeekedStream(new LinesWithTimes(stream), 0) : stream);
    }
  }

  private void cut(PeekedStream stream) throws IOException {
    var splitter = new RecordSplitter(parsing, glance);
    splitter.accept(stream.bytes(), stream.length());
    stream.passOver();
    var buffer = new byte[stream.isWhole() ? 1 : BUFFER];
    for (var length = stream.read(buffer); length >= 0; length = stream.read(buffer)) {
      splitter.accept(buffer, length);
    }
    splitter.end();
  }

  private void rows(CsvRows rows) throws IOException {
    var columns = new CsvColumns(rows.next().orElse(List.of()));
    var lack = columns.lack();
    if (lack.isPresent()) {
      parsing.damaged(lack.get());
      return;
    }
    for (var row = rows.next(); row.isPresent(); row = rows.next()) {
      var record = columns.record(row.get()).getBytes(UTF_8);
      parsing.piece(record, 0, record.length);
    }
  }
}
