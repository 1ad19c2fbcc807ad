package io.deploytrail.cloudtrail;

import java.util.Optional;

/// One CloudTrail event as the rules see it: a root issuance, a denied attempt, or a call.
public sealed interface CloudTrailRecord permits Root, DeniedAttempt, Call {
  Event event();

  /// What the session index keeps of it, if anything.
  default Optional<Fact> fact() {
    return switch (this) {
      case Root root -> Optional.of(root);
      case DeniedAttempt denied -> Optional.of(denied);
      case Call call -> call.link().<Fact>map(link -> link).or(call::trust);
    };
  }
}
