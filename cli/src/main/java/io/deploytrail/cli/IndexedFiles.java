package io.deploytrail.cli;

import io.deploytrail.cloudtrail.CloudTrailRecord;
import io.deploytrail.questions.CallHistory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The call history of a desk: the files that were indexed, wherever they are.
final class IndexedFiles implements CallHistory {
  private final List<Path> files;

  IndexedFiles(List<Path> files) {
    this.files = List.copyOf(files);
  }

  @Override
  public Search byEventId(String eventId) {
    var notSearched = new ArrayList<String>();
    var found = new ArrayList<CloudTrailRecord>();
    var searched = 0;
    for (var file : files) {
      if (!Files.isReadable(file)) {
        notSearched.add(file + ": it is gone or cannot be read");
        continue;
      }
      Inputs.read(
          file,
          record -> {
            if (record.event().id().equalsIgnoreCase(eventId)) {
              found.add(record);
            }
          },
          (path, number, reason) -> notSearched.add(path + ", record " + number + ": " + reason));
      searched++;
      if (!found.isEmpty()) {
        break;
      }
    }
    return new Search(
        found.stream().findFirst(), List.of(searched + " indexed files"), notSearched);
  }
}
