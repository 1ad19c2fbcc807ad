package io.deploytrail.ingestion;

/// A role chain so long that only forged records can tell it; the message says where it ends.
public final class EndlessChainException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  EndlessChainException(String message) {
    super(message);
  }
}
