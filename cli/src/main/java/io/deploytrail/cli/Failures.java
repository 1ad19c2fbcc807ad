package io.deploytrail.cli;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import io.deploytrail.cli.ask.QuestionCommands;
import io.deploytrail.cli.console.ExitCodes;
import io.deploytrail.cli.console.InvalidInputException;
import io.deploytrail.cli.console.Terminal;
import io.deploytrail.cli.console.UnwritableOutputException;
import io.deploytrail.cli.console.WorkEndedException;
import io.deploytrail.cli.trail.Input;
import io.deploytrail.desk.DeskDatabaseException;
import io.deploytrail.index.UnexpectedTableException;
import io.deploytrail.pulumi.InvalidTemplateException;
import io.deploytrail.questions.InvalidQuestionException;
import io.deploytrail.questions.SeveralFitException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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
    WrongUsage.requireValues(result);
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
    var exitCode = report(failure, line.getErr());
    if (failure instanceof SdkClientException
        && line.getCommandSpec().findOption("--engine") != null) {
      line.getErr().println("what is indexed in this folder needs no AWS");
      line.getErr()
          .println("next: " + Terminal.safe(QuestionCommands.onDesk(line.getParseResult())));
    }
    if (failure instanceof SeveralFitException several) {
      several.choices().stream()
          .map(choice -> "next: " + QuestionCommands.about(choice, line.getParseResult()))
          .forEach(next -> line.getErr().println(Terminal.safe(next)));
    }
    return exitCode;
  }

  /// Prints the message, and returns the exit code.
  static int report(Throwable failure, PrintWriter err) {
    if (failure instanceof WorkEndedException ended) {
      return ended.exitCode();
    }
    var expected = expected(failure);
    var message = expected.orElseGet(() -> unexpected(failure));
    err.println("deploytrail: " + message.lines().map(Terminal::safe).collect(joining("\n")));
    return expected.isPresent() ? ExitCodes.FAILED : ExitCodes.BROKEN;
  }

  /// The message, for whoever goes on.
  static String message(RuntimeException failure) {
    return expected(failure).orElseGet(() -> unexpected(failure));
  }

  /// The message of a failure that has a cause outside of DeployTrail.
  static Optional<String> expected(@Nullable Throwable failure) {
    return switch (failure) {
      case null -> Optional.empty();
      case InvalidQuestionException invalid -> Optional.of(invalid.reason());
      case InvalidTemplateException invalid -> Optional.ofNullable(invalid.getMessage());
      case InvalidInputException invalid -> Optional.ofNullable(invalid.getMessage());
      case UnwritableOutputException unwritable -> Optional.ofNullable(unwritable.getMessage());
      case UnexpectedTableException unexpected -> Optional.ofNullable(unexpected.getMessage());
      case DeskDatabaseException database -> Optional.ofNullable(database.getMessage());
      case UncheckedIOException io -> Optional.of(ofFile(io));
      case AwsServiceException aws -> Optional.of(ofService(aws));
      case SdkClientException aws -> Optional.of(ofClient(aws));
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

  /// The SDK's own text names its classes, one a line.
  private static String ofClient(SdkClientException aws) {
    var text = String.valueOf(aws.getMessage());
    if (text.contains("Unable to load credentials")) {
      return "no AWS credentials were found: log in (aws sso login), or name a profile by --profile or AWS_PROFILE";
    }
    if (text.contains("Unable to load region")) {
      return "no AWS Region is known: --region us-east-1, or AWS_REGION";
    }
    if (text.contains("Profile") || text.contains("profile")) {
      return "the AWS profile cannot be used: "
          + line(text)
          + "; --profile or AWS_PROFILE names it";
    }
    return "AWS cannot be reached: "
        + line(text)
        + "; check the network, the credentials and --region";
  }

  private static String line(String text) {
    return text.lines().findFirst().orElse("").strip();
  }

  private static String ofService(AwsServiceException aws) {
    var details = aws.awsErrorDetails();
    var code =
        details == null || details.errorCode() == null
            ? "HTTP status " + aws.statusCode()
            : details.errorCode();
    var advice =
        code.contains("AccessDenied") || code.contains("UnrecognizedClient")
            ? "; asking needs dynamodb:Query and dynamodb:DescribeTable on the table, and cloudtrail:LookupEvents"
            : "";
    return "AWS answered " + code + ": " + aws.getMessage() + advice;
  }
}
