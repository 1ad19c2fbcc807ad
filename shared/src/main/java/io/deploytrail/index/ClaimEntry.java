package io.deploytrail.index;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.deploytrail.attribution.Claimant;
import io.deploytrail.cloudtrail.Root;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// A claimant as the item of its claim holds it: a JSON array of texts, the same each time it is
/// written. docs/table.md describes it.
///
/// `accessKey` distinguishes records that claim one event id; `expiry` is the second from which the
/// claimant's own item no longer answers, and so neither does this.
record ClaimEntry(String accessKey, Claimant claimant, long expiry) {
  static final Comparator<ClaimEntry> ORDER =
      Comparator.comparing(ClaimEntry::claimant, Claimant.ORDER)
          .thenComparing(ClaimEntry::accessKey)
          .thenComparingLong(ClaimEntry::expiry);

  /// A hundred of them, the item's key and its other attributes stay below 400 KB ("Quotas in
  /// Amazon DynamoDB").
  private static final int MOST_BYTES = 3_900;

  private static final JsonMapper MAPPER = new JsonMapper();
  private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};

  ClaimEntry {
    requireNonNull(accessKey, "accessKey");
    requireNonNull(claimant, "claimant");
  }

  static ClaimEntry of(Root root, long expiry) {
    return new ClaimEntry(root.session().accessKey().value(), Claimant.of(root), expiry);
  }

  static ClaimEntry parse(String text) {
    try {
      var texts = MAPPER.readValue(text, TEXTS);
      return new ClaimEntry(
          texts.get(1),
          new Claimant(
              texts.get(0),
              Instant.parse(texts.get(2)),
              Instant.parse(texts.get(3)),
              texts.get(4),
              texts.get(5),
              texts.get(6),
              texts.size() > 8 ? Optional.of(texts.get(8)) : Optional.empty()),
          Long.parseLong(texts.get(7)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(
          "a claim has an entry that is no JSON; it was not written by DeployTrail", e);
    }
  }

  String text() {
    var texts =
        new ArrayList<>(
            List.of(
                claimant.eventId(),
                accessKey,
                claimant.issuedAt().toString(),
                claimant.expiresAt().toString(),
                claimant.sessionName(),
                claimant.provider(),
                claimant.subject(),
                Long.toString(expiry)));
    claimant.corrects().ifPresent(texts::add);
    try {
      return MAPPER.writeValueAsString(texts);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a list of texts is always JSON", e);
    }
  }

  /// Throws [UnstorableFactException] if an item cannot hold a hundred of this size.
  ///
  /// AWS hands out no session with a name of more than 64 characters or a subject of more than 255.
  void check() {
    var length = text().getBytes(UTF_8).length;
    if (length > MOST_BYTES) {
      throw new UnstorableFactException(
          "session name, provider and subject of event %s: %d bytes long as an entry of a claim, which takes at most %d"
              .formatted(
                  UnstorableFactException.shortened(claimant.eventId()), length, MOST_BYTES));
    }
  }

  boolean isLive(long now) {
    return expiry > now;
  }

  boolean isLaterThan(ClaimEntry other) {
    return ORDER.compare(this, other) > 0;
  }
}
