package io.deploytrail.trust.width;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.deploytrail.pulumi.ProviderArn;
import io.deploytrail.trust.TrustPolicy;
import io.deploytrail.trust.Try;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/// Writes trust policies: a statement for each provider and audience, so that no audience is
/// combined with another's subjects, and a further policy where the length that IAM saves is full.
final class NarrowPolicyWriter {
  private static final JsonMapper JSON = new JsonMapper();
  private static final ObjectWriter PRETTY = JSON.writerWithDefaultPrettyPrinter();
  private static final int BESIDE_STATEMENTS = TrustText.length(compact(policy(List.of())));

  /// By whom a statement lets in.
  record StatementKey(ProviderArn provider, String audience) implements Comparable<StatementKey> {
    private static final Comparator<StatementKey> ORDER =
        Comparator.comparing((StatementKey key) -> key.provider().text())
            .thenComparing(StatementKey::audience);

    @Override
    public int compareTo(StatementKey other) {
      return ORDER.compare(this, other);
    }
  }

  private final List<TrustPolicy> written = new ArrayList<>();
  private final List<ObjectNode> statements = new ArrayList<>();
  private int length = BESIDE_STATEMENTS;

  private NarrowPolicyWriter() {}

  static List<TrustPolicy> write(Map<StatementKey, ? extends Collection<PolicyPattern>> subjects) {
    var writer = new NarrowPolicyWriter();
    new TreeMap<>(subjects).forEach(writer::add);
    writer.finish();
    return writer.written;
  }

  private void add(StatementKey key, Collection<PolicyPattern> subjects) {
    var isLike = subjects.stream().anyMatch(PolicyPattern.WithWildcards.class::isInstance);
    var values = new TreeSet<String>();
    subjects.forEach(subject -> values.add(value(subject, isLike)));
    // A comma before it.
    var beside = TrustText.length(compact(statement(key, List.of(), isLike))) + 1;
    var batch = new ArrayList<String>();
    for (var value : values) {
      var ofValue = TrustText.length(compact(TextNode.valueOf(value))) + 1;
      var isFull = length + (batch.isEmpty() ? beside : 0) + ofValue > TrustPolicy.MAX_LENGTH;
      if (isFull && (!batch.isEmpty() || !statements.isEmpty())) {
        addStatement(key, batch, isLike);
        finish();
      }
      length += ofValue + (batch.isEmpty() ? beside : 0);
      batch.add(value);
    }
    addStatement(key, batch, isLike);
  }

  private void addStatement(StatementKey key, List<String> batch, boolean isLike) {
    if (!batch.isEmpty()) {
      statements.add(statement(key, batch, isLike));
      batch.clear();
    }
  }

  private void finish() {
    if (!statements.isEmpty()) {
      written.add(TrustPolicy.parse(pretty(policy(statements))));
      statements.clear();
      length = BESIDE_STATEMENTS;
    }
  }

  private static String value(PolicyPattern subject, boolean isLike) {
    return switch (subject) {
      case PolicyPattern.LiteralText literal ->
          isLike ? literal.underLike() : literal.underEquals();
      case PolicyPattern.WithWildcards pattern -> pattern.underLike();
    };
  }

  private static ObjectNode policy(List<ObjectNode> statements) {
    var policy = JSON.createObjectNode().put("Version", "2012-10-17");
    policy.putArray("Statement").addAll(statements);
    return policy;
  }

  private static ObjectNode statement(StatementKey key, List<String> subjects, boolean isLike) {
    var statement = JSON.createObjectNode().put("Effect", "Allow");
    statement.putObject("Principal").put("Federated", key.provider().text());
    statement.put("Action", Try.ACTION);
    var name = key.provider().name();
    var condition = statement.putObject("Condition");
    var equals = condition.putObject("StringEquals");
    equals.put(name + ":aud", new PolicyPattern.LiteralText(key.audience()).underEquals());
    var ofSubject = isLike ? condition.putObject("StringLike") : equals;
    var values = ofSubject.putArray(name + ":sub");
    subjects.forEach(values::add);
    return statement;
  }

  private static String compact(Object json) {
    try {
      return JSON.writeValueAsString(json);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String pretty(ObjectNode json) {
    try {
      return PRETTY.writeValueAsString(json);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
