package io.deploytrail.integration.drills;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;

/// All that came out, searched for secrets as it comes: its bytes, and what is packed in them.
final class Outputs {
  private final List<String> secrets;
  private final Map<String, TreeSet<String>> found = new HashMap<>();
  private final TreeSet<String> names = new TreeSet<>();
  private long bytes;

  Outputs(List<String> secrets) {
    this.secrets = List.copyOf(secrets);
  }

  void add(String name, String text) {
    add(name, text.getBytes(UTF_8));
  }

  void add(String name, byte[] content) {
    names.add(name);
    bytes += content.length;
    search(name, new String(content, ISO_8859_1));
    for (var at = 0; at < content.length - 2; at++) {
      if (content[at] == 0x1f && content[at + 1] == (byte) 0x8b && content[at + 2] == 8) {
        search(name, unpacked(content, at));
      }
    }
  }

  private void search(String name, String text) {
    for (var secret : secrets) {
      if (text.contains(secret)) {
        found.computeIfAbsent(secret, _ -> new TreeSet<>()).add(name);
      }
    }
  }

  /// What is packed there: a page of Parquet, with more behind it.
  private static String unpacked(byte[] content, int from) {
    var unpacked = new StringBuilder();
    try (var page =
        new GZIPInputStream(new ByteArrayInputStream(content, from, content.length - from))) {
      for (var next = page.read(); next >= 0; next = page.read()) {
        unpacked.append((char) next);
      }
    } catch (IOException e) {
      // What follows a page is not packed.
      return unpacked.toString();
    }
    return unpacked.toString();
  }

  /// The outputs in which that secret is.
  Set<String> with(String secret) {
    return found.getOrDefault(secret, new TreeSet<>());
  }

  int count() {
    return names.size();
  }

  long bytes() {
    return bytes;
  }
}
