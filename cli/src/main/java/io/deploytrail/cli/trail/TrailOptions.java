package io.deploytrail.cli.trail;

import io.deploytrail.cli.console.Interruption;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// What a command reads.
public final class TrailOptions {
  @Parameters(
      arity = "1..*",
      paramLabel = "<file, folder or s3://…>",
      description = "What to read: files, folders, s3://<bucket>/<key or prefix>.")
  private List<String> addresses = new ArrayList<>();

  @Option(
      names = "--any-name",
      description =
          "In S3, look into all objects of unknown names; without it, into 1,000 under a prefix.")
  private boolean anyName;

  /// As they were typed.
  public List<String> addresses() {
    return addresses;
  }

  public Trail find(Buckets buckets, Interruption interruption) {
    return find(addresses, buckets, interruption);
  }

  /// Finds others in the same way.
  public Trail find(List<String> others, Buckets buckets, Interruption interruption) {
    return Trail.find(others, anyName, buckets, interruption::check);
  }
}
