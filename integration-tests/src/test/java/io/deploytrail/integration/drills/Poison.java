package io.deploytrail.integration.drills;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deploytrail.ingestion.MadeUpOrganization;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/// Log files that CloudTrail never writes. What can be read in them are records that sound files
/// hold as well.
final class Poison {
  private Poison() {}

  static Map<String, byte[]> files(List<ObjectNode> records) throws IOException {
    var sound = MadeUpOrganization.file(records.subList(0, Math.min(40, records.size())));
    var files = new LinkedHashMap<String, byte[]>();
    files.put("half of a file", Arrays.copyOf(sound, sound.length / 2));
    var broken = sound.clone();
    broken[broken.length / 2] ^= 0x55;
    files.put("a bit that is turned", broken);
    var checksum = sound.clone();
    checksum[checksum.length - 6] ^= 1;
    files.put("a wrong checksum", checksum);
    files.put("no records", packed("{\"Records\":7}"));
    files.put("a record that is a word", packed("{\"Records\":[\"x\"]}"));
    files.put("a record without anything", packed("{\"Records\":[{}]}"));
    files.put(
        "a record between two",
        packed("{\"Records\":[" + records.get(0) + ",{\"eventID\":7}," + records.get(1) + "]}"));
    files.put("a record that is cut", packed("{\"Records\":[" + records.get(0) + ",{\"eventID\":"));
    files.put(
        "a time that is none",
        packed("{\"Records\":[" + records.get(0).deepCopy().put("eventTime", "x") + "]}"));
    files.put("a bomb", bomb());
    files.put("deep nesting", packed("{\"Records\":[{\"a\":" + "[".repeat(50_000) + "]}"));
    files.put("no JSON", packed("hello"));
    return files;
  }

  /// A record of a hundred megabytes.
  private static byte[] bomb() throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write("{\"Records\":[{\"a\":\"".getBytes(UTF_8));
      var part = "x".repeat(1 << 20).getBytes(UTF_8);
      for (var number = 0; number < 100; number++) {
        gzip.write(part);
      }
      gzip.write("\"}]}".getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }

  private static byte[] packed(String text) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }
}
