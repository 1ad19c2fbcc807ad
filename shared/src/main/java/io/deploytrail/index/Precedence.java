package io.deploytrail.index;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.deploytrail.cloudtrail.Fact;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Which of two facts stands that claim to be the same record and differ: the later, else the one
/// of the greater digest.
///
/// CloudTrail writes no such pair. The choice is arbitrary and the same whichever comes first, so
/// that the order of deliveries never shows; that the later wins keeps an expired fact from hiding
/// a living one.
public final class Precedence {
  static final Comparator<Fact> ORDER =
      Comparator.<Fact, Instant>comparing(fact -> fact.event().time())
          .thenComparing(fact -> digest(Items.facts(fact)));

  private Precedence() {}

  /// SHA-256 of a fact's attributes and their lengths, in Base64.
  public static String digest(Map<String, AttributeValue> facts) {
    var digest = sha256();
    new TreeMap<>(facts)
        .forEach((name, value) -> {
          add(digest, name);
          if (value.hasL()) {
            digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(value.l().size()).flip());
            value.l().forEach(text -> add(digest, text.s()));
            return;
          }
          add(digest, value.s());
        });
    return Base64.getUrlEncoder().withoutPadding().encodeToString(digest.digest());
  }

  private static void add(MessageDigest digest, String text) {
    var bytes = text.getBytes(UTF_8);
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
    digest.update(bytes);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
