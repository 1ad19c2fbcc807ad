package io.deploytrail.trust;

import io.deploytrail.trust.KeyValue.Present;
import io.deploytrail.trust.KeyValue.Unknown;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// The condition keys of a web identity's try.
///
/// Sources: IAM User Guide, "IAM and AWS STS condition context keys" and "AWS global condition
/// context keys". A key's name compares without case. A key of which these pages do not say whether
/// a web identity's request has it is unknown.
final class WebIdentityKeys implements RequestKeys {
  /// Key names of an OIDC provider begin with its name, which begins with a host.
  private static final Pattern OF_A_PROVIDER =
      Pattern.compile("[a-z0-9-]++(\\.[a-z0-9-]++)++(/.*)?");

  private static final Pattern ADDRESS =
      Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|[0-9a-fA-F]*:[0-9a-fA-F:.]+");

  /// A web identity's request never has these.
  private static final Set<String> NEVER =
      Set.of("sts:durationseconds", "sts:externalid", "aws:principalarn");

  /// A web identity's request always has these, whether or not their values are known.
  private static final Set<String> ALWAYS =
      Set.of(
          "sts:rolesessionname",
          "aws:sourceip",
          "aws:useragent",
          "aws:requestedregion",
          "aws:currenttime",
          "aws:securetransport");

  private static final String NO_TOKEN_CLAIM =
      "is there only with a claim that Pulumi does not document";

  private final Try asked;
  private final String provider;

  WebIdentityKeys(Try asked) {
    this.asked = asked;
    this.provider = asked.provider().name().toLowerCase(Locale.ROOT);
  }

  @Override
  public KeyValue value(String key) {
    var colon = key.lastIndexOf(':');
    var prefix = colon < 0 ? "" : key.substring(0, colon);
    if (prefix.equals(provider)) {
      return ofToken(key.substring(colon + 1));
    }
    if (NEVER.contains(key) || OF_A_PROVIDER.matcher(prefix).matches()) {
      return KeyValue.ABSENT;
    }
    return switch (key) {
      case "sts:rolesessionname" -> known(asked.sessionName(), "the session name is not given");
      // The claim https://aws.amazon.com/roles is absent from Pulumi's tokens.
      case "sts:roleauthorizedbyidp" -> new Present("false");
      case "sts:sourceidentity", "sts:transitivetagkeys", "aws:tagkeys" ->
          new Unknown(NO_TOKEN_CLAIM);
      case "aws:principalaccount" -> new Present(asked.provider().account());
      case "aws:principaltype" -> new Present("User");
      case "aws:userid" -> new Present(asked.provider().text());
      case "aws:sourceip" ->
          known(
              asked.circumstances().sourceAddress().filter(WebIdentityKeys::isAddress),
              "the caller's address is not known");
      case "aws:useragent" ->
          known(asked.circumstances().userAgent(), "the caller's agent is not known");
      case "aws:requestedregion" ->
          known(asked.circumstances().region(), "the Region is not known");
      case "aws:currenttime" ->
          known(asked.circumstances().time().map(Object::toString), "the time is not known");
      case "aws:epochtime" ->
          known(
              asked.circumstances().time().map(time -> Long.toString(time.getEpochSecond())),
              "the time is not known");
      default ->
          new Unknown(
              key.startsWith("aws:requesttag/")
                  ? NO_TOKEN_CLAIM
                  : "neither the token nor a record says it");
    };
  }

  @Override
  public boolean isAlwaysThere(String key) {
    return ALWAYS.contains(key)
        || key.equals(provider + ":aud")
        || key.equals(provider + ":oaud")
        || key.equals(provider + ":sub");
  }

  /// `aud` is the token's `azp` before its `aud`, and Pulumi's tokens have no `azp`.
  private KeyValue ofToken(String claim) {
    return switch (claim) {
      case "aud", "oaud" -> known(asked.audience(), "the audience is not given");
      case "sub" -> known(asked.subject(), "the subject is not given");
      default -> KeyValue.ABSENT;
    };
  }

  private static KeyValue known(Optional<String> value, String otherwise) {
    return value.<KeyValue>map(Present::new).orElseGet(() -> new Unknown(otherwise));
  }

  /// A service's name may stand in a record where an address is expected.
  private static boolean isAddress(String text) {
    return ADDRESS.matcher(text).matches();
  }
}
