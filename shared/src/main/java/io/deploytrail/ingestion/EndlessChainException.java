package io.deploytrail.ingestion;

/// A role chain so long that its records must be forged; the message says where it ends.
public final class EndlessChainException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  EndlessChainException(String message) {
    super(message);
  }
}
