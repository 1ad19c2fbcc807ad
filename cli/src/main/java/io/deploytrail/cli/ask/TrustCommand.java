package io.deploytrail.cli.ask;

import io.deploytrail.cli.console.ExitCodes;
import io.deploytrail.cli.console.InvalidInputException;
import io.deploytrail.cli.console.Terminal;
import io.deploytrail.cli.desk.ConfigurationOptions;
import io.deploytrail.cli.output.AnswerColumns;
import io.deploytrail.cli.output.Format;
import io.deploytrail.questions.Answer;
import io.deploytrail.questions.AnswerWriter;
import io.deploytrail.questions.AskedToken;
import io.deploytrail.questions.AskedTrust;
import io.deploytrail.questions.Question;
import io.deploytrail.questions.Questions;
import io.deploytrail.trust.width.NarrowStep;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Who may use this role, and who did?
@Command(
    name = "trust",
    mixinStandardHelpOptions = true,
    description =
        "Who may use a role by its trust policy, who did, and the narrowest policy that would do; or whether it lets a token in.",
    footer = {
      "",
      "  deploytrail trust role.json                                how wide it is, and its faults",
      "  deploytrail trust arn:aws:iam::111122223333:role/deploy    who used it in the last 90 days, too",
      "  deploytrail trust arn:aws:iam::… --read-iam                by the policy that IAM holds now",
      "  deploytrail trust --all                                    every indexed role, the widest first",
      "  deploytrail trust role.json --subject pulumi:deploy:org:… --audience acme",
      "  deploytrail trust role.json --tries tokens.ndjson          one answer a line",
      "",
      "Exit codes: 0 answered, 1 nothing is known, 2 wrong usage or unreadable input, 3 DeployTrail itself failed."
    })
final class TrustCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private final TrustOptions about = new TrustOptions();
  @Mixin private final ReadIamOption iam = new ReadIamOption();
  @Mixin private final TokenOptions token = new TokenOptions();

  @Option(
      names = "--all",
      description = "Every role whose indexed policy lets tokens of Pulumi in, the widest first.")
  private boolean all;

  @Option(
      names = "--narrow-to",
      paramLabel = "exact|operation|stack|project",
      description =
          "How narrow the narrowest policy is: the subjects that were used (exact, the default), their operations, stacks or projects.")
  private NarrowStep step = NarrowStep.EXACT;

  @Mixin private final QuarterOptions quarter = new QuarterOptions();

  @Mixin private final ConfigurationOptions configuration = new ConfigurationOptions();
  @Mixin private final SourceOptions source = new SourceOptions();
  @Mixin private final Format.Choice format = new Format.Choice();

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  TrustCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (all) {
      return all();
    }
    var asked = about.asked(token.areOnInput());
    if (iam.isGiven() && asked.policy().isPresent()) {
      throw new InvalidInputException(
          "--read-iam goes with a role's ARN alone: a policy was given");
    }
    return token.isMany() ? tryAll(asked) : answer(asked);
  }

  private int all() {
    if (about.isGiven() || iam.isGiven() || token.isGiven() || token.isMany()) {
      throw new InvalidInputException(
          "--all takes neither a role or policy, nor a token, nor --read-iam");
    }
    return ask(new Question.AllRoles(quarter.period(configuration.times())));
  }

  private int answer(AskedTrust asked) {
    if (!token.isGiven()) {
      return ask(new Question.WhoMayUse(asked, quarter.period(configuration.times()), step));
    }
    var token = this.token.token(configuration.typed().providers());
    return asked.policy().isEmpty()
        ? ask(new Question.TrustTry(asked, token))
        : show(trying(asked).apply(token));
  }

  private Function<AskedToken, Answer.TriedToken> trying(AskedTrust asked) {
    return Questions.trying(
        asked, source.configuration(configuration, spec.commandLine().getErr()));
  }

  private int tryAll(AskedTrust asked) {
    var out = spec.commandLine().getOut();
    if (asked.policy().isPresent()) {
      return token.answerAll(trying(asked), out);
    }
    if (!iam.isGiven()) {
      throw new InvalidInputException(
          "--tries needs the policy, or --read-iam, not the role's ARN alone");
    }
    return source.asking(
        source.configuration(configuration, spec.commandLine().getErr()),
        Quiet.WRITER,
        from -> token.answerAll(iam.questions(from, source).tryingRole(asked), out));
  }

  /// The sessions of a role are known by its ARN alone.
  private int ask(Question question) {
    var err = spec.commandLine().getErr();
    var needsIndex =
        switch (question) {
          case Question.WhoMayUse(var trust, _, _) -> trust.role().isPresent();
          case Question.TrustTry _ -> !iam.isGiven();
          default -> true;
        };
    var configured = source.configuration(configuration, err);
    return show(
        source.asking(
            configured,
            needsIndex ? err : Quiet.WRITER,
            from -> iam.questions(from, source).answer(question)));
  }

  private int show(Answer answer) {
    var out = spec.commandLine().getOut();
    if (answer instanceof Answer.RoleTrustList roles && format.on(terminal) != Format.JSON) {
      try (var rows = format.rows(out, terminal, AnswerColumns.ROLES, AnswerWriter::writeItem)) {
        roles.items().forEach(rows::write);
      }
      out.flush();
    } else {
      format.print(answer, out, terminal);
    }
    return answer.isAnswered() ? ExitCodes.ANSWERED : ExitCodes.NO_ANSWER;
  }
}
