package io.deploytrail.dynamodb;

/// A CloudFormation template that does not define the table as expected.
public final class InvalidTemplateException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  InvalidTemplateException(String message) {
    super(message);
  }

  InvalidTemplateException(String message, Exception cause) {
    super(message, cause);
  }
}
