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
    if (role.isEmpty() && about.isEmpty() && isNothing(token)) {
      return new Question.AllRoles(period);
    }
    var trust = new AskedTrust(role, about);
    return isNothing(token)
        ? new Question.WhoMayUse(
            trust, period, value("narrowTo").map(TrustParameters::step).orElse(NarrowStep.EXACT))
        : new Question.TrustTry(trust, token);
  }

  private static boolean isNothing(AskedToken token) {
    return token.equals(
        new AskedToken(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()));
  }

  /// Throws [InvalidQuestionException] for a text that holds no role's policy.
  static PolicyDocuments policies(String text) {
    try {
      return PolicyDocuments.in(text);
    } catch (UnreadableTrustPolicyException e) {
      throw new InvalidQuestionException("policy: " + e.reason());
    }
  }

  /// Throws [InvalidQuestionException] for a text that holds no policy of that role.
  static TrustPolicy policy(String text, Optional<String> role) {
    try {
      return TrustPolicy.parse(policies(text).of(role));
    } catch (UnreadableTrustPolicyException e) {
      throw new InvalidQuestionException("policy: " + e.reason());
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
