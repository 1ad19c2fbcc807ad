package io.deploytrail.adversary;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;

/// The places of a root issuance that tell what was signed: the response, the caller, and the
/// caller's principal id.
final class SignedCopies {
  private SignedCopies() {}

  /// Whether a value says another thing than was signed in every place that is left of it: then
  /// nothing could tell, and nobody but AWS can write that.
  static boolean areRewritten(Deed deed) {
    if (deed.issued.isEmpty() || deed.issued.get().token.isEmpty()) {
      return false;
    }
    var token = deed.issued.get().token.get();
    var response = deed.record.path("responseElements");
    var identity = deed.record.path("userIdentity");
    var principal = identity.path("principalId").asText();
    var provider = withoutPartition(token.provider());
    return isRewritten(
            token.subject(),
            principal.endsWith(":" + token.subject()),
            texts(response.path("subjectFromWebIdentityToken"), identity.path("userName")))
        || isRewritten(
            provider,
            withoutPartition(principal).startsWith(provider + ":"),
            texts(response.path("provider"), identity.path("identityProvider"))
                .map(SignedCopies::withoutPartition))
        || isRewritten(
            token.audience(),
            principal.contains(":" + token.audience() + ":"),
            texts(response.path("audience")));
  }

  private static boolean isRewritten(String signed, boolean isInPrincipal, Stream<String> copies) {
    var others = copies.toList();
    return !others.isEmpty() && !isInPrincipal && !others.contains(signed);
  }

  private static Stream<String> texts(JsonNode... places) {
    return Stream.of(places).filter(JsonNode::isTextual).map(JsonNode::asText);
  }

  private static String withoutPartition(String arn) {
    return arn.replaceFirst("^arn:[^:]*:", "");
  }
}
