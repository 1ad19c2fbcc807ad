package io.deploytrail.cli.journal;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deploytrail.cli.console.Terminal;
import io.deploytrail.cli.trail.Input;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/// What `index` could not read, so that later answers can say what they may lack: `unread.json`, an
/// object of addresses ([Input#address]) and reasons.
record Unread(Path folder) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST_TOLD = 3;

  private Path file() {
    return folder.resolve("unread.json");
  }

  /// The reasons by address.
  Map<String, String> reasons() {
    if (!Files.exists(file())) {
      return Map.of();
    }
    try {
      return JSON.readValue(file().toFile(), new TypeReference<TreeMap<String, String>>() {});
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file() + "; index again", e);
    }
  }

  /// What lies at these names or under them was read again, and this of it could not be.
  void replace(Iterable<String> names, Map<String, String> reasons) {
    var all = new TreeMap<>(reasons());
    for (var name : names) {
      var address = Input.address(name);
      all.keySet().removeIf(each -> each.equals(address) || each.startsWith(address + "/"));
    }
    reasons.forEach((name, reason) -> all.put(Input.address(name), reason));
    if (all.isEmpty() && !Files.exists(file())) {
      return;
    }
    Journal.replace(file(), JSON.<ObjectNode>valueToTree(all).toString());
  }

  /// Tells in a line what an answer may lack.
  void tell(PrintWriter err) {
    var all = reasons();
    if (all.isEmpty()) {
      return;
    }
    err.println(
        "calls may be missing, as index could not read "
            + all.entrySet().stream()
                .limit(MOST_TOLD)
                .map(each -> Terminal.safe(each.getKey() + " (" + each.getValue() + ")"))
                .reduce((one, other) -> one + ", " + other)
                .orElseThrow()
            + (all.size() > MOST_TOLD ? " and " + (all.size() - MOST_TOLD) + " more" : "")
            + "; index it again when it can be read");
  }
}
