package io.deploytrail.cli.preferences;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import io.deploytrail.cli.console.InvalidInputException;
import io.deploytrail.cli.preferences.Preferences.Found;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A file of preferences, in TOML: a key a line, lists in brackets. It need not exist.
final class PreferenceFile {
  private final Path path;

  /// Read once: every option asks for its own.
  private @Nullable ObjectNode content;

  PreferenceFile(Path path) {
    this.path = requireNonNull(path, "path");
  }

  Optional<Found> find(Preference preference) {
    var value = content().path(preference.key());
    if (value.isMissingNode()) {
      return Optional.empty();
    }
    var values = texts(preference, value);
    preference.verify(values, path.toString());
    return Optional.of(new Found(values, path.toString()));
  }

  private List<String> texts(Preference preference, JsonNode value) {
    var all = value.isArray() ? value.valueStream() : Stream.of(value);
    return all.map(
            each -> {
              if (!each.isTextual()) {
                throw new InvalidInputException(
                    "%s: %s takes text in quotes%s, not %s"
                        .formatted(
                            path,
                            preference.key(),
                            preference.isList() ? ", or a list of such" : "",
                            each));
              }
              return each.textValue();
            })
        .toList();
  }

  private ObjectNode content() {
    if (content == null) {
      content = read();
    }
    return content;
  }

  private ObjectNode read() {
    if (!Files.exists(path)) {
      return mapper().createObjectNode();
    }
    try {
      if (!(mapper().readTree(path.toFile()) instanceof ObjectNode read)) {
        return mapper().createObjectNode();
      }
      for (var key : read.properties()) {
        if (Preference.of(key.getKey()).isEmpty()) {
          throw new InvalidInputException(
              "%s: there is no setting %s; there are %s"
                  .formatted(path, key.getKey(), Preference.keys()));
        }
      }
      return read;
    } catch (JsonProcessingException e) {
      throw new InvalidInputException(
          "%s: TOML was expected, such as timezone = \"Europe/Berlin\"; %s"
              .formatted(path, e.getOriginalMessage()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Made where it is needed: most commands find no file.
  private static ObjectMapper mapper() {
    return new TomlMapper();
  }

  /// Sets it; to nothing, if there are no values.
  void write(Preference preference, List<String> values) {
    var content = content();
    if (values.isEmpty()) {
      content.remove(preference.key());
    } else if (preference.isList()) {
      var list = content.putArray(preference.key());
      values.forEach(list::add);
    } else {
      content.put(preference.key(), values.getFirst());
    }
    try {
      var folder = path.toAbsolutePath().getParent();
      Files.createDirectories(folder);
      var written = Files.createTempFile(folder, "config", ".toml");
      // Of nothing, the mapper writes what it cannot read.
      Files.writeString(written, content.isEmpty() ? "" : mapper().writeValueAsString(content));
      Files.move(
          written, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + path, e);
    }
  }
}
