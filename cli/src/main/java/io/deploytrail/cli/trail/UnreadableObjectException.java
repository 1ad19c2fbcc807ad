package io.deploytrail.cli.trail;

import java.io.IOException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/// Something in S3 that cannot be read, or not to its end; the message says why, and what to do.
final class UnreadableObjectException extends IOException {
  private static final long serialVersionUID = 1L;

  UnreadableObjectException(String reason) {
    super(reason);
  }

  UnreadableObjectException(String reason, Exception cause) {
    super(reason, cause);
  }

  static UnreadableObjectException of(SdkException failure) {
    var reason =
        failure instanceof AwsServiceException answer && answer.awsErrorDetails() != null
            ? ofAnswer(answer)
            : "S3 cannot be reached: "
                + failure.getMessage()
                + "; check the credentials and AWS_REGION";
    return new UnreadableObjectException(reason, failure);
  }

  private static String ofAnswer(AwsServiceException answer) {
    var code = String.valueOf(answer.awsErrorDetails().errorCode());
    return switch (code) {
      case "NoSuchKey" -> "there is no such object";
      case "NoSuchBucket" -> "there is no such bucket";
      case "AccessDenied" ->
          "access is denied ("
              + answer.awsErrorDetails().errorMessage()
              + "); reading needs s3:GetObject on the objects, and s3:ListBucket on the bucket to find them";
      case "PreconditionFailed" -> "it was replaced while it was read; read it again";
      case "InvalidObjectState" -> "it is archived; restore it first";
      default -> "S3 answered " + code + ": " + answer.awsErrorDetails().errorMessage();
    };
  }

  /// The message, for a person.
  String reason() {
    return String.valueOf(getMessage());
  }
}
