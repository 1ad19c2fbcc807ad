package io.deploytrail.cli.trail;

/// `s3://<bucket>/<key>`: an object, or all that lies under a prefix. Keys are taken as they are,
/// not URL-encoded.
record S3Address(String bucket, String key) implements Comparable<S3Address> {
  private static final String SCHEME = "s3://";

  /// Whether that names something in S3, rather than a path.
  static boolean isOne(String address) {
    return address.startsWith(SCHEME);
  }

  /// Without a bucket's name, the bucket is empty.
  static S3Address parse(String address) {
    var path = address.substring(SCHEME.length());
    var end = path.indexOf('/');
    return end < 0
        ? new S3Address(path, "")
        : new S3Address(path.substring(0, end), path.substring(end + 1));
  }

  S3Address withKey(String other) {
    return new S3Address(bucket, other);
  }

  /// The last part of the key, behind its last `/`.
  String fileName() {
    return key.substring(key.lastIndexOf('/') + 1);
  }

  @Override
  public int compareTo(S3Address other) {
    var buckets = bucket.compareTo(other.bucket);
    return buckets != 0 ? buckets : key.compareTo(other.key);
  }

  @Override
  public String toString() {
    return SCHEME + bucket + "/" + key;
  }
}
