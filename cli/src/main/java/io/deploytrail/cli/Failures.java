package io.deploytrail.cli;

import io.deploytrail.cli.console.ExitCodes;
import io.deploytrail.cli.console.InvalidInputException;
import io.deploytrail.cli.console.UnwritableOutputException;
import io.deploytrail.cli.console.WorkEndedException;
import io.deploytrail.desk.DeskDatabaseException;
import io.deploytrail.index.UnexpectedTableException;
import io.deploytrail.pulumi.InvalidTemplateException;
import io.deploytrail.questions.InvalidQuestionException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
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
  /// Runs a command or prints its help. Of failures of the latter picocli would print the trace.
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
  public int handleExecutionException(Exception failure, CommandLine line, ParseResult result)
      throws Exception {
    if (failure instanceof RuntimeException unchecked) {
      return report(unchecked, line.getErr());
    }
    throw failure;
  }

  /// Prints the message, and returns the exit code.
  static int report(RuntimeException failure, PrintWriter err) {
    if (failure instanceof WorkEndedException ended) {
      return ended.exitCode();
    }
    err.println("deploytrail: " + message(failure));
    return ExitCodes.FAILED;
  }

  private static String message(RuntimeException failure) {
    return switch (failure) {
      case InvalidQuestionException invalid -> invalid.reason();
      case InvalidTemplateException invalid -> String.valueOf(invalid.getMessage());
      case InvalidInputException invalid -> String.valueOf(invalid.getMessage());
      case UnwritableOutputException unwritable -> String.valueOf(unwritable.getMessage());
      case UnexpectedTableException unexpected -> String.valueOf(unexpected.getMessage());
      case DeskDatabaseException database -> String.valueOf(database.getMessage());
      case UncheckedIOException io -> String.valueOf(io.getCause());
      case AwsServiceException aws -> ofService(aws);
      case SdkClientException aws ->
          "AWS cannot be reached: " + aws.getMessage() + "; check the credentials and --region";
      default -> throw failure;
    };
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
