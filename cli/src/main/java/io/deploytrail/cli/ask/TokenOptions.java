package io.deploytrail.cli.ask;

import io.deploytrail.cli.console.InvalidInputException;
import io.deploytrail.questions.Answer;
import io.deploytrail.questions.AskedToken;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The token, or the many of them, for which a policy is tried.
final class TokenOptions {
  @Option(
      names = "--subject",
      paramLabel = "<text>",
      description = "A token's subject: would it be let in? Its provider is --provider.")
  private @Nullable String subject;

  @Option(names = "--audience", paramLabel = "<text>", description = "The token's audience.")
  private @Nullable String audience;

  @Option(
      names = "--session-name",
      paramLabel = "<text>",
      description = "The session name that is asked for with the token.")
  private @Nullable String sessionName;

  @Option(
      names = "--tries",
      paramLabel = "<file | ->",
      description =
          "Many tokens, one a line: {\"subject\":\"…\",\"audience\":\"…\"}, with provider and sessionName if need be; one answer a line.")
  private @Nullable String tries;

  boolean isGiven() {
    return subject != null || audience != null || sessionName != null;
  }

  boolean isMany() {
    return tries != null;
  }

  boolean areOnInput() {
    return "-".equals(tries);
  }

  /// With the provider that was typed as an ARN, if one was.
  AskedToken token(List<String> providers) {
    return new AskedToken(
        Optional.ofNullable(subject),
        Optional.ofNullable(audience),
        providers.stream().filter(name -> name.startsWith("arn:")).findFirst(),
        Optional.ofNullable(sessionName));
  }

  /// Answers each of the many; the exit code.
  int answerAll(Function<AskedToken, Answer.TriedToken> trying, PrintWriter out) {
    if (isGiven() || tries == null) {
      throw new InvalidInputException("--tries takes the tokens from its lines alone");
    }
    return new TokenTries(trying, out).read(tries);
  }
}
