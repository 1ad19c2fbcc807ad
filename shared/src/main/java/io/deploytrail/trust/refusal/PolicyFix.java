package io.deploytrail.trust.refusal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deploytrail.pulumi.Deployment;
import io.deploytrail.pulumi.Variable;
import io.deploytrail.trust.ConditionTrace;
import io.deploytrail.trust.Decision;
import io.deploytrail.trust.Operator;
import io.deploytrail.trust.TrustPolicy;
import io.deploytrail.trust.Try;
import io.deploytrail.trust.refusal.MeantStatements.MeantStatement;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The smallest change of a policy that admits one try and no other token: the refused value beside
/// the one that stands there, where the statement lets in one audience, or one subject, alone; else
/// a statement of its own, with the conditions of the nearest one.
///
/// What it gives has been evaluated. Where the nearest statement bounds more than the token, the
/// bounds stay, and are widened by what came; those of time are never moved.
final class PolicyFix {
  private static final JsonMapper JSON = new JsonMapper();

  private final TrustPolicy policy;
  private final Try asked;
  private final String audienceKey;
  private final String subjectKey;

  PolicyFix(TrustPolicy policy, Try asked) {
    this.policy = policy;
    this.asked = asked;
    this.audienceKey = asked.provider().name() + ":aud";
    this.subjectKey = asked.provider().name() + ":sub";
  }

  /// Empty where none can be given: the token is not known whole, or the proof does not hold.
  Optional<String> change(Optional<MeantStatement> nearest) {
    if (asked.audience().isEmpty() || asked.subject().isEmpty()) {
      return Optional.empty();
    }
    return nearest
        .flatMap(this::withOneMoreValue)
        .or(() -> withStatement(nearest))
        .map(this::withControl)
        .filter(changed -> TrustPolicy.parse(changed).decide(asked) == Decision.YES);
  }

  private Optional<ObjectNode> withOneMoreValue(MeantStatement nearest) {
    var misses = nearest.misses();
    var missed = misses.getFirst().condition();
    if (misses.size() != 1 || missed.isEmpty() || !takesOneMore(missed.get())) {
      return Optional.empty();
    }
    var condition = missed.get().condition();
    var isSubject = is(condition.keyName(), subjectKey);
    if (!isSubject && !is(condition.keyName(), audienceKey)) {
      return Optional.empty();
    }
    var other = isSubject ? audienceKey : subjectKey;
    if (nearest.trace().conditions().stream().noneMatch(of -> holdsOneValue(of, other))) {
      return Optional.empty();
    }
    var actual = missed.get().actualValue().orElseThrow();
    var changed = policy();
    var block =
        (ObjectNode)
            statement(changed, nearest.trace().statement().number())
                .path("Condition")
                .path(condition.operator().text());
    var values = JSON.createArrayNode();
    condition.texts().forEach(values::add);
    values.add(literal(actual));
    block.set(condition.key(), values);
    return Optional.of(changed);
  }

  /// Under `StringLike`, a wildcard in the token would let in others where none can be escaped.
  private boolean takesOneMore(ConditionTrace trace) {
    var operator = trace.condition().operator();
    return operator.isPositive()
        && switch (operator.comparison()) {
          case EQUALS -> true;
          case LIKE ->
              policy.hasVariables() || trace.actualValue().filter(Miss::hasWildcard).isEmpty();
          default -> false;
        };
  }

  /// Whether it lets in one value of that key and no other.
  private static boolean holdsOneValue(ConditionTrace trace, String key) {
    var condition = trace.condition();
    var operator = condition.operator();
    return is(condition.keyName(), key)
        && trace.holds() == Decision.YES
        && operator.isPositive()
        && condition.values().size() == 1
        && !condition.values().getFirst().hasVariables()
        && (operator.comparison() == Operator.Comparison.EQUALS
            || (operator.comparison() == Operator.Comparison.LIKE
                && !Miss.hasWildcard(condition.texts().getFirst())));
  }

  private Optional<ObjectNode> withStatement(Optional<MeantStatement> nearest) {
    var conditions = JSON.createObjectNode();
    for (var trace : nearest.map(of -> of.trace().conditions()).orElse(List.of())) {
      if (!isOfToken(trace) && !keeps(trace, conditions)) {
        return Optional.empty();
      }
    }
    conditions
        .withObjectProperty("StringEquals")
        .put(audienceKey, literal(asked.audience().orElseThrow()))
        .put(subjectKey, literal(asked.subject().orElseThrow()));
    var statement = JSON.createObjectNode().put("Effect", "Allow");
    statement.putObject("Principal").put("Federated", asked.provider().text());
    statement.put("Action", Try.ACTION).set("Condition", conditions);
    var changed = policy();
    statements(changed).add(statement);
    return Optional.of(changed);
  }

  /// What the new statement says of the token itself, or what no request can fulfil.
  private boolean isOfToken(ConditionTrace trace) {
    var key = trace.condition().keyName();
    var isToken =
        is(key, audienceKey) || is(key, subjectKey) || is(key, asked.provider().name() + ":oaud");
    return isToken
        || (trace.holds() == Decision.NO
            && Set.of(Cause.UNKNOWN_CONDITION_KEY, Cause.ROLE_NOT_IN_TOKEN)
                .contains(Miss.of(trace, asked).cause()));
  }

  /// Puts a bound of the nearest statement into the new one; whether it could.
  private boolean keeps(ConditionTrace trace, ObjectNode conditions) {
    var condition = trace.condition();
    var operator = condition.operator();
    var block = conditions.withObjectProperty(operator.text());
    var values = block.putArray(condition.key());
    if (trace.holds() != Decision.NO) {
      condition.texts().forEach(values::add);
      return true;
    }
    var isOneMore =
        operator.isPositive()
            && switch (operator.comparison()) {
              case EQUALS, LIKE, ADDRESS -> true;
              default -> false;
            };
    trace.actualValue().map(this::literal).ifPresent(values::add);
    return isOneMore && trace.actualValue().isPresent();
  }

  private static boolean is(String keyName, String key) {
    return keyName.equalsIgnoreCase(key);
  }

  /// A text that means itself under `StringEquals` and `StringLike`.
  private String literal(String text) {
    return policy.hasVariables()
        ? text.replace("${", "${$}{").replace("*", "${*}").replace("?", "${?}")
        : text;
  }

  private ObjectNode policy() {
    try {
      return (ObjectNode) JSON.readTree(policy.text());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a policy that was read is no JSON", e);
    }
  }

  private String withControl(ObjectNode changed) {
    Deployment.ofAudience(asked.audience().orElseThrow())
        .field(Variable.ORGANIZATION)
        .ifPresent(name -> AudienceControl.add(policy, statements(changed), name));
    return changed.toString();
  }

  private static ArrayNode statements(ObjectNode policy) {
    if (policy.get("Statement") instanceof ArrayNode statements) {
      return statements;
    }
    var one = policy.get("Statement");
    return policy.putArray("Statement").add(one);
  }

  private static ObjectNode statement(ObjectNode policy, int number) {
    return policy.get("Statement") instanceof ArrayNode statements
        ? (ObjectNode) statements.get(number)
        : (ObjectNode) policy.get("Statement");
  }
}
