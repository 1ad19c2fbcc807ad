package io.deploytrail.cli.deploy;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import io.deploytrail.cli.console.InvalidInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;

/// The file that holds what a stack's parameters are set to, beside its template; samconfig.toml
/// names it. What it holds is JSON, which is YAML too: the SAM CLI goes by a file's name and knows
/// no JSON, and `jq` knows no YAML.
///
/// A parameter that it does not name stays as the stack has it.
final class ParameterFile {
  private final Path path;

  ParameterFile(Path path) {
    this.path = requireNonNull(path, "path");
  }

  boolean exists() {
    return Files.exists(path);
  }

  /// In the order of the file; empty where there is none.
  Map<String, String> read() {
    var settings = new LinkedHashMap<String, String>();
    if (exists()) {
      var content = tree(new ObjectMapper(), path);
      if (!content.isObject()) {
        throw new InvalidInputException(
            path + ": a JSON object was expected, such as {\"TrailBucket\": \"acme-trail\"}");
      }
      for (var setting : content.properties()) {
        // Of true, the SAM CLI would make True.
        if (!setting.getValue().isTextual()) {
          throw new InvalidInputException(
              "%s: %s takes text in quotes, not %s"
                  .formatted(path, setting.getKey(), setting.getValue()));
        }
        settings.put(setting.getKey(), setting.getValue().textValue());
      }
    }
    return settings;
  }

  void write(Map<String, String> settings) {
    try {
      var folder = path.toAbsolutePath().getParent();
      var written = Files.createTempFile(folder, "parameters", ".yaml");
      Files.writeString(
          written,
          new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(settings) + "\n");
      Files.move(
          written, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + path, e);
    }
  }

  /// Throws [InvalidInputException] where the SAM CLI would not read the file: `sam deploy
  /// --guided` writes all parameters into samconfig.toml, in the place of its name.
  void verifyIsSent(String environment) {
    var samconfig = path.resolveSibling("samconfig.toml");
    if (!Files.exists(samconfig)) {
      return;
    }
    var expected = "file://" + path.getFileName();
    var overrides =
        tree(new TomlMapper(), samconfig)
            .at("/%s/deploy/parameters/parameter_overrides".formatted(environment))
            .asText();
    if (!overrides.equals(expected)) {
      throw new InvalidInputException(
          "%s: parameter_overrides = \"%s\" was expected for %s, and is not there, as after sam deploy --guided: %s would not count; git checkout samconfig.toml"
              .formatted(samconfig, expected, environment, path.getFileName()));
    }
  }

  private static JsonNode tree(ObjectMapper mapper, Path file) {
    try {
      return mapper.enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION).readTree(file.toFile());
    } catch (JsonProcessingException e) {
      throw new InvalidInputException(
          "%s cannot be read: %s"
              .formatted(file, e.getOriginalMessage().lines().findFirst().orElse("")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
