package io.deploytrail.pulumi;

/// A session-name template, or the values for one, that cannot be used; the message says what is
/// wrong and where.
public final class InvalidTemplateException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  InvalidTemplateException(String message) {
    super(message);
  }
}
