package io.deploytrail.index;

/// DynamoDB left items unwritten however often they were sent; what was written stays.
public final class UnwrittenItemsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnwrittenItemsException(String message) {
    super(message);
  }
}
