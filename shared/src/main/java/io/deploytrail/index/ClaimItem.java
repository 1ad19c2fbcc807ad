package io.deploytrail.index;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.deploytrail.attribution.Claim;
import io.deploytrail.attribution.Claimants;
import io.deploytrail.aws.AttributeDigest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What the item of a claim says: the earliest of its claimants, oldest first, and whether later
/// ones are known that are not listed.
///
/// It answers until the last of its entries expires. docs/table.md describes the item.
record ClaimItem(List<ClaimEntry> entries, boolean areMore) {
  static final String ROOTS = "roots";
  static final String MORE = "areMore";

  /// "Quotas in Amazon DynamoDB": sort keys of at most 1024 bytes.
  private static final int LONGEST_KEY = 1024;

  static final ClaimItem EMPTY = new ClaimItem(List.of(), false);

  ClaimItem {
    entries = entries.stream().distinct().sorted(ClaimEntry.ORDER).toList();
  }

  static ClaimItem of(Map<String, AttributeValue> item) {
    var roots = item.getOrDefault(ROOTS, AttributeValue.fromSs(List.of())).ss();
    return new ClaimItem(roots.stream().map(ClaimEntry::parse).toList(), item.containsKey(MORE));
  }

  /// The item's key. Each claim stands alone in its partition, of `by-event` too.
  static Map<String, AttributeValue> key(Claim claim) {
    var text =
        switch (claim) {
          case Claim.Id(var uuid) -> "id#" + uuid;
          case Claim.Version(var stack, var version) -> "version#" + stack + "@" + version;
        };
    var isShort = text.getBytes(UTF_8).length <= LONGEST_KEY;
    var key =
        AttributeValue.fromS(
            isShort
                ? text
                : "claim#" + AttributeDigest.of(Map.of("claim", AttributeValue.fromS(text))));
    return Map.of("accessKeyId", key, "eventId", key);
  }

  Map<String, AttributeValue> item(Claim claim) {
    var item = new HashMap<>(key(claim));
    if (!entries.isEmpty()) {
      item.put(ROOTS, AttributeValue.fromSs(texts()));
    }
    if (areMore) {
      item.put(MORE, AttributeValue.fromBool(true));
    }
    item.put("ttl", AttributeValue.fromN(Long.toString(expiry())));
    return item;
  }

  List<String> texts() {
    return entries.stream().map(ClaimEntry::text).toList();
  }

  /// When the last of the entries expires.
  long expiry() {
    return entries.stream().mapToLong(ClaimEntry::expiry).max().orElse(0);
  }

  /// Whether it holds all that it ought to: one of whose entries some have expired does not know
  /// which come after them.
  boolean isWhole(long now) {
    return areMore
        ? entries.stream().allMatch(entry -> entry.isLive(now))
        : entries.stream().anyMatch(entry -> entry.isLive(now));
  }

  boolean isFull() {
    return entries.size() >= Claimants.MOST;
  }

  /// Whether adding that one changes nothing.
  boolean holds(ClaimEntry entry) {
    return entries.contains(entry)
        || (areMore && !entries.isEmpty() && entry.isLaterThan(entries.getLast()));
  }

  /// The earliest of the living entries of these and those.
  ClaimItem and(Collection<ClaimEntry> others, long now) {
    var all = new ArrayList<>(entries);
    all.addAll(others);
    var living = new ClaimItem(all.stream().filter(entry -> entry.isLive(now)).toList(), areMore);
    return living.entries.size() <= Claimants.MOST
        ? living
        : new ClaimItem(living.entries.subList(0, Claimants.MOST), true);
  }

  Claimants claimants(long now) {
    var known =
        Claimants.of(
            entries.stream().filter(entry -> entry.isLive(now)).map(ClaimEntry::claimant).toList());
    return new Claimants(known.earliest(), known.areMore() || areMore);
  }

  /// The same entries as a set of texts, if there are any.
  Optional<AttributeValue> roots() {
    return Stream.of(texts())
        .filter(texts -> !texts.isEmpty())
        .map(AttributeValue::fromSs)
        .findAny();
  }
}
