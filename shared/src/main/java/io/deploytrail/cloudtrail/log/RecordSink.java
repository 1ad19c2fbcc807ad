package io.deploytrail.cloudtrail.log;

import io.deploytrail.cloudtrail.reader.Delivery;

/// Takes the records of an input and what could not be read of it, in the input's order.
public interface RecordSink {
  /// A record with its own JSON; the bytes are valid during the call only. What this throws ends
  /// the reading and reaches its caller.
  void record(Delivery delivery, byte[] json, int offset, int length);

  /// What could not be read: the record of that number (from 1), or something about the input
  /// itself (0).
  void unreadable(int number, String reason);

  /// The input, or a file in it, is something else than a trail, as `reason` says. A sink that
  /// takes trails alone takes it as unreadable.
  default void somethingElse(String reason) {
    unreadable(0, reason);
  }
}
