package io.deploytrail.cli;

import io.deploytrail.cli.console.ExitCodes;
import io.deploytrail.cli.console.Home;
import io.deploytrail.cli.console.Terminal;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/// Tells in a line what was expected and what came, and below it the next step.
final class WrongUsage implements IParameterExceptionHandler {
  private static final String PROGRAM = "deploytrail";

  @Override
  public int handleParseException(ParameterException failure, String[] arguments) {
    var line = failure.getCommandLine();
    var err = line.getErr();
    err.println("deploytrail: " + Terminal.safe(message(failure)));
    for (var suggested : suggestions(failure)) {
      err.println("perhaps " + Terminal.safe(suggested));
    }
    var name = line.getCommandSpec().qualifiedName();
    err.println("next: " + Home.command() + name.substring(PROGRAM.length()) + " --help");
    return ExitCodes.FAILED;
  }

  private static String message(ParameterException failure) {
    var cause = Failures.expected(failure.getCause());
    if (cause.isPresent()) {
      return cause.get();
    }
    return switch (failure) {
      case MissingParameterException missing ->
          missing.getMissing().stream().map(WrongUsage::name).collect(Collectors.joining(", "))
              + (missing.getMissing().size() == 1 ? " is missing" : " are missing");
      case UnmatchedArgumentException unmatched -> unknown(unmatched);
      default -> ofValue(failure);
    };
  }

  private static String unknown(UnmatchedArgumentException unmatched) {
    var first = unmatched.getUnmatched().getFirst();
    if (unmatched.isUnknownOption()) {
      return "there is no option " + first;
    }
    return unmatched.getCommandLine().getParent() == null
        ? "there is no command " + first
        : "nothing more was expected, not " + first;
  }

  /// What picocli says of a value, in the words of people.
  private static String ofValue(ParameterException failure) {
    var message =
        String.valueOf(failure.getMessage())
            .lines()
            .findFirst()
            .orElse("")
            .replace("is not a long", "is not a whole number that fits")
            .replace("is not an int", "is not a whole number that fits");
    return message.isEmpty() ? "it was used wrongly" : message;
  }

  private static List<String> suggestions(ParameterException failure) {
    return failure instanceof UnmatchedArgumentException unmatched
        ? unmatched.getSuggestions().stream().limit(3).toList()
        : List.of();
  }

  private static String name(ArgSpec argument) {
    return argument instanceof OptionSpec option ? option.names()[0] : argument.paramLabel();
  }

  /// Throws [ParameterException] for an option that came with an empty value: none takes one.
  static void requireValues(ParseResult result) {
    for (@Nullable ParseResult each = result; each != null; each = sub(each)) {
      for (var option : each.matchedOptions()) {
        if (option.originalStringValues().stream().anyMatch(String::isBlank)) {
          throw new ParameterException(
              each.commandSpec().commandLine(),
              "%s takes %s, and came empty".formatted(option.names()[0], option.paramLabel()),
              option,
              "");
        }
      }
    }
  }

  private static @Nullable ParseResult sub(ParseResult result) {
    return result.hasSubcommand() ? result.subcommand() : null;
  }
}
