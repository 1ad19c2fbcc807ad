package io.deploytrail.trust;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.deploytrail.pulumi.ProviderArn;
import io.deploytrail.trust.Try.Circumstances;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/// The hand-written cases in `src/test/resources/trust`, and the tries that they make.
///
/// A case is added by adding an entry to a file. Its `try` says what differs from [#USUAL]; null is
/// *not known*.
final class TrustCorpus {
  static final JsonMapper JSON = new JsonMapper();
  static final String PROVIDER = "arn:aws:iam::111122223333:oidc-provider/api.pulumi.com/oidc";
  static final Try USUAL =
      new Try(
          Optional.empty(),
          ProviderArn.parse(PROVIDER).orElseThrow(),
          Optional.of("acme"),
          Optional.of("pulumi:deploy:org:acme:project:web:stack:prod:operation:update:scope:write"),
          Optional.of("pulumi-web-prod"),
          new Circumstances(
              Optional.of("203.0.113.7"),
              Optional.of("aws-sdk-go/1.44"),
              Optional.of("eu-west-1"),
              Optional.of(Instant.parse("2026-07-01T12:00:00Z"))));

  private TrustCorpus() {}

  /// Every entry of every file of one folder.
  static Stream<JsonNode> entries(String folder) {
    try (var files = Files.list(Path.of(resource("/trust/" + folder)))) {
      return files.sorted().toList().stream().flatMap(TrustCorpus::read);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<JsonNode> read(Path file) {
    try {
      return JSON.readTree(Files.readAllBytes(file)).valueStream();
    } catch (IOException e) {
      throw new UncheckedIOException(file.toString(), e);
    }
  }

  private static java.net.URI resource(String name) {
    try {
      return TrustCorpus.class.getResource(name).toURI();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  static Try asked(JsonNode differences) {
    var usual = USUAL.circumstances();
    return new Try(
        text(differences, "role", USUAL.role()),
        text(differences, "provider", Optional.of(PROVIDER))
            .flatMap(ProviderArn::parse)
            .orElseThrow(),
        text(differences, "audience", USUAL.audience()),
        text(differences, "subject", USUAL.subject()),
        text(differences, "sessionName", USUAL.sessionName()),
        new Circumstances(
            text(differences, "sourceAddress", usual.sourceAddress()),
            text(differences, "userAgent", usual.userAgent()),
            text(differences, "region", usual.region()),
            text(differences, "time", usual.time().map(Instant::toString)).map(Instant::parse)));
  }

  private static Optional<String> text(JsonNode node, String name, Optional<String> otherwise) {
    return node.has(name) ? Optional.ofNullable(node.get(name).textValue()) : otherwise;
  }
}
