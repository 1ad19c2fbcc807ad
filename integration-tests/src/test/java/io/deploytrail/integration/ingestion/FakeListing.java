package io.deploytrail.integration.ingestion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/// The keys of a bucket, as the task `aws-sdk:s3:listObjectsV2` of a state machine lists them, with
/// all that S3 says of each object: "ListObjectsV2", Amazon S3 API Reference.
final class FakeListing {
  private static final String AFTER_ALL = "\uffff";

  private final String bucket;
  private final NavigableSet<String> keys = new TreeSet<>();
  private final List<String> prefixes = new ArrayList<>();

  FakeListing(String bucket) {
    this.bucket = bucket;
  }

  NavigableSet<String> keys() {
    return keys;
  }

  /// Of each request.
  List<String> prefixes() {
    return prefixes;
  }

  Map<String, Object> list(Map<String, Object> arguments) {
    assertThat(arguments).containsEntry("Bucket", bucket);
    var prefix = String.valueOf(arguments.get("Prefix"));
    prefixes.add(prefix);
    var most = ((Number) arguments.getOrDefault("MaxKeys", 1_000)).intValue();
    var after = String.valueOf(arguments.getOrDefault("StartAfter", ""));
    var page = new Page(prefix, arguments.containsKey("Delimiter"));
    var next =
        first(prefix, after, String.valueOf(arguments.getOrDefault("ContinuationToken", "")));
    while (next != null && next.startsWith(prefix) && page.size() < most) {
      next = keys.higher(page.add(next));
    }
    var result = new HashMap<>(arguments);
    result.putAll(page.result(next != null && next.startsWith(prefix)));
    return result;
  }

  private String first(String prefix, String after, String token) {
    if (!token.isEmpty()) {
      return keys.higher(token.replace("token of ", ""));
    }
    return after.compareTo(prefix) > 0 ? keys.higher(after) : keys.ceiling(prefix);
  }

  private static final class Page {
    private final String prefix;
    private final boolean isDelimited;
    private final List<Map<String, Object>> contents = new ArrayList<>();
    private final List<Map<String, Object>> commonPrefixes = new ArrayList<>();
    private String last = "";

    Page(String prefix, boolean isDelimited) {
      this.prefix = prefix;
      this.isDelimited = isDelimited;
    }

    int size() {
      return contents.size() + commonPrefixes.size();
    }

    /// After what the next key must come.
    String add(String key) {
      var end = key.indexOf('/', prefix.length());
      if (isDelimited && end >= 0) {
        var folder = key.substring(0, end + 1);
        commonPrefixes.add(Map.of("Prefix", folder));
        last = folder + AFTER_ALL;
      } else {
        contents.add(entry(key));
        last = key;
      }
      return last;
    }

    private static Map<String, Object> entry(String key) {
      return Map.of(
          "Key", key,
          "LastModified", "2026-03-01T05:07:00.000Z",
          "ETag", "\"d41d8cd98f00b204e9800998ecf8427e-10000\"",
          "ChecksumAlgorithm", List.of("CRC64NVME"),
          "ChecksumType", "FULL_OBJECT",
          "Size", 52_428_800L,
          "StorageClass", "INTELLIGENT_TIERING");
    }

    /// What is empty is not there.
    Map<String, Object> result(boolean isTruncated) {
      var result = new HashMap<String, Object>();
      result.put("KeyCount", size());
      result.put("IsTruncated", isTruncated);
      if (isTruncated) {
        result.put("NextContinuationToken", "token of " + last);
      }
      if (!contents.isEmpty()) {
        result.put("Contents", contents);
      }
      if (!commonPrefixes.isEmpty()) {
        result.put("CommonPrefixes", commonPrefixes);
      }
      return result;
    }
  }
}
