package io.deploytrail.adversary;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deploytrail.attribution.SessionIndex;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/// A made-up trail with the truth of each record, in the order in which it is delivered.
///
/// An adversary edits its deeds in place, adds some and takes some away.
public final class World {
  private static final ObjectMapper JSON = new ObjectMapper();

  final Setting setting;
  final List<Deed> deeds = new ArrayList<>();

  World(Setting setting) {
    this.setting = setting;
  }

  public Setting setting() {
    return setting;
  }

  public int size() {
    return deeds.size();
  }

  /// The records as they are delivered; one may be cut, or no record.
  public List<byte[]> records() {
    return deeds.stream().map(Deed::bytes).toList();
  }

  /// The answers that the rules give in memory, by event id: of each call that can be read.
  public Map<String, JsonNode> answers() {
    return answers(Answers.inMemory(this));
  }

  /// The answers that the rules give with that index, which is filled first.
  public Map<String, JsonNode> answers(SessionIndex index) {
    return answers(Answers.of(setting, deeds, index));
  }

  private Map<String, JsonNode> answers(Answers answers) {
    var byEventId = new LinkedHashMap<String, JsonNode>();
    for (var deed : deeds) {
      answers.of(deed).ifPresent(answer -> byEventId.put(deed.eventId(), answer));
    }
    return byEventId;
  }

  /// This world without what is no record, and with the first record alone of each event id, as a
  /// log file keeps it.
  public World readable() {
    var readable = new World(setting);
    var seen = new HashSet<String>();
    deeds.stream()
        .filter(deed -> !deed.isCut() && Answers.canRead(deed) && seen.add(deed.eventId()))
        .forEach(readable.deeds::add);
    return readable;
  }

  /// The truth by event id, of the last record that has it.
  public Map<String, Truth> truths() {
    var truths = new LinkedHashMap<String, Truth>();
    deeds.forEach(deed -> truths.put(deed.eventId(), deed.truth()));
    return truths;
  }

  /// Whose session an issuance in this world gave out.
  Stream<Holder> sessions() {
    return deeds.stream().flatMap(deed -> deed.issued.stream()).distinct();
  }

  /// Whether the issuance of that session is here as AWS wrote it.
  boolean knows(Holder session) {
    return deeds.stream()
        .anyMatch(deed ->
            deed.harm() == Deed.Harm.NONE
                && deed.issued.filter(issued -> issued == session).isPresent()
                && !isCorrected(deed.eventId()));
  }

  /// Whether a record says that it replaces the one with that event id.
  boolean isCorrected(String eventId) {
    return deeds.stream()
        .anyMatch(
            deed -> deed.record.path("addendum").path("originalEventID").asText().equals(eventId));
  }

  /// Writes the records as a trail's log files, `AWSLogs/…`, and beside them `truth.ndjson`: one
  /// object a record with `eventId`, `kind` and `fields`.
  public void write(Path folder) throws IOException {
    var files = new LinkedHashMap<Path, List<String>>();
    for (var deed : deeds) {
      var record = new String(deed.bytes(), UTF_8);
      files.computeIfAbsent(folder.resolve(file(deed)), _ -> new ArrayList<>()).add(record);
    }
    for (var file : files.entrySet()) {
      Files.createDirectories(file.getKey().getParent());
      try (var gzip = new GZIPOutputStream(Files.newOutputStream(file.getKey()))) {
        gzip.write(
            ("{\"Records\":[\n" + String.join(",\n", file.getValue()) + "\n]}").getBytes(UTF_8));
      }
    }
    var lines = new ArrayList<String>();
    for (var truth : truths().entrySet()) {
      lines.add(
          JSON.createObjectNode()
              .put("eventId", truth.getKey())
              .put("kind", truth.getValue().kind().name())
              .set("fields", JSON.valueToTree(truth.getValue().fields()))
              .toString());
    }
    Files.write(folder.resolve("truth.ndjson"), lines);
  }

  /// Five minutes of one account and Region are a file.
  private static String file(Deed deed) {
    var account = deed.record.path("recipientAccountId").asText("000000000000");
    var written = deed.record.path("eventTime").asText();
    var time = Signature.isTime(written) ? written : Instant.EPOCH.toString();
    var day = time.substring(0, 10);
    var minute = Integer.parseInt(time.substring(14, 16)) / 5 * 5;
    return "AWSLogs/%s/CloudTrail/us-east-1/%s/%s_CloudTrail_us-east-1_%sT%s%02dZ_%016d.json.gz"
        .formatted(
            account,
            day.replace('-', '/'),
            account,
            day.replace("-", ""),
            time.substring(11, 13),
            minute,
            Math.abs((long) (account + time.substring(0, 13) + minute).hashCode()));
  }
}
