package io.deploytrail.cloudtrail.log;

import io.deploytrail.cloudtrail.Call;
import io.deploytrail.cloudtrail.Caller;
import io.deploytrail.cloudtrail.glance.Glance;
import io.deploytrail.cloudtrail.reader.Delivery;
import io.deploytrail.cloudtrail.reader.RecordReader;
import io.deploytrail.resources.Mention;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What an input tells of its records, in its order: by glances where these suffice, or by reading
/// each.
final class Told implements GlanceSink {
  private static final RecordReader RECORDS = new RecordReader();

  /// One for all inputs of a test, as what it remembers of one must not show in the next.
  private static final Glance GLANCE = new Glance();

  final List<Item> items = new ArrayList<>();
  int glances;

  /// A record as far as a glance tells it, or what is wrong.
  sealed interface Item {
    record Ordinary(
        String id,
        Instant time,
        Optional<String> source,
        Optional<String> name,
        Optional<String> account,
        Optional<String> region,
        Optional<String> errorCode,
        Caller caller,
        boolean readOnly,
        List<Mention> mentions)
        implements Item {}

    record Fact(Delivery delivery) implements Item {}

    record Problem(int number, String reason) implements Item {}
  }

  static Told byGlances(InputStream input) {
    var told = new Told();
    new LogReader(RECORDS).read(input, GLANCE, told);
    return told;
  }

  static Told byGlances(byte[] input) {
    return byGlances(new ByteArrayInputStream(input));
  }

  /// The bytes come by sevens, so that no glance can help in cutting the input either.
  static Told byReading(byte[] input) {
    var told = new Told();
    RecordSink sink =
        new RecordSink() {
          @Override
          public void record(Delivery delivery, byte[] json, int offset, int length) {
            told.record(delivery, json, offset, length);
          }

          @Override
          public void unreadable(int number, String reason) {
            told.unreadable(number, reason);
          }
        };
    new LogReader(RECORDS).read(new Chunks(input, 7), sink);
    return told;
  }

  @Override
  public void glance(Glance glance) {
    glances++;
    var activity = glance.activity(RECORDS);
    items.add(
        new Item.Ordinary(
            glance.eventId().toString(),
            glance.time(),
            glance.eventSource().text(),
            glance.eventName().text(),
            glance.account().text(),
            glance.region().text(),
            glance.errorCode().text(),
            RECORDS.caller(glance.userIdentity().json()),
            activity.readOnly(),
            activity.mentions()));
  }

  @Override
  public void record(Delivery delivery, byte[] json, int offset, int length) {
    items.add(item(delivery, json, offset, length));
  }

  private static Item item(Delivery delivery, byte[] json, int offset, int length) {
    if (!(delivery.record() instanceof Call call)
        || call.issued().isPresent()
        || delivery.envelope().isPresent()) {
      return new Item.Fact(delivery);
    }
    var activity = RECORDS.activity(call, json, offset, length);
    return new Item.Ordinary(
        call.event().id(),
        call.event().time(),
        call.event().source(),
        call.event().name(),
        call.event().account(),
        call.event().region(),
        call.errorCode(),
        call.caller(),
        activity.readOnly(),
        activity.mentions());
  }

  @Override
  public void unreadable(int number, String reason) {
    items.add(new Item.Problem(number, reason));
  }
}
