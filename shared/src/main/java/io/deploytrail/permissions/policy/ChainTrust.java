package io.deploytrail.permissions.policy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.deploytrail.trust.TrustPolicy;
import java.util.Collection;

/// The trust policy of a role that other roles assume: exactly those that did.
final class ChainTrust {
  private ChainTrust() {}

  static TrustPolicy of(Collection<String> callers) {
    var policy = JsonNodeFactory.instance.objectNode().put("Version", "2012-10-17");
    var statement = policy.putArray("Statement").addObject().put("Effect", "Allow");
    var roles = statement.putObject("Principal").putArray("AWS");
    callers.forEach(roles::add);
    statement.put("Action", "sts:AssumeRole");
    return TrustPolicy.parse(policy.toPrettyString());
  }
}
