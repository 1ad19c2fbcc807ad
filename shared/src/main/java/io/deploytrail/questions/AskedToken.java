package io.deploytrail.questions;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.Set;

/// A token that somebody may present, as a question describes it; the provider is an ARN, or a name
/// in the role's account, or, if empty, Pulumi's there.
public record AskedToken(
    Optional<String> subject,
    Optional<String> audience,
    Optional<String> provider,
    Optional<String> sessionName) {
  private static final Set<String> FIELDS =
      Set.of("subject", "audience", "provider", "sessionName");

  public AskedToken {
    requireNonNull(subject, "subject");
    requireNonNull(audience, "audience");
    requireNonNull(provider, "provider");
    requireNonNull(sessionName, "sessionName");
  }

  /// Reads `{"subject":"…","audience":"…"}`.
  public static AskedToken of(JsonNode json) {
    if (!json.isObject()) {
      throw new InvalidQuestionException(
          "a try was expected, such as {\"subject\":\"pulumi:deploy:org:…\",\"audience\":\"…\"}");
    }
    for (var field : json.properties()) {
      if (!FIELDS.contains(field.getKey()) || !field.getValue().isTextual()) {
        throw new InvalidQuestionException(
            "a try has the texts subject, audience, provider and sessionName, not "
                + Quoted.of(field.getKey() + ": " + field.getValue()));
      }
    }
    return new AskedToken(
        text(json, "subject"),
        text(json, "audience"),
        text(json, "provider"),
        text(json, "sessionName"));
  }

  private static Optional<String> text(JsonNode json, String name) {
    return Optional.ofNullable(json.path(name).textValue());
  }
}
