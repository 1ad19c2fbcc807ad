package io.deploytrail.dynamodb;

/// A CloudFormation template that does not define the table as expected.
public final class UnreadableTemplateException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnreadableTemplateException(String message) {
    super(message);
  }

  UnreadableTemplateException(String message, Exception cause) {
    super(message, cause);
  }
}
