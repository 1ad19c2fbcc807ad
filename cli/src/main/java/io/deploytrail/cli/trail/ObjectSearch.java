package io.deploytrail.cli.trail;

import io.deploytrail.cloudtrail.reader.TrailNames;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;

/// Finds objects by the rules of folders ([io.deploytrail.cloudtrail.reader.TrailFiles]): each
/// object named, and under each prefix named the objects that may hold records.
///
/// `s3://bucket/AWSLogs` and `s3://bucket/AWSLogs/` are all that lies under `AWSLogs/`. A key that
/// ends as a log file's does is an object, and so is one under which nothing lies.
final class ObjectSearch {
  private final Buckets buckets;
  private final Runnable interruption;
  private final SortedSet<S3Address> objects = new TreeSet<>();
  private final Map<String, String> problems = new TreeMap<>();
  private int skipped;

  ObjectSearch(Buckets buckets, Runnable interruption) {
    this.buckets = buckets;
    this.interruption = interruption;
  }

  SortedSet<S3Address> objects() {
    return objects;
  }

  int skipped() {
    return skipped;
  }

  Map<String, String> problems() {
    return problems;
  }

  void add(S3Address address) {
    if (address.bucket().isEmpty()) {
      problems.put(address.toString(), "s3://<bucket>/<key or prefix> was expected");
      return;
    }
    if (TrailNames.mayHoldRecords(address.fileName())) {
      objects.add(address);
      return;
    }
    try {
      addFolder(address);
    } catch (SdkException e) {
      problems.put(address.toString(), UnreadableObjectException.of(e).reason());
    }
  }

  private void addFolder(S3Address address) {
    var isFolder = address.key().isEmpty() || address.key().endsWith("/");
    var prefix = isFolder ? address.key() : address.key() + "/";
    if (list(address.withKey(prefix))) {
      return;
    }
    if (isFolder) {
      problems.put(address.toString(), "there is nothing under this prefix");
      return;
    }
    objects.add(address);
  }

  /// Whether anything lies there.
  private boolean list(S3Address folder) {
    var request =
        ListObjectsV2Request.builder()
            .bucket(folder.bucket())
            .prefix(folder.key())
            // Keys may hold characters that XML cannot; the client decodes them.
            .encodingType(EncodingType.URL)
            .build();
    var isEmpty = true;
    for (var object : buckets.client().listObjectsV2Paginator(request).contents()) {
      interruption.run();
      isEmpty = false;
      take(folder, object.key());
    }
    return !isEmpty;
  }

  private void take(S3Address folder, String key) {
    var names = key.substring(folder.key().length()).split("/", -1);
    var name = names[names.length - 1];
    if (name.isEmpty()) {
      // What the console makes for an empty folder.
      return;
    }
    var isBeside = false;
    for (var at = 0; at < names.length - 1; at++) {
      if (TrailNames.isHidden(names[at])) {
        return;
      }
      isBeside |= TrailNames.isSibling(names[at]);
    }
    if (isBeside) {
      skipped++;
    } else if (TrailNames.mayHoldRecords(name)) {
      objects.add(folder.withKey(key));
    }
  }
}
