package io.deploytrail.cloudtrail.glance;

import static io.deploytrail.cloudtrail.bytes.ValueSkipper.NOT_PASSED;
import static java.nio.charset.StandardCharsets.US_ASCII;

import io.deploytrail.cloudtrail.AccessKeyId;
import io.deploytrail.cloudtrail.Caller;
import io.deploytrail.cloudtrail.PrincipalId;
import io.deploytrail.cloudtrail.bytes.PlainTime;
import io.deploytrail.cloudtrail.bytes.Slice;
import io.deploytrail.cloudtrail.bytes.Spelling;
import io.deploytrail.cloudtrail.bytes.ValueSkipper;
import io.deploytrail.cloudtrail.reader.Placeholders;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A look at the JSON of a `userIdentity`, without parsing it: a role's session, in the parts that
/// are its own (name, access key, time of creation) and those that it shares with the role's other
/// sessions.
///
/// It suffices for a session that is written as AWS writes all but a few; its parts then hold what
/// [RecordReader#caller] would read. All else is the reader's: other types of identity, sessions
/// without a creation date or ARN, and whatever is out of the ordinary, as in a [Glance].
///
/// Moves from identity to identity; for one thread.
public final class IdentityGlance extends FieldWalk<List<WantedField>> {
  private static final byte[] ROLE_ID = "AROA".getBytes(US_ASCII);

  private final ValueSkipper values = new ValueSkipper();
  private final PlainTime times = new PlainTime();

  private final WantedField type = WantedField.text("type");
  private final WantedField principal = WantedField.text("principalId");
  private final WantedField accessKey = WantedField.text("accessKeyId");
  private final WantedField arn = WantedField.text("arn");
  private final WantedField account = WantedField.text("accountId");
  private final WantedField invokedBy = WantedField.text("invokedBy");
  private final WantedField created = WantedField.text("creationDate");
  private final WantedField provider = WantedField.text("federatedProvider");
  private final WantedField attributes = WantedField.object("attributes", created);
  private final WantedField federation = WantedField.object("webIdFederationData", provider);
  private final WantedField context = WantedField.object("sessionContext", attributes, federation);
  private final WantedField identity =
      WantedField.object(
          "userIdentity", type, principal, accessKey, arn, account, invokedBy, context);

  private final Slice name = new Slice();
  private final Slice principalBeforeName = new Slice();
  private final Slice arnBeforeName = new Slice();
  private long createdSecond;

  /// Looks at the JSON of a record's `userIdentity`; whether the parts hold all that is to be read.
  public boolean look(Slice userIdentity) {
    values.start();
    identity.start();
    var start = userIdentity.start();
    return !userIdentity.isEmpty()
        && endOf(identity, userIdentity.bytes(), start, start + userIdentity.length()) != NOT_PASSED
        && values.isAscii()
        && hasItsName()
        && hasItsTime()
        && hasNoPlaceholder();
  }

  /// The role session name.
  public Slice name() {
    return name;
  }

  /// Empty if the identity states none.
  public Slice accessKey() {
    return accessKey.value();
  }

  /// The time of creation, in seconds since 1970.
  public long createdEpochSecond() {
    return createdSecond;
  }

  /// What is the same in all sessions of a role that are written alike.
  public Spelling role(Spelling spelling) {
    return spelling.become(
        type.value(),
        principalBeforeName,
        arnBeforeName,
        account.value(),
        provider.value(),
        invokedBy.value());
  }

  /// A caller without what is the session's own: its principal id and its ARN end where the name
  /// would begin.
  public Caller role() {
    return new Caller(
        type.value().text(),
        principalBeforeName.text().map(PrincipalId::new),
        Optional.empty(),
        arnBeforeName.text(),
        account.value().text(),
        Optional.empty(),
        provider.value().text(),
        invokedBy.value().text());
  }

  /// The session of that role; of the key, no text is none.
  public static Caller caller(Caller role, String name, String accessKey, long createdEpochSecond) {
    return new Caller(
        role.type(),
        role.principal().map(start -> new PrincipalId(start.value() + name)),
        accessKey.isEmpty() ? Optional.empty() : Optional.of(new AccessKeyId(accessKey)),
        role.arn().map(start -> start + name),
        role.account(),
        Optional.of(Instant.ofEpochSecond(createdEpochSecond)),
        role.federatedProvider(),
        role.invokedBy());
  }

  /// Behind the value at `from`, all of which the field shows as it is.
  private int endOf(WantedField field, byte[] bytes, int from, int to) {
    int end;
    if (field.fields().isEmpty()) {
      end = values.endOfValue(bytes, from, to);
    } else {
      end = bytes[from] == '{' ? endOfObject(field.fields(), bytes, from, to) : NOT_PASSED;
    }
    return end != NOT_PASSED && field.take(bytes, from, end) ? end : NOT_PASSED;
  }

  @Override
  int endOfValue(List<WantedField> fields, byte[] bytes, int name, int nameEnd, int from, int to) {
    for (var field : fields) {
      if (field.isNamed(bytes, name, nameEnd)) {
        return endOf(field, bytes, from, to);
      }
      if (field.isRespelled(bytes, name, nameEnd)) {
        return NOT_PASSED;
      }
    }
    return values.endOfValue(bytes, from, to);
  }

  /// Whether the principal id is a role session's, and the ARN ends like it.
  private boolean hasItsName() {
    var id = principal.value();
    var colon = id.indexOf((byte) ':');
    var start = id.start();
    if (!id.startsWith(ROLE_ID) || colon < 0 || colon + 1 == id.length()) {
      return false;
    }
    name.set(id.bytes(), start + colon + 1, start + id.length());
    principalBeforeName.set(id.bytes(), start, start + colon + 1);
    var whole = arn.value();
    if (whole.length() <= name.length() || !whole.endsWith(name)) {
      return false;
    }
    arnBeforeName.set(whole.bytes(), whole.start(), whole.start() + whole.length() - name.length());
    return true;
  }

  private boolean hasNoPlaceholder() {
    return !Placeholders.mayBe(accessKey.value())
        && !Placeholders.mayBe(account.value())
        && !Placeholders.mayBe(provider.value())
        && !Placeholders.mayBe(invokedBy.value());
  }

  private boolean hasItsTime() {
    var time = created.value();
    createdSecond = times.epochSecond(time.bytes(), time.start(), time.length());
    return createdSecond != PlainTime.NONE;
  }
}
