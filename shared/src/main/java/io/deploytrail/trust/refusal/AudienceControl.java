package io.deploytrail.trust.refusal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deploytrail.trust.SharedProvider;
import io.deploytrail.trust.TrustPolicy;
import io.deploytrail.trust.TrustStatement;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Gives a changed policy the comparison of the audience that [SharedProvider] asks, so that IAM
/// saves it.
final class AudienceControl {
  private static final String ESC = "aws:";
  private static final Pattern OF_ORGANIZATION =
      Pattern.compile(
          "pulumi:(?:deploy:org|environments:org|environments:pulumi\\.organization\\.login|cmk:pulumi\\.organization\\.login):([A-Za-z0-9_.-]+)(?::.*)?");

  private AudienceControl() {}

  /// Adds it in the policy's JSON where it is lacking: the audiences of the organizations that a
  /// statement's subjects name, else those of the organization that is to be let in.
  static void add(TrustPolicy policy, ArrayNode written, String organization) {
    for (var statement : policy.statements()) {
      if (SharedProvider.isControlAsked(statement) && SharedProvider.answers(statement).isEmpty()) {
        add(
            named(statement).orElseGet(() -> ofOrganization(organization)),
            (ObjectNode) written.get(statement.number()));
      }
    }
  }

  /// Beside what stands there of the audience, which is narrowed and never replaced.
  private static void add(Set<String> audiences, ObjectNode statement) {
    var conditions = statement.withObjectProperty("Condition");
    var operator =
        Stream.of("StringEquals", "StringLike", "StringEqualsIgnoreCase")
            .filter(name -> isFree(conditions.path(name)))
            .findFirst();
    if (operator.isPresent()) {
      var values = conditions.withObjectProperty(operator.get()).putArray(SharedProvider.AUDIENCE);
      audiences.forEach(values::add);
    }
  }

  private static boolean isFree(JsonNode block) {
    return block
        .propertyStream()
        .noneMatch(field -> field.getKey().equalsIgnoreCase(SharedProvider.AUDIENCE));
  }

  /// All audiences that Pulumi mints for the organizations of a statement's subjects; empty if not
  /// every one of them names its organization.
  private static Optional<Set<String>> named(TrustStatement statement) {
    var audiences = new TreeSet<String>();
    for (var condition : statement.conditions()) {
      if (condition.keyName().equals(SharedProvider.PULUMI + ":sub")
          && condition.operator().isPositive()
          && condition.isOfTexts()) {
        for (var text : condition.texts()) {
          var subject = OF_ORGANIZATION.matcher(text);
          if (!subject.matches()) {
            return Optional.empty();
          }
          audiences.addAll(ofOrganization(subject.group(1)));
        }
      }
    }
    return audiences.isEmpty() ? Optional.empty() : Optional.of(audiences);
  }

  /// Of deployments, and of environments.
  private static Set<String> ofOrganization(String organization) {
    return new TreeSet<>(Set.of(organization, ESC + organization));
  }
}
