package io.deploytrail.cli.doctor;

import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/// AWS refused a request, for want of a permission.
final class DeniedRequestException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// The error codes for it, which differ from service to service: `AccessDenied`,
  /// `AccessDeniedException`, `AuthorizationError`, `UnauthorizedOperation`.
  private static final Pattern DENIED =
      Pattern.compile("AccessDenied|AuthorizationError|Unauthorized");

  private final String action;
  private final String resource;

  private DeniedRequestException(String action, String resource, AwsServiceException cause) {
    super(action + " on " + resource, cause);
    this.action = action;
    this.resource = resource;
  }

  /// Sends the request, which needs that permission; any other failure than its absence goes on.
  static <T> T ask(String action, String resource, Supplier<T> request) {
    try {
      return request.get();
    } catch (AwsServiceException e) {
      if (isDenied(e.awsErrorDetails())) {
        throw new DeniedRequestException(action, resource, e);
      }
      throw e;
    }
  }

  /// Who answers in the place of AWS may give no code.
  private static boolean isDenied(@Nullable AwsErrorDetails details) {
    return details != null
        && details.errorCode() != null
        && DENIED.matcher(details.errorCode()).find();
  }

  String action() {
    return action;
  }

  String resource() {
    return resource;
  }
}
