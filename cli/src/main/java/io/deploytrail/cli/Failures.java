package io.deploytrail.cli;

import static java.util.Objects.requireNonNull;

import io.deploytrail.cli.console.ExitCodes;
import io.deploytrail.cli.console.InvalidInputException;
import io.deploytrail.cli.console.UnwritableOutputException;
import io.deploytrail.cli.console.WorkEndedException;
import io.deploytrail.cli.trail.Input;
import io.deploytrail.desk.DeskDatabaseException;
import io.deploytrail.index.UnexpectedTableException;
import io.deploytrail.pulumi.InvalidTemplateException;
import io.deploytrail.questions.InvalidQuestionException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.PicocliException;
import picocli.CommandLine.RunLast;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

/// The one place that turns exceptions into a message and an exit code.
final class Failures implements IExecutionExceptionHandler {
  /// Runs a command or prints its help. Of exceptions in the latter picocli would print the trace.
  static int execute(ParseResult result) {
    try {
      return new RunLast().execute(result);
    } catch (PicocliException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new ExecutionException(result.commandSpec().commandLine(), "it failed", e);
    }
  }

  @Override
  public int handleExecutionException(Exception failure, CommandLine line, ParseResult result) {
    return report(failure, line.getErr());
  }

  /// Prints the message, and returns the exit code.
  static int report(Throwable failure, PrintWriter err) {
    if (failure instanceof WorkEndedException ended) {
      return ended.exitCode();
    }
    var expected = expected(failure);
    err.println("deploytrail: " + expected.orElseGet(() -> unexpected(failure)));
    return expected.isPresent() ? ExitCodes.FAILED : ExitCodes.BROKEN;
  }

  /// The message, for whoever goes on.
  static String message(RuntimeException failure) {
    return expected(failure).orElseGet(() -> unexpected(failure));
  }

  /// The message of a failure that has a cause outside of DeployTrail.
  private static Optional<String> expected(Throwable failure) {
    return switch (failure) {
      case InvalidQuestionException invalid -> Optional.of(invalid.reason());
      case InvalidTemplateException invalid -> Optional.ofNullable(invalid.getMessage());
      case InvalidInputException invalid -> Optional.ofNullable(invalid.getMessage());
      case UnwritableOutputException unwritable -> Optional.ofNullable(unwritable.getMessage());
      case UnexpectedTableException unexpected -> Optional.ofNullable(unexpected.getMessage());
      case DeskDatabaseException database -> Optional.ofNullable(database.getMessage());
      case UncheckedIOException io -> Optional.of(ofFile(io));
      case AwsServiceException aws -> Optional.of(ofService(aws));
      case SdkClientException aws ->
          Optional.of(
              "AWS cannot be reached: "
                  + aws.getMessage()
                  + "; check the credentials and --region");
      default -> Optional.empty();
    };
  }

  private static String unexpected(Throwable failure) {
    var trace = FailureTrace.write(failure);
    if (failure instanceof OutOfMemoryError) {
      var megabytes = Runtime.getRuntime().maxMemory() >> 20;
      return "%d MB of memory were too little (%s); give it more: JAVA_TOOL_OPTIONS=-Xmx%dm deploytrail …; %s"
          .formatted(megabytes, failure.getMessage(), 2 * megabytes, trace);
    }
    return "it failed unexpectedly, by a fault of its own (%s); %s"
        .formatted(failure.getClass().getSimpleName(), trace);
  }

  private static String ofFile(UncheckedIOException io) {
    var cause = requireNonNull(io.getCause());
    var saysWhat = !String.valueOf(io.getMessage()).equals(cause.toString());
    var file = cause instanceof FileSystemException of ? of.getFile() : "a file";
    return (saysWhat ? io.getMessage() : file) + ": " + Input.reason(cause);
  }

  private static String ofService(AwsServiceException aws) {
    var code = aws.awsErrorDetails() == null ? "an error" : aws.awsErrorDetails().errorCode();
    var advice =
        code.contains("AccessDenied") || code.contains("UnrecognizedClient")
            ? "; asking needs dynamodb:Query and dynamodb:DescribeTable on the table, and cloudtrail:LookupEvents"
            : "";
    return "AWS answered " + code + ": " + aws.getMessage() + advice;
  }
}
