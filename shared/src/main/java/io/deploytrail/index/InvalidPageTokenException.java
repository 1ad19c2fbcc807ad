package io.deploytrail.index;

/// A page token that no page gave.
public final class InvalidPageTokenException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  InvalidPageTokenException(Exception cause) {
    super("the value of \"next\" of an earlier answer was expected as the page's token", cause);
  }
}
