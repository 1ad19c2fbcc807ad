package io.deploytrail.calls;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.deploytrail.aws.AttributeDigest;
import io.deploytrail.aws.Retention;
import io.deploytrail.aws.StoredItem;
import io.deploytrail.aws.TimeText;
import io.deploytrail.cloudtrail.Activity;
import io.deploytrail.cloudtrail.Call;
import io.deploytrail.cloudtrail.PrincipalId;
import io.deploytrail.index.Attributes;
import io.deploytrail.index.StoredRecord;
import io.deploytrail.resources.Mention;
import io.deploytrail.resources.ResourceName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Calls as items of CallsTable; docs/table.md describes them.
///
/// A call is one item in the partition of its root session, in the order of time, and a pointer in
/// the partition of each resource that it names. What an item says depends on its record, its root
/// session and the retention alone, and its key holds a digest of it: written again it changes
/// nothing, and records that claim one event id and differ are two items.
final class CallItems {
  static final String PARTITION = "partition";
  static final String POSITION = "position";

  private static final String OF_PARTITION = "ofPartition";
  private static final String OF_POSITION = "ofPosition";
  private static final String FIELDS = "fields";
  private static final String BETWEEN_FIELDS = " ";
  private static final int DIGEST_LENGTH = 12;

  private CallItems() {}

  /// The call's item and its pointers.
  static Stream<Map<String, AttributeValue>> of(
      RootSession root, Activity activity, Retention retention) {
    var facts = facts(activity);
    var digest = AttributeDigest.of(facts).substring(0, DIGEST_LENGTH);
    var time = moment(activity.event().time(), activity.event().id());
    var key = key(partition(root), created(root.created()) + time + digest);
    var expiry = AttributeValue.fromN(Long.toString(retention.expiry(activity.event().time())));
    var item = new HashMap<>(facts);
    item.putAll(key);
    item.put("ttl", expiry);
    if (!activity.mentions().isEmpty()) {
      item.put(FIELDS, AttributeValue.fromL(fields(activity)));
    }
    var tail = AttributeDigest.of(key).substring(0, DIGEST_LENGTH);
    var pointers =
        activity.resources().stream()
            .flatMap(text -> ResourceName.keys(service(activity), text).stream())
            .distinct()
            .filter(CallItems::isKey)
            .map(resource -> {
              var pointer = new HashMap<>(key(resourcePartition(resource), time + tail));
              pointer.put(OF_PARTITION, AttributeValue.fromS(partition(root)));
              pointer.put(OF_POSITION, key.get(POSITION));
              pointer.put("ttl", expiry);
              return pointer;
            });
    return Stream.concat(Stream.of(item), pointers);
  }

  private static Map<String, AttributeValue> facts(Activity activity) {
    var call = activity.call();
    var attributes = new Attributes();
    attributes.event(call.event());
    attributes.caller(call.caller());
    call.issued().ifPresent(attributes::session);
    attributes.put("errorCode", call.errorCode());
    attributes.put("readOnly", Boolean.toString(activity.readOnly()));
    attributes.put("resources", activity.resources());
    return attributes.values();
  }

  private static String service(Activity activity) {
    return activity.event().service().orElse("");
  }

  /// The fields of each of `resources`. They are no part of the digest, so that a call which an
  /// earlier release wrote without them stays one item when its record comes again.
  private static List<AttributeValue> fields(Activity activity) {
    var fields = new LinkedHashMap<String, List<String>>();
    activity
        .mentions()
        .forEach(mention ->
            fields.computeIfAbsent(mention.text(), _ -> new ArrayList<>()).add(mention.field()));
    return fields.values().stream()
        .map(each -> AttributeValue.fromS(String.join(BETWEEN_FIELDS, each)))
        .toList();
  }

  private static List<Mention> mentions(StoredItem stored) {
    var texts = stored.texts("resources");
    var fields = stored.texts(FIELDS);
    return IntStream.range(0, texts.size())
        .boxed()
        .flatMap(i ->
            Stream.of((i < fields.size() ? fields.get(i) : "").split(BETWEEN_FIELDS, -1))
                .map(field -> new Mention(field, texts.get(i))))
        .toList();
  }

  static Activity activity(Map<String, AttributeValue> item) {
    var stored = new StoredItem(item);
    var fields = new StoredRecord(stored);
    var call =
        new Call(
            fields.event(),
            fields.caller(),
            stored.optional("errorCode"),
            stored.optional("accessKeyId").map(_ -> fields.session()));
    return new Activity(call, Boolean.parseBoolean(stored.text("readOnly")), mentions(stored));
  }

  /// The key of the call's item to which a pointer points.
  static Map<String, AttributeValue> pointedAt(Map<String, AttributeValue> pointer) {
    var stored = new StoredItem(pointer);
    return key(stored.text(OF_PARTITION), stored.text(OF_POSITION));
  }

  static Map<String, AttributeValue> key(String partition, String position) {
    return Map.of(
        PARTITION, AttributeValue.fromS(partition), POSITION, AttributeValue.fromS(position));
  }

  static Map<String, AttributeValue> keyOf(Map<String, AttributeValue> item) {
    return key(new StoredItem(item).text(PARTITION), new StoredItem(item).text(POSITION));
  }

  static String partition(RootSession root) {
    return "session#" + root.principal();
  }

  static String resourcePartition(String resource) {
    return "resource#" + resource;
  }

  /// "Quotas in Amazon DynamoDB": partition keys of at most 2048 bytes.
  private static boolean isKey(String resource) {
    return resourcePartition(resource).getBytes(UTF_8).length <= 2048;
  }

  /// Whether a text can be a part of each of these keys: a position takes 1024 bytes, of which the
  /// times and the digest need less than a half.
  static boolean isPartOfKey(String text) {
    var length = text.getBytes(UTF_8).length;
    return length > 0 && length <= 512;
  }

  /// Why no item can hold that call, if so.
  static Optional<String> refusal(Call call) {
    var principal = call.caller().principal().map(PrincipalId::value);
    if (!isPartOfKey(call.event().id())) {
      return Optional.of("an event id was expected that can be a key; one is empty or too long");
    }
    if (call.event().action().filter(action -> !isPartOfKey(action)).isPresent()) {
      return Optional.of(
          "an action was expected such as s3:GetObject; that of event "
              + call.event().id()
              + " is too long");
    }
    return principal
        .filter(id -> !isPartOfKey(id))
        .map(_ ->
            "a principal id was expected that can be a key; that of event "
                + call.event().id()
                + " is empty or too long");
  }

  static String readsPartition(RootSession root) {
    return "reads#" + root.principal();
  }

  /// The beginning of the positions of one of the principal's sessions.
  static String created(Instant created) {
    return TimeText.of(created) + "#";
  }

  /// The beginning of the position of a call within its session or resource.
  static String moment(Instant time, String eventId) {
    return TimeText.of(time) + "#" + eventId + "#";
  }
}
