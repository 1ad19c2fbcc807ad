package io.deploytrail.integration.engines;

import static io.deploytrail.integration.corpus.Corpus.INDEX_SESSIONS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toUnmodifiableSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.deploytrail.integration.corpus.Corpus;
import io.deploytrail.integration.template.Template;
import java.util.ArrayList;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.sqs.SqsClient;

/// The events of `events/index-sessions` on LocalStack's bus, with the template's IssuanceRule
/// before a queue.
@ExtendWith(LocalStackExtension.class)
final class IssuanceRuleOnLocalStackIT {
  /// What stands in the events but is no issuance to Pulumi, as far as EventBridge can see.
  private static final Set<String> NOT_PICKED =
      Stream.of(
              "014", // the provider api.pulumi.com/oidc/v2
              "015", // the provider evil-api.pulumi.com/oidc
              "019", // the target account's half of a hop: it names no provider
              "020", // a second hop: it names none either
              "021", // a person who copied a session name
              "024", // a call that issues nothing
              "025", // the source my.sts
              "042", // a person's AssumeRoleWithSAML
              "044", // the target account's half of another hop
              "046", // IAM's, and so the other rule's, up to 051
              "047", "048", "049", "050", "051")
          .map(number -> "e1000000-0000-4000-8000-000000000" + number)
          .collect(toUnmodifiableSet());

  private final EventBridgeClient events;
  private final SqsClient sqs;
  private final Queue queue;

  IssuanceRuleOnLocalStackIT(LocalStack aws) {
    events = aws.client(EventBridgeClient.builder());
    sqs = aws.client(SqsClient.builder());
    queue = Queue.create(sqs, "IssuanceQueue");
    var pattern = Template.read(Template.HOME).properties("IssuanceRule").path("EventPattern");
    events.putRule(rule ->
        rule.name("IssuanceRule")
            .eventPattern(pattern.toString().replace("${Provider}", "api.pulumi.com/oidc")));
    var target = Target.builder().id("IssuanceQueue").arn(queue.arn()).build();
    events.putTargets(targets -> targets.rule("IssuanceRule").targets(target));
  }

  @AfterEach
  void close() {
    events.close();
    sqs.close();
  }

  @Test
  void issuancesArriveAndLookAlikesDoNot() {
    var put = Corpus.names(INDEX_SESSIONS).stream().flatMap(Corpus::events).toList();
    var expected =
        put.stream().map(event -> eventId(event)).filter(id -> !NOT_PICKED.contains(id)).toList();
    assertThat(put).extracting(event -> eventId(event)).containsAll(NOT_PICKED);
    put.forEach(this::put);

    var arrived = new ArrayList<JsonNode>();
    queue.drain(
        expected.size(),
        messages ->
            messages.forEach(message -> arrived.add(Corpus.json(message.body().getBytes(UTF_8)))));

    assertThat(arrived)
        .extracting(event -> eventId(event))
        .containsExactlyInAnyOrderElementsOf(expected);
    assertThat(arrived).extracting(event -> event.path("source").asText()).containsOnly("aws.sts");
  }

  private void put(JsonNode event) {
    var entry =
        PutEventsRequestEntry.builder()
            .source(event.path("source").asText())
            .detailType(event.path("detail-type").asText())
            .detail(event.path("detail").toString())
            .build();
    var answer = events.putEvents(request -> request.entries(entry));
    assertThat(answer.failedEntryCount()).as(answer.entries().toString()).isZero();
  }

  private static String eventId(JsonNode event) {
    return event.at("/detail/eventID").asText();
  }
}
