package io.deploytrail.trust.refusal;

import static java.util.Objects.requireNonNull;

import io.deploytrail.trust.Decision;
import io.deploytrail.trust.refusal.TryAnswer.Reason;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// What STS's answer says of a refusal, as Pulumi's log or a record holds it.
///
/// Sources: STS API Reference, "AssumeRoleWithWebIdentity", section Errors; and answers that others
/// published. Most causes that a trust policy can have share one text, so a text alone makes a
/// cause likely at most.
public record ErrorText(String text) {
  private static final List<Cause> OF_A_POLICY =
      List.of(
          Cause.SUBJECT_MISMATCH,
          Cause.AUDIENCE_MISMATCH,
          Cause.WILDCARD_UNDER_EQUALS,
          Cause.UNKNOWN_CONDITION_KEY,
          Cause.SESSION_NAME_CONDITION,
          Cause.GLOBAL_CONDITION,
          Cause.WRONG_PROVIDER,
          Cause.WRONG_ACTION,
          Cause.NO_STATEMENT,
          Cause.EXPLICIT_DENY,
          Cause.ROLE_MISSING,
          Cause.PROPAGATION,
          Cause.ORGANIZATION_POLICY);

  /// What STS says, and of what; the first that fits counts.
  private enum Saying {
    EXPIRED(
        "token (has )?expired|expiredtoken",
        "the token had expired; STS allows five minutes of grace",
        Cause.TOKEN_EXPIRED),
    PACKED(
        "packed ?policy",
        "the session policies together are too long, packed as AWS packs them",
        Cause.POLICY_TOO_LARGE),
    POLICY_ARN(
        "policy ?arn.*(not (exist|found)|invalid)|(nosuchentity|malformedpolicydocument).*policy",
        "a session policy's ARN names no policy of the role's account",
        Cause.POLICY_ARN_MISSING),
    DURATION(
        "durationseconds",
        "the session duration in the stack's settings is longer than the role allows (MaxSessionDuration), or than STS does",
        Cause.DURATION_TOO_LONG),
    SESSION_NAME(
        "rolesessionname",
        "the session name is not 2 to 64 of the signs that AWS allows; deploytrail render shows what the template gives",
        Cause.SESSION_NAME_INVALID),
    REGION(
        "regiondisabled|sts is not activated",
        "STS is not activated in that Region for the account",
        Cause.REGION_DISABLED),
    UNREACHABLE(
        "idpcommunicationerror|couldn.t retrieve verification key|could not retrieve",
        "STS could not fetch the keys of the provider",
        Cause.PROVIDER_UNREACHABLE),
    NO_PROVIDER(
        "no openidconnect provider found",
        "the role's account has no such OIDC provider: deploy one with the issuer's URL, path included",
        Cause.PROVIDER_MISSING,
        Cause.WRONG_PROVIDER),
    AUDIENCE(
        "incorrect token audience",
        "the provider in the role's account does not list the token's audience: the organization's name, letter by letter",
        Cause.AUDIENCE_NOT_REGISTERED),
    ROLE_NOT_IN_TOKEN(
        "aws\\.amazon\\.com/roles|not (listed|authorized) (in|by) the (id )?token",
        "the token itself does not name the role, and Pulumi's tokens name none",
        Cause.ROLE_NOT_IN_TOKEN),
    NOT_VALIDATED(
        "could not be validated",
        "STS could not read the token: the provider is missing in the role's account, lists another audience, or has another issuer path; one text stands for all three, and IAM's records decide",
        Cause.PROVIDER_MISSING,
        Cause.AUDIENCE_NOT_REGISTERED,
        Cause.WRONG_PROVIDER),
    INVALID(
        "invalididentitytoken|invalid identity token|malformed token|signature",
        "STS could not take the token",
        Cause.TOKEN_INVALID,
        Cause.PROVIDER_MISSING,
        Cause.AUDIENCE_NOT_REGISTERED),
    NOT_AUTHORIZED(
        "not authorized to perform|access ?denied",
        "the role is not there, or its trust policy, or an organization's policy above it, refused the token; one text stands for all of them, and the policy tells them apart",
        OF_A_POLICY.toArray(Cause[]::new));

    private final Pattern says;
    private final String meaning;
    private final List<Cause> causes;

    Saying(String says, String meaning, Cause... causes) {
      this.says = Pattern.compile(says);
      this.meaning = meaning;
      this.causes = List.of(causes);
    }
  }

  public ErrorText {
    requireNonNull(text, "text");
  }

  /// Whether the trust policy may be what refused.
  public boolean mayBePolicy() {
    return saying().filter(known -> known == Saying.NOT_AUTHORIZED).isPresent();
  }

  /// What the text says; without a cause, where no such text is known.
  public TryAnswer answer(Optional<String> role) {
    var known = saying();
    return new TryAnswer(
        role,
        known.isPresent() ? Decision.NO : Decision.UNDECIDED,
        known.map(saying ->
            new Reason(
                saying.causes.getFirst(),
                saying == Saying.NOT_AUTHORIZED ? Certainty.OPEN : Certainty.LIKELY)),
        Optional.empty(),
        Optional.empty(),
        known.map(saying -> saying.causes.subList(1, saying.causes.size())).orElse(List.of()),
        List.of(
            known
                .map(saying -> saying.meaning)
                .orElse("no text of STS about web identities is known that reads like this")),
        List.of());
  }

  private Optional<Saying> saying() {
    var lower = text.toLowerCase(Locale.ROOT);
    for (var saying : Saying.values()) {
      if (saying.says.matcher(lower).find()) {
        return Optional.of(saying);
      }
    }
    return Optional.empty();
  }
}
