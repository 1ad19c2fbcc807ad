package io.deploytrail.questions;

import io.deploytrail.trust.PolicyDocuments;
import io.deploytrail.trust.TrustPolicy;
import io.deploytrail.trust.UnreadableTrustPolicyException;
import io.deploytrail.trust.width.NarrowStep;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Reads the parameters of `trust`.
record TrustParameters(Map<String, String> parameters, AskedTime times) {
  Question question() {
    var role = value("role");
    var about = value("policy").map(text -> policy(text, role));
    var period = Question.WhoMayUse.period(value("from"), value("to"), times);
    var token =
        new AskedToken(
            value("subject"), value("audience"), value("provider"), value("sessionName"));
    if (role.isEmpty() && about.isEmpty() && token.subject().isEmpty()) {
      return new Question.AllRoles(period);
    }
    var trust = new AskedTrust(role, about);
    return token.subject().isPresent() || token.audience().isPresent()
        ? new Question.TrustTry(trust, token)
        : new Question.WhoMayUse(
            trust, period, value("narrowTo").map(TrustParameters::step).orElse(NarrowStep.EXACT));
  }

  /// Throws [InvalidQuestionException] for a text that holds no policy.
  static PolicyDocuments documents(String text) {
    try {
      return PolicyDocuments.in(text);
    } catch (UnreadableTrustPolicyException e) {
      throw new InvalidQuestionException(e.reason());
    }
  }

  /// Throws [InvalidQuestionException] for a text that holds no policy of that role.
  static TrustPolicy policy(String text, Optional<String> role) {
    try {
      return TrustPolicy.parse(documents(text).of(role));
    } catch (UnreadableTrustPolicyException e) {
      throw new InvalidQuestionException(e.reason());
    }
  }

  private static NarrowStep step(String text) {
    return Arrays.stream(NarrowStep.values())
        .filter(step -> step.name().equalsIgnoreCase(text))
        .findFirst()
        .orElseThrow(() ->
            new InvalidQuestionException(
                "narrowTo takes one of "
                    + Arrays.toString(NarrowStep.values()).toLowerCase(Locale.ROOT)
                    + ", not "
                    + Quoted.of(text)));
  }

  private Optional<String> value(String name) {
    return Optional.ofNullable(parameters.get(name));
  }
}
