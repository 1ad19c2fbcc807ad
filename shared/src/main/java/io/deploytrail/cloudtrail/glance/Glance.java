package io.deploytrail.cloudtrail.glance;

import static io.deploytrail.cloudtrail.bytes.ValueSkipper.NOT_PASSED;
import static java.nio.charset.StandardCharsets.US_ASCII;

import io.deploytrail.cloudtrail.Activity;
import io.deploytrail.cloudtrail.Call;
import io.deploytrail.cloudtrail.Event;
import io.deploytrail.cloudtrail.TrustCall;
import io.deploytrail.cloudtrail.bytes.ListNames;
import io.deploytrail.cloudtrail.bytes.PlainTime;
import io.deploytrail.cloudtrail.bytes.Slice;
import io.deploytrail.cloudtrail.bytes.ValueSkipper;
import io.deploytrail.cloudtrail.reader.Placeholders;
import io.deploytrail.cloudtrail.reader.RecordReader;
import io.deploytrail.cloudtrail.reader.RecordReader.ShownField;
import io.deploytrail.cloudtrail.reader.SourceAddress;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// A look at one record's bytes: one pass finds where its most important fields stand, without
/// parsing.
///
/// It suffices for a call that states no fact and is written as AWS writes all but a few: its
/// fields then hold what [RecordReader] would read. Issuances, changes of trust, envelopes,
/// LookupEvents events and whatever is out of the ordinary (an escape or a second value in a field
/// that is looked at, another form of time, a value of another type, a name in another case, bytes
/// beyond ASCII) are the reader's, and so is a record without `userIdentity`, which may hold it
/// otherwise.
///
/// Moves from record to record, and remembers the identities of earlier ones; for one thread, and
/// for as many inputs as that likes.
public final class Glance extends FieldWalk<WantedFields> {
  private static final byte[] STS = "sts.amazonaws.com".getBytes(US_ASCII);
  private static final byte[] IAM = "iam.amazonaws.com".getBytes(US_ASCII);
  private static final List<byte[]> TRUST_CHANGES =
      Arrays.stream(TrustCall.values()).map(call -> call.eventName().getBytes(US_ASCII)).toList();
  private static final byte[] OBJECT = "{".getBytes(US_ASCII);
  private static final byte[] NULL = "n".getBytes(US_ASCII);
  private static final byte[] ASSUME = "Assume".getBytes(US_ASCII);
  private static final Slice SERVICE_END = Slice.of(SourceAddress.SERVICE_END.getBytes(US_ASCII));
  private static final byte[] INTERNAL = SourceAddress.INTERNAL.getBytes(US_ASCII);

  private final ValueSkipper values = new ValueSkipper();
  private final PlainTime times = new PlainTime();
  private final WantedField eventId = WantedField.text("eventID");
  private final WantedField eventTime = WantedField.text("eventTime");
  private final WantedField eventSource = WantedField.text("eventSource");
  private final WantedField eventName = WantedField.text("eventName");
  private final WantedField region = WantedField.text("awsRegion");
  private final WantedField account = WantedField.text("recipientAccountId");
  private final WantedField errorCode = WantedField.text("errorCode");
  private final WantedField sourceIpAddress = WantedField.text("sourceIPAddress");
  private final WantedField readOnly = WantedField.value("readOnly");
  private final WantedField userIdentity = WantedField.value("userIdentity");
  private final WantedField requestParameters = WantedField.value("requestParameters");
  private final WantedField responseElements = WantedField.value("responseElements");
  private final WantedField resources = WantedField.value("resources");
  private final UserIdentities identities = new UserIdentities();
  private final WantedFields fields =
      new WantedFields(
          List.of(
              eventId,
              eventTime,
              eventSource,
              eventName,
              region,
              account,
              errorCode,
              sourceIpAddress,
              readOnly,
              userIdentity,
              requestParameters,
              responseElements,
              resources));
  private final Slice record = new Slice();

  private UserIdentity identity = identities.absent();
  private long epochSecond;
  private boolean suffices;

  /// All of the record.
  public Slice record() {
    return record;
  }

  public Slice eventId() {
    return eventId.value();
  }

  /// The record's `eventTime`, in whole seconds since 1970.
  public long epochSecond() {
    return epochSecond;
  }

  public Instant time() {
    return Instant.ofEpochSecond(epochSecond);
  }

  public Slice eventSource() {
    return eventSource.value();
  }

  public Slice eventName() {
    return eventName.value();
  }

  public Slice region() {
    return region.value();
  }

  /// The record's `recipientAccountId`.
  public Slice account() {
    return account.value();
  }

  public Slice errorCode() {
    return errorCode.value();
  }

  /// `true` or `false`, or whatever JSON stands there.
  public Slice readOnly() {
    return readOnly.value();
  }

  /// Who made the call.
  public UserIdentity userIdentity() {
    return identity;
  }

  /// The event, but for `sharedEventID` and `addendum`, which are not looked at.
  public Event event() {
    return new Event(
        eventId().toString(),
        time(),
        eventSource().text(),
        eventName().text(),
        account().text(),
        region().text(),
        Optional.empty(),
        Optional.empty());
  }

  /// What the call did; throws what [RecordReader#activity] throws.
  public Activity activity(RecordReader records) {
    var call = new Call(event(), identity.caller(records), errorCode().text(), Optional.empty());
    if (requestParameters.value().isEmpty() || responseElements.value().isEmpty()) {
      // They may stand there by other names.
      return records.activity(call, record.bytes(), record.start(), record.length());
    }
    var fields = new TreeMap<Integer, ShownField>();
    for (var field : List.of(readOnly, requestParameters, responseElements, resources)) {
      if (!field.value().isEmpty()) {
        fields.put(field.value().start(), new ShownField(field.name(), field.value()));
      }
    }
    return records.activity(call, fields.values());
  }

  /// Whether the fields hold all that [RecordReader] would read of a call.
  public boolean suffices() {
    return suffices;
  }

  /// Looks at the object that starts at `from`, and says where it ends; [ValueSkipper#NOT_PASSED]
  /// if it is broken, not all there, out of the ordinary, or an object around a list of records.
  public int look(byte[] bytes, int from, int to) {
    values.start();
    fields.start();
    identity = identities.absent();
    suffices = true;
    var end = endOfObject(fields, bytes, from, to);
    if (end == NOT_PASSED) {
      return NOT_PASSED;
    }
    record.set(bytes, from, end);
    suffices = suffices && values.isAscii() && !fields.isRespelled() && isCall();
    return end;
  }

  private boolean isCall() {
    if (eventId.value().isEmpty() || eventTime.value().isEmpty()) {
      return false;
    }
    var time = eventTime.value();
    epochSecond = times.epochSecond(time.bytes(), time.start(), time.length());
    return epochSecond != PlainTime.NONE
        && !userIdentity.value().isEmpty()
        && isObject(requestParameters.value())
        && isObject(responseElements.value())
        && !mayBuySession()
        && !mayChangeTrust()
        && !isForwardedByAddressAlone()
        && !Placeholders.mayBe(errorCode.value());
  }

  /// Whether it is one, or null, or absent.
  private static boolean isObject(Slice value) {
    return value.isEmpty() || value.startsWith(OBJECT) || value.startsWith(NULL);
  }

  private boolean mayBuySession() {
    return eventSource.value().is(STS) && eventName.value().startsWith(ASSUME);
  }

  private boolean mayChangeTrust() {
    return eventSource.value().is(IAM) && TRUST_CHANGES.stream().anyMatch(eventName.value()::is);
  }

  /// Whether the source address alone says that a service forwarded the call: the identity, which
  /// stands for the caller, then does not say all of it.
  private boolean isForwardedByAddressAlone() {
    var source = sourceIpAddress.value();
    return (source.endsWith(SERVICE_END) || source.is(INTERNAL)) && !identity.endsWithService();
  }

  @Override
  int endOfValue(WantedFields fields, byte[] bytes, int name, int nameEnd, int from, int to) {
    if (ListNames.isAny(bytes, name, nameEnd)) {
      return NOT_PASSED;
    }
    var field = fields.named(bytes, name, nameEnd);
    var end =
        field == userIdentity ? endOfIdentity(bytes, from, to) : values.endOfValue(bytes, from, to);
    if (end != NOT_PASSED && field != null) {
      suffices &= field.take(bytes, from, end);
    }
    return end;
  }

  private int endOfIdentity(byte[] bytes, int from, int to) {
    var repeated = identities.repeated(bytes, from, to);
    if (repeated != null) {
      identity = repeated;
      return from + repeated.length();
    }
    var end = values.endOfValue(bytes, from, to);
    if (end != NOT_PASSED && values.isAscii()) {
      identity = identities.remember(bytes, from, end);
    }
    return end;
  }
}
