package io.deploytrail.adversary;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deploytrail.attribution.Attributor;
import io.deploytrail.attribution.CachedSessions;
import io.deploytrail.attribution.SessionIndex;
import io.deploytrail.attribution.SessionLookup;
import io.deploytrail.cloudtrail.Call;
import io.deploytrail.cloudtrail.CloudTrailRecord;
import io.deploytrail.cloudtrail.Fact;
import io.deploytrail.cloudtrail.reader.RecordReader;
import io.deploytrail.cloudtrail.reader.UnreadableRecordException;
import io.deploytrail.index.InMemorySessionIndex;
import io.deploytrail.index.UnstorableFactException;
import io.deploytrail.questions.AnswerWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the rules under test answer of a world: bytes in, JSON out.
///
/// Reached only by what older and newer rules have in common, so that the adversary can be sent
/// against both. A record that cannot be read has no answer, and no fact.
final class Answers {
  private static final RecordReader READER = new RecordReader();
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<Deed, JsonNode> byDeed;

  private Answers(Map<Deed, JsonNode> byDeed) {
    this.byDeed = byDeed;
  }

  static Answers inMemory(World world) {
    return inMemory(world.setting, world.deeds);
  }

  /// Of these deeds alone.
  static Answers inMemory(Setting setting, List<Deed> deeds) {
    var index = new InMemorySessionIndex(setting.configuration().names());
    return of(setting, deeds, index, index);
  }

  /// From that index, which is filled first, and asked the same question once.
  static Answers of(Setting setting, List<Deed> deeds, SessionIndex index) {
    return of(setting, deeds, index, new CachedSessions(index));
  }

  private static Answers of(
      Setting setting, List<Deed> deeds, SessionIndex index, SessionLookup asked) {
    var records = new IdentityHashMap<Deed, CloudTrailRecord>();
    for (var deed : deeds) {
      read(deed).ifPresent(record -> records.put(deed, record));
    }
    records.values().forEach(record -> add(record, index));
    var attributor = setting.configuration().attributor(asked);
    var answers = new IdentityHashMap<Deed, JsonNode>();
    records.forEach((deed, record) -> {
      if (record instanceof Call call) {
        answers.put(deed, answer(call, attributor));
      }
    });
    return new Answers(answers);
  }

  static boolean canRead(Deed deed) {
    return read(deed).isPresent();
  }

  private static Optional<CloudTrailRecord> read(Deed deed) {
    try {
      return Optional.of(READER.read(deed.bytes()).record());
    } catch (UnreadableRecordException e) {
      return Optional.empty();
    }
  }

  private static void add(CloudTrailRecord record, SessionIndex index) {
    if (record instanceof Fact fact) {
      add(fact, index);
    }
    if (record instanceof Call call) {
      call.link().ifPresent(link -> add(link, index));
    }
  }

  private static void add(Fact fact, SessionIndex index) {
    try {
      index.add(fact);
    } catch (UnstorableFactException e) {
      // A table refuses some keys that a record may hold: then the fact is lost, and answers
      // weaker.
      return;
    }
  }

  private static JsonNode answer(Call call, Attributor attributor) {
    try {
      return JSON.readTree(AnswerWriter.write(attributor.attribute(call)));
    } catch (IOException e) {
      throw new UncheckedIOException("an answer is JSON", e);
    }
  }

  /// The answer for that deed, if it is a call that can be read.
  Optional<JsonNode> of(Deed deed) {
    return Optional.ofNullable(byDeed.get(deed));
  }
}
