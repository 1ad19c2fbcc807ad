package io.deploytrail.cli.desk;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deploytrail.cli.console.Terminal;
import io.deploytrail.cli.trail.Input;
import io.deploytrail.cli.trail.Inputs;
import io.deploytrail.cloudtrail.Fact;
import io.deploytrail.desk.DeskDatabase;
import io.deploytrail.questions.Configuration;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/// What earlier versions kept of a desk, which the database takes over: `journal.ndjson` with a
/// fact a line, `files.ndjson` with an address a line, `unread.json` and `settings.json`.
record Journal(Path folder) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static Journal in(Path folder) {
    return new Journal(folder);
  }

  private Path facts() {
    return folder.resolve("journal.ndjson");
  }

  boolean exists() {
    return Files.exists(facts());
  }

  /// Moves all of it; a crash in between, or another process that does the same, changes nothing of
  /// what comes out.
  void moveInto(DeskDatabase database, PrintWriter err) {
    var facts = readFacts(err);
    var addresses = addresses();
    var unread = new TreeMap<String, String>();
    json("unread.json")
        .properties()
        .forEach(each -> unread.put(each.getKey(), each.getValue().asText()));
    var settings = settings(json("settings.json"));
    database.write(() -> {
      var sessions = database.sessions(Configuration.DEFAULT.names());
      facts.forEach(sessions::add);
      addresses.forEach(address -> database.files().addUnread(address));
      database.files().replaceUnread(List.of(), unread);
      settings.or(Settings.of(database.settings())).writeTo(database.settings());
    });
    try {
      Files.move(facts(), folder.resolve("journal.ndjson.moved"), ATOMIC_MOVE, REPLACE_EXISTING);
    } catch (NoSuchFileException e) {
      return;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot rename " + facts(), e);
    }
    err.println(
        "the journal of an earlier version was moved into .deploytrail/index.db: "
            + facts.size()
            + " facts, "
            + addresses.size()
            + " files");
  }

  private List<Fact> readFacts(PrintWriter err) {
    var facts = new ArrayList<Fact>();
    if (facts().toFile().length() > 0) {
      Inputs.read(
          Input.of(facts()),
          record -> record.fact().ifPresent(facts::add),
          (journal, number, reason) ->
              err.println(
                  Terminal.safe(journal + ", record " + number + " is passed over: " + reason)));
    }
    return facts;
  }

  private Set<String> addresses() {
    var file = folder.resolve("files.ndjson");
    var addresses = new LinkedHashSet<String>();
    if (!Files.exists(file)) {
      return addresses;
    }
    try (var values = JSON.readerFor(String.class).<String>readValues(file.toFile())) {
      while (values.hasNextValue()) {
        addresses.add(values.nextValue());
      }
    } catch (JsonProcessingException e) {
      // A crash cut the last line off; the next index of that input adds it again.
      return addresses;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
    return addresses;
  }

  private static Settings settings(JsonNode json) {
    return new Settings(
        texts(json.path("templates")),
        texts(json.path("organizations")),
        texts(json.path("providers")));
  }

  private static List<String> texts(JsonNode array) {
    return array.valueStream().map(JsonNode::asText).toList();
  }

  /// The file's object; an empty one if there is no such file.
  private JsonNode json(String name) {
    var file = folder.resolve(name);
    if (!Files.exists(file)) {
      return JSON.createObjectNode();
    }
    try {
      return JSON.readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }
}
