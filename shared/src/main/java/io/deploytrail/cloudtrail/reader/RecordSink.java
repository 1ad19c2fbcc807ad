package io.deploytrail.cloudtrail.reader;

/// Takes what is found in an input, record by record, in the input's order.
public interface RecordSink {
  /// A record. What this throws ends the reading and reaches its caller.
  void record(Delivery delivery);

  /// What could not be read: the record of that number (from 1), or something about the input
  /// itself (0).
  void unreadable(int number, String reason);
}
