package io.deploytrail.integration.engines;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;

/// A token as Pulumi would mint it, which nobody signed: the emulation reads its claims alone.
final class UnsignedToken {
  private UnsignedToken() {}

  static String of(String audience, String subject) {
    var claims =
        """
        {"iss":"https://api.pulumi.com/oidc","aud":"%s","sub":"%s"}\
        """
            .formatted(audience, subject);
    return part("{\"alg\":\"none\"}") + "." + part(claims) + ".x";
  }

  private static String part(String json) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(UTF_8));
  }
}
