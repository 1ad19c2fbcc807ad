package io.deploytrail.cli.redrive;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.deploytrail.cli.ask.DeployedStack;
import io.deploytrail.cli.console.ExitCodes;
import io.deploytrail.cli.console.Lines;
import io.deploytrail.cli.console.Terminal;
import io.deploytrail.cli.output.Columns;
import io.deploytrail.cli.output.Format;
import io.deploytrail.cli.redrive.DeadLetters.Payload;
import io.deploytrail.cli.redrive.DeadLetters.Redriven;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/// Sends the dead letters of a stack through again.
@Command(
    name = "redrive",
    mixinStandardHelpOptions = true,
    description = {
      "Sends the dead letters of a stack through its functions again, and deletes those that are handled.",
      "What is handled twice changes nothing, so it may be stopped and started at any time; docs/operations.md has the permissions that it needs."
    },
    footer = {
      "",
      "  deploytrail redrive --stack deploytrail --region us-east-1",
      "",
      "Exit codes: 0 none is left, 1 some are left, with their reasons, 2 wrong usage, 3 DeployTrail itself failed.",
    })
public final class RedriveCommand implements Callable<Integer> {
  /// The longest timeout of a function that is asked, and some.
  private static final Duration PATIENCE = Duration.ofSeconds(330);

  private static final Columns<Redriven> COLUMNS =
      Columns.<Redriven>none()
          .with("queue", Redriven::queue)
          .with("handled", redriven -> "" + redriven.handled())
          .with("left", redriven -> "" + redriven.left());

  private final Terminal terminal;

  @Option(
      names = "--stack",
      required = true,
      paramLabel = "<stack>",
      description = "The CloudFormation stack of template.yaml.")
  private String stack = "";

  @Option(
      names = "--region",
      paramLabel = "<region>",
      description = "The stack's Region (default: the credentials' own).")
  private @Nullable String region;

  @Mixin private final Format.Choice format = new Format.Choice();

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  public RedriveCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    var found = DeployedStack.describe(stack, this::located);
    var err = Lines.folding(spec.commandLine().getErr(), terminal);
    var left = 0;
    try (var queues = located(SqsClient.builder()).build();
        var functions = functions();
        var rows =
            format.on(terminal).rows(spec.commandLine().getOut(), COLUMNS, RedriveCommand::json)) {
      for (var letters : deadLetters(found, queues, functions)) {
        var redriven = letters.redrive(listener(err));
        rows.write(redriven);
        left += redriven.left();
      }
    }
    return left == 0 ? ExitCodes.ANSWERED : ExitCodes.NO_ANSWER;
  }

  private static List<DeadLetters> deadLetters(
      DeployedStack stack, SqsClient queues, LambdaClient functions) {
    var rulesQueue = Optional.of(endOfArn(stack.output("IssuanceQueueUrl")));
    var index = stack.output("IndexSessionsFunctionName");
    var all = new ArrayList<DeadLetters>();
    all.add(
        new DeadLetters(
            queues,
            functions,
            stack.output("IssuanceDeadLettersUrl"),
            index,
            rulesQueue,
            Payload.WHOLE));
    all.add(
        new DeadLetters(
            queues,
            functions,
            stack.output("UndeliveredIssuancesUrl"),
            index,
            Optional.empty(),
            Payload.WHOLE));
    // Whoever sent one, the function's role reads the trail's files alone.
    ifThere(
        stack,
        "LogFileDeadLettersUrl",
        "IngestLogsFunctionName",
        (url, function) ->
            all.add(
                new DeadLetters(
                    queues, functions, url, function, Optional.empty(), Payload.WHOLE)));
    // Nobody but the function may send there.
    ifThere(
        stack,
        "UncollectedLogEventsUrl",
        "CollectLogEventsFunctionName",
        (url, function) ->
            all.add(
                new DeadLetters(
                    queues, functions, url, function, Optional.empty(), Payload.OF_INVOCATION)));
    return all;
  }

  private static void ifThere(
      DeployedStack stack, String queue, String function, BiConsumer<String, String> taker) {
    if (stack.outputs().containsKey(queue)) {
      taker.accept(stack.output(queue), stack.output(function));
    }
  }

  /// `https://sqs.us-east-1.amazonaws.com/111122223333/name` is `arn:…:111122223333:name`.
  private static String endOfArn(String url) {
    return URI.create(url).getPath().replace('/', ':');
  }

  private DeadLetters.Listener listener(PrintWriter err) {
    return new DeadLetters.Listener() {
      @Override
      public void handled(int messages) {
        if (messages % 100 == 0) {
          err.println(messages + " dead letters are handled …");
          err.flush();
        }
      }

      @Override
      public void left(String message, String reason) {
        err.println(Terminal.safe("message " + message + " is left: " + reason));
        err.flush();
      }
    };
  }

  /// A function that takes its time is neither given up nor asked again beside itself.
  private LambdaClient functions() {
    return located(LambdaClient.builder())
        .httpClientBuilder(UrlConnectionHttpClient.builder().socketTimeout(PATIENCE))
        .build();
  }

  private <B extends AwsClientBuilder<B, ?>> B located(B builder) {
    return region == null ? builder : builder.region(Region.of(region));
  }

  private static String json(Redriven redriven) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("queue", redriven.queue())
        .put("handled", redriven.handled())
        .put("left", redriven.left())
        .toString();
  }
}
