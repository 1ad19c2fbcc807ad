package io.deploytrail.cli.trail;

import io.deploytrail.cloudtrail.log.TrailLayout;
import io.deploytrail.cloudtrail.log.TrailNames;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.S3Object;

/// Finds objects by the rules of folders ([io.deploytrail.cloudtrail.reader.TrailFiles]): each
/// object named, and under each prefix named the objects that may hold records: those that are
/// called as log files are, and of others the first ones.
///
/// `s3://bucket/AWSLogs` and `s3://bucket/AWSLogs/` are all that lies under `AWSLogs/`. A key that
/// ends as a log file's does is an object, and so is one under which nothing lies.
final class ObjectSearch {
  private final Buckets buckets;
  private final Runnable interruption;

  /// So many objects of unknown names are opened under a prefix, unless all are asked for.
  private static final int MOST_UNKNOWN = 1_000;

  private final boolean anyName;
  private final Map<S3Address, ObjectInput> objects = new TreeMap<>();
  private final Map<String, Integer> notOpened = new TreeMap<>();

  private final Map<String, String> problems = new TreeMap<>();
  private int skipped;
  private int unknown;

  /// With `anyName`, objects of unknown names are opened however many there are.
  ObjectSearch(Buckets buckets, boolean anyName, Runnable interruption) {
    this.buckets = buckets;
    this.anyName = anyName;
    this.interruption = interruption;
  }

  /// Sorted by key.
  Collection<ObjectInput> objects() {
    return Collections.unmodifiableCollection(objects.values());
  }

  int skipped() {
    return skipped;
  }

  /// How many objects of unknown names under each prefix are not opened.
  Map<String, Integer> notOpened() {
    return Collections.unmodifiableMap(notOpened);
  }

  Map<String, String> problems() {
    return problems;
  }

  void add(S3Address address) {
    if (address.bucket().isEmpty()) {
      problems.put(address.toString(), "s3://<bucket>/<key or prefix> was expected");
      return;
    }
    if (TrailNames.isLogFile(address.fileName())) {
      put(address, ObjectKind.TRAIL, Optional.empty());
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
    put(address, ObjectKind.TRAIL, Optional.empty());
  }

  /// Whether anything lies there.
  private boolean list(S3Address folder) {
    unknown = 0;
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
      take(folder, object);
    }
    return !isEmpty;
  }

  private void take(S3Address folder, S3Object object) {
    var key = object.key();
    var names = List.of(key.split("/", -1));
    var asked = folder.key().split("/", -1).length - 1;
    var name = names.getLast();
    // What the console makes for an empty folder has no name.
    if (name.isEmpty()
        || names.subList(asked, names.size()).stream().anyMatch(TrailNames::isHidden)) {
      return;
    }
    var layout = TrailLayout.of(names, asked);
    var address = folder.withKey(key);
    if (layout == TrailLayout.BESIDE) {
      skipped++;
    } else if (layout == TrailLayout.TRAIL) {
      put(address, ObjectKind.TRAIL, version(object));
    } else if (TrailNames.isLogFile(name)) {
      put(address, ObjectKind.LOG_FILE, version(object));
    } else if (anyName || unknown < MOST_UNKNOWN) {
      unknown++;
      put(address, ObjectKind.UNKNOWN, version(object));
    } else {
      notOpened.merge(folder.toString(), 1, Integer::sum);
    }
  }

  /// Nothing where the list does not say all of it.
  private static Optional<Input.Version> version(S3Object object) {
    return object.size() == null || object.lastModified() == null || object.eTag() == null
        ? Optional.empty()
        : Optional.of(
            new Input.Version(object.size(), object.lastModified() + " " + object.eTag()));
  }

  /// What is surer counts.
  private void put(S3Address address, ObjectKind kind, Optional<Input.Version> version) {
    objects.merge(
        address,
        new ObjectInput(address, kind, version, buckets),
        (one, other) -> one.kind().compareTo(other.kind()) > 0 ? one : other);
  }
}
