package io.deploytrail.refusals;

import static java.util.Objects.requireNonNull;

import io.deploytrail.cloudtrail.DeniedAttempt;
import io.deploytrail.trust.Decision;
import io.deploytrail.trust.refusal.Cause;
import io.deploytrail.trust.refusal.Certainty;
import io.deploytrail.trust.refusal.TryAnswer;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// Why STS could not take a token, where its text leaves open which fault of the provider it was:
/// absent, without the token's audience, or of another issuer path.
final class ProviderRefusal {
  private static final Set<Cause> OF_PROVIDER =
      Set.of(Cause.PROVIDER_MISSING, Cause.AUDIENCE_NOT_REGISTERED);

  private final ProviderTrust providers;

  ProviderRefusal(ProviderTrust providers) {
    this.providers = requireNonNull(providers, "providers");
  }

  /// What the text says, narrowed by what is known of the provider as of the try.
  TryAnswer narrowed(DeniedAttempt attempt, TryAnswer byText) {
    var identity = attempt.identity();
    return byText
        .cause()
        .filter(OF_PROVIDER::contains)
        .flatMap(_ -> attempt.role())
        .flatMap(role -> WantedProvider.of(role, identity.provider(), identity.audience()))
        .map(wanted -> narrowed(wanted, attempt.event().time(), byText))
        .orElse(byText);
  }

  private TryAnswer narrowed(WantedProvider wanted, Instant time, TryAnswer byText) {
    var found = providers.at(wanted, time);
    var cause = cause(found);
    var answer = byText;
    // STS's own text counts, where what is known fits none of the faults that it names.
    if (cause.filter(byText::mayBe).isPresent()) {
      answer = because(cause.get(), found, byText);
    } else {
      for (var sentence : found.evidence()) {
        answer = answer.with(sentence);
      }
    }
    return providers.justBefore(wanted.provider().text(), time).isPresent()
        ? answer.with(Cause.PROPAGATION)
        : answer;
  }

  /// Empty where nothing is known.
  private static Optional<Cause> cause(ProviderFound found) {
    return switch (found.isThere()) {
      case UNDECIDED -> Optional.empty();
      case NO ->
          Optional.of(found.ofSameHost().isEmpty() ? Cause.PROVIDER_MISSING : Cause.WRONG_PROVIDER);
      case YES ->
          Optional.of(
              found.isRegistered() == Decision.YES
                  ? Cause.WRONG_PROVIDER
                  : Cause.AUDIENCE_NOT_REGISTERED);
    };
  }

  /// What cannot be besides is left out where it is certain; else it stays possible.
  private static TryAnswer because(Cause cause, ProviderFound found, TryAnswer byText) {
    var answer =
        byText.because(cause, certainty(cause, found), String.join("; ", found.evidence()));
    if (found.certainty() != Certainty.CERTAIN) {
      return answer;
    }
    if (found.isThere() == Decision.NO) {
      return answer.without(Cause.AUDIENCE_NOT_REGISTERED);
    }
    return found.isRegistered() == Decision.YES
        ? answer.without(Cause.PROVIDER_MISSING).without(Cause.AUDIENCE_NOT_REGISTERED)
        : answer.without(Cause.PROVIDER_MISSING);
  }

  private static Certainty certainty(Cause cause, ProviderFound found) {
    // What else it was is no more than what is left.
    if (cause == Cause.WRONG_PROVIDER) {
      return Certainty.LIKELY;
    }
    return found.isRegistered() == Decision.UNDECIDED ? Certainty.OPEN : found.certainty();
  }
}
