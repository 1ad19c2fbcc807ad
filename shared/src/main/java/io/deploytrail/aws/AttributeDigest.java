package io.deploytrail.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// SHA-256 of attributes, each with its length, so that different ones never read alike.
public final class AttributeDigest {
  private AttributeDigest() {}

  /// The digest of texts and lists of texts, in Base64.
  public static String of(Map<String, AttributeValue> attributes) {
    var digest = sha256();
    new TreeMap<>(attributes)
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
