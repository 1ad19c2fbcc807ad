package io.deploytrail.cli.trail;

import io.deploytrail.cloudtrail.log.TrailFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/// The inputs that were asked for: files and folders, objects and prefixes. `problems` names what
/// cannot be read, with its reason; `notOpened` says of prefixes how many objects of unknown names
/// are left out.
public record Trail(
    List<Input> inputs,
    int skippedFiles,
    Map<String, Integer> notOpened,
    Map<String, String> problems) {
  public Trail {
    notOpened = new TreeMap<>(notOpened);
    inputs = List.copyOf(inputs);
    problems = new TreeMap<>(problems);
  }

  /// Finds them, each once: files sorted by path, then objects sorted by key. `interruption` is
  /// asked at each object, and throws if the work shall end. With `anyName`, no object is left out
  /// for its name.
  public static Trail find(
      List<String> addresses, boolean anyName, Buckets buckets, Runnable interruption) {
    var paths = new ArrayList<Path>();
    var objects = new ObjectSearch(buckets, anyName, interruption);
    for (var address : addresses) {
      if (S3Address.isOne(address)) {
        objects.add(S3Address.parse(address));
      } else {
        paths.add(Input.path(address));
      }
    }
    var files = TrailFiles.in(paths);
    var inputs = new ArrayList<Input>();
    files.files().forEach(file -> inputs.add(new FileInput(file.path(), file.isTrail())));
    inputs.addAll(objects.objects());
    var problems = new TreeMap<>(objects.problems());
    files.problems().forEach((path, reason) -> problems.put(path.toString(), reason));
    return new Trail(
        inputs, files.skippedFiles() + objects.skipped(), objects.notOpened(), problems);
  }

  /// The same without files to which their addresses would not lead again; `problems` names them.
  public Trail knownByAddress() {
    var known = new ArrayList<Input>();
    var unknown = new TreeMap<>(problems);
    for (var input : inputs) {
      if (input instanceof FileInput file && !file.isKnownByAddress()) {
        unknown.put(
            file.name(),
            "its name is no text in UTF-8 (%s) and would not be found again: rename it"
                .formatted(file.path().toUri()));
      } else {
        known.add(input);
      }
    }
    return new Trail(known, skippedFiles, notOpened, unknown);
  }

  /// The same without some of its inputs.
  public Trail without(Predicate<Input> known) {
    return new Trail(
        inputs.stream().filter(known.negate()).toList(), skippedFiles, notOpened, problems);
  }

  /// Whether any of it comes over the network.
  public boolean isRemote() {
    return inputs.stream().anyMatch(ObjectInput.class::isInstance);
  }
}
