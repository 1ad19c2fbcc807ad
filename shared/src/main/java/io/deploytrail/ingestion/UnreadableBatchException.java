package io.deploytrail.ingestion;

/// A batch of log events that cannot be read, or some of whose events cannot; what could be read of
/// it is kept.
public final class UnreadableBatchException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnreadableBatchException(String message) {
    super(message);
  }
}
