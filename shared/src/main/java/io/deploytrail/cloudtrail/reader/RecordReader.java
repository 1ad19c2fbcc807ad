package io.deploytrail.cloudtrail.reader;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.deploytrail.cloudtrail.Activity;
import io.deploytrail.cloudtrail.Call;
import io.deploytrail.cloudtrail.CallDetails;
import io.deploytrail.cloudtrail.Caller;
import io.deploytrail.cloudtrail.bytes.Slice;
import java.io.IOException;
import java.util.Collection;
import java.util.Optional;

/// Reads one record from JSON: bare, in an EventBridge event, or as the text in a LookupEvents
/// event.
///
/// Reads only the fields that the rules need, and tolerates whatever stands in the others: any
/// nesting up to 10,000 levels, any length, values of the wrong type. Of a field that comes twice,
/// the last counts. Thread-safe.
public final class RecordReader {
  /// The longest record that is read, in bytes. CloudTrail's own limit is 256 KB ("CloudTrail
  /// quotas", User Guide).
  public static final int LONGEST_RECORD = 1 << 20;

  /// The deepest nesting that is followed, in levels.
  public static final int DEEPEST = 10_000;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          // Exceptions must never show a piece of a record: it may hold a session token.
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          // Names come from the input: the JVM's own table of strings is no place for them.
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxStringLength(LONGEST_RECORD)
                  .maxNameLength(LONGEST_RECORD)
                  .maxNumberLength(LONGEST_RECORD)
                  .build())
          .build();

  /// Throws [UnreadableRecordException] for what is no CloudTrail record.
  public Delivery read(byte[] json) {
    return read(json, 0, json.length);
  }

  /// Reads the record in those bytes, which must hold nothing else but space.
  public Delivery read(byte[] json, int offset, int length) {
    try (var parser = JSON.createParser(json, offset, length)) {
      return document(parser).delivery();
    } catch (IOException e) {
      throw unreadable("", e);
    }
  }

  /// What that call did, from the bytes from which it was read.
  public Activity activity(Call call, byte[] json, int offset, int length) {
    try (var parser = JSON.createParser(json, offset, length)) {
      return ActivityReader.read(call, parser);
    } catch (IOException e) {
      throw unreadable("", e);
    }
  }

  /// A field of a record, and its value where it stands.
  public record ShownField(String name, Slice value) {
    public ShownField {
      requireNonNull(name, "name");
      requireNonNull(value, "value");
    }
  }

  /// What that call did, from those of its record's fields that say so, as a [Glance] shows them,
  /// in the order of the record.
  public Activity activity(Call call, Collection<ShownField> fields) {
    var reader = new ActivityReader(call);
    for (var field : fields) {
      var value = field.value();
      try (var parser = JSON.createParser(value.bytes(), value.start(), value.length())) {
        parser.nextToken();
        reader.record(field.name(), parser);
      } catch (IOException e) {
        throw unreadable("in " + field.name() + ", ", e);
      }
    }
    return reader.activity();
  }

  /// What that call's record holds beyond the rules' needs, from the bytes from which the call was
  /// read.
  public CallDetails details(Call call, byte[] json, int offset, int length) {
    try (var parser = JSON.createParser(json, offset, length)) {
      return CallDetailsReader.read(call, parser);
    } catch (IOException e) {
      throw unreadable("", e);
    }
  }

  /// A parser with this reader's limits.
  public static JsonParser parser(String json) throws IOException {
    return JSON.createParser(json);
  }

  /// Reads the caller from the JSON of a record's `userIdentity`, as a [Glance] shows it; unknown
  /// if it shows none.
  public Caller caller(Slice userIdentity) {
    if (userIdentity.isEmpty()) {
      return Caller.UNKNOWN;
    }
    try (var parser =
        JSON.createParser(userIdentity.bytes(), userIdentity.start(), userIdentity.length())) {
      parser.nextToken();
      return IdentityFields.read(parser).caller(Optional.empty());
    } catch (IOException e) {
      throw unreadable("in userIdentity, ", e);
    }
  }

  private static Document document(JsonParser json) throws IOException {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      throw new UnreadableRecordException(
          "a JSON object was expected, not " + Json.kind(json.currentToken()));
    }
    var document = Document.read(json);
    if (json.nextToken() != null) {
      throw new UnreadableRecordException("one JSON object was expected; more follows it");
    }
    return document;
  }

  /// Reading from memory fails by nothing but the content, which neither message nor cause may
  /// show.
  private static UnreadableRecordException unreadable(String where, IOException e) {
    var position =
        e instanceof JsonProcessingException broken ? position(broken) : Optional.<String>empty();
    return new UnreadableRecordException(
        where + "a JSON object was expected; the JSON is broken" + position.orElse(""));
  }

  private static Optional<String> position(JsonProcessingException e) {
    return Optional.ofNullable(e.getLocation())
        .map(at -> Math.max(at.getByteOffset(), at.getCharOffset()))
        .map(" at byte %d"::formatted);
  }
}
