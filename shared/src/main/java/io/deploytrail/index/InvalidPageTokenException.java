package io.deploytrail.index;

/// A page token that no page gave.
public final class InvalidPageTokenException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// What was expected.
  public static final String EXPECTED =
      "the value of \"next\" of an earlier answer was expected as the page's token";

  InvalidPageTokenException() {
    super(EXPECTED);
  }

  InvalidPageTokenException(Exception cause) {
    super(EXPECTED, cause);
  }
}
