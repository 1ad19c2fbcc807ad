package io.deploytrail.cli.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;
import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import io.deploytrail.attribution.SessionIndex;
import io.deploytrail.cli.console.Terminal;
import io.deploytrail.cli.trail.Buckets;
import io.deploytrail.cli.trail.Input;
import io.deploytrail.cli.trail.Inputs;
import io.deploytrail.cloudtrail.Fact;
import io.deploytrail.index.InMemorySessionIndex;
import io.deploytrail.questions.CallHistory;
import io.deploytrail.questions.Configuration;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What a desk remembers, in the folder `.deploytrail`: a journal of facts, and the files and
/// objects that they came from.
///
/// `journal.ndjson` holds a CloudTrail record a line, reduced to the fact and without secrets;
/// `files.ndjson` an address ([Input#address]) a line, as a JSON text. Both only ever grow; a line
/// that a crash cut off is named and passed over, and cut away by the next writer. `settings.json`
/// holds what `index` was told of one's own Pulumi set-up, and [Unread] what it could not read.
public final class Journal {
  private static final String FOLDER = ".deploytrail";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;

  private Journal(Path folder) {
    this.folder = folder;
  }

  public static Journal inCurrentFolder() {
    return in(Path.of(System.getProperty("deploytrail.folder", "")));
  }

  static Journal in(Path parent) {
    return new Journal(parent.resolve(FOLDER));
  }

  private Path facts() {
    return folder.resolve("journal.ndjson");
  }

  private Path fileList() {
    return folder.resolve("files.ndjson");
  }

  private Path settings() {
    return folder.resolve("settings.json");
  }

  /// What was indexed and could not be read.
  private Unread unread() {
    return new Unread(folder);
  }

  boolean exists() {
    return Files.exists(facts());
  }

  /// What those settings say, and where they say nothing, what `index` was told.
  public Configuration configuration(Settings given) {
    return given.or(remembered()).configuration();
  }

  private Settings remembered() {
    if (!Files.exists(settings())) {
      return Settings.NONE;
    }
    try {
      return Settings.of(JSON.readTree(settings().toFile()));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot read " + settings() + "; index again with --template", e);
    }
  }

  /// Adds all facts to the index.
  public void replay(SessionIndex index, PrintWriter err) {
    if (!exists()) {
      err.println("nothing is indexed in this folder yet: deploytrail index <file or folder>");
      return;
    }
    if (facts().toFile().length() == 0) {
      // What was indexed holds no session; index said so.
      return;
    }
    Inputs.read(
        Input.of(facts()),
        record -> record.fact().ifPresent(index::add),
        (journal, number, reason) ->
            err.println(
                Terminal.safe(journal + ", record " + number + " is passed over: " + reason)));
  }

  /// The indexed files as a history of calls; tells what it lacks.
  public CallHistory history(Buckets buckets, PrintWriter err) {
    unread().tell(err);
    var inputs = inputs().stream().map(address -> Input.of(address, buckets)).toList();
    return new IndexedFiles(inputs, unread().reasons());
  }

  /// The addresses of what was indexed, each once.
  private List<String> inputs() {
    if (!Files.exists(fileList())) {
      return List.of();
    }
    var inputs = new LinkedHashSet<String>();
    try (var values = JSON.readerFor(String.class).<String>readValues(fileList().toFile())) {
      while (values.hasNextValue()) {
        inputs.add(values.nextValue());
      }
    } catch (JsonProcessingException e) {
      // The last line was cut off by a crash; the next index of that input adds it again.
      return List.copyOf(inputs);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + fileList(), e);
    }
    return List.copyOf(inputs);
  }

  /// Keeps other writers out until it is closed; waits while another process writes.
  Writer write() {
    try {
      Files.createDirectories(folder);
      var channel = FileChannel.open(folder.resolve("lock"), CREATE, WRITE);
      return new Writer(channel, channel.lock());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write in " + folder, e);
    }
  }

  /// The one who may write at a time.
  final class Writer implements AutoCloseable {
    private final FileChannel channel;
    private final FileLock lock;
    private final Set<String> listed = new HashSet<>(inputs());

    private Writer(FileChannel channel, FileLock lock) {
      this.channel = channel;
      this.lock = lock;
    }

    /// What the journal holds already.
    InMemorySessionIndex known(PrintWriter err) {
      var known = new InMemorySessionIndex(Configuration.DEFAULT.names());
      if (exists()) {
        replay(known, err);
      }
      return known;
    }

    Unread unread() {
      return Journal.this.unread();
    }

    /// Remembers these settings for later questions, and of what they do not say the earlier ones.
    void remember(Settings given) {
      if (given.equals(Settings.NONE)) {
        return;
      }
      replace(settings(), given.or(remembered()).toJson().toString());
    }

    /// Writes the facts of an input down, and then its address, so that none is listed whose facts
    /// were lost.
    void append(List<Fact> facts, String address) {
      appendLines(facts(), facts.stream().map(FactWriter::write).toList());
      if (listed.add(address)) {
        appendLines(fileList(), List.of(TextNode.valueOf(address).toString()));
      }
    }

    @Override
    public void close() {
      try (channel) {
        lock.release();
      } catch (IOException e) {
        throw new UncheckedIOException("cannot close " + folder, e);
      }
    }
  }

  /// Puts that text in the file's place, whole or not at all.
  static void replace(Path file, String text) {
    try {
      var whole = file.resolveSibling(file.getFileName() + ".new");
      Files.writeString(whole, text);
      Files.move(whole, file, REPLACE_EXISTING, ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  private static void appendLines(Path file, List<String> lines) {
    try (var channel = FileChannel.open(file, CREATE, READ, WRITE)) {
      channel.position(endOfLines(channel));
      channel.truncate(channel.position());
      var text = lines.stream().map(line -> line + "\n").collect(joining());
      var bytes = UTF_8.encode(text);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  /// Where the last whole line ends.
  private static long endOfLines(FileChannel channel) throws IOException {
    var last = ByteBuffer.allocate(1);
    for (var end = channel.size(); end > 0; end--) {
      channel.read(last.clear(), end - 1);
      if (last.get(0) == '\n') {
        return end;
      }
    }
    return 0;
  }
}
