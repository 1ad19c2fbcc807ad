package io.deploytrail.aws;

/// DynamoDB left items unwritten however often they were sent; what was written stays.
public final class UnwrittenItemsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnwrittenItemsException(String message) {
    super(message);
  }
}
