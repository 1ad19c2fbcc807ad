package io.deploytrail.integration.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map.Entry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// That what fails for hours is neither given up at once nor lost unseen.
final class BadHourTest {
  private final Template home = Template.read(Template.HOME);

  private static List<Entry<String, JsonNode>> resources(Template template, String type) {
    return template.at("/Resources").properties().stream()
        .filter(resource -> resource.getValue().path("Type").asText().equals(type))
        .toList();
  }

  @ParameterizedTest
  @CsvSource({"IssuanceQueue, 3", "LogFileQueue, 24"})
  void messageIsTriedForHoursBeforeItIsADeadLetter(String name, int hours) {
    var queue = home.properties(name);
    var receives = queue.at("/RedrivePolicy/maxReceiveCount").asInt();
    var seconds = receives * queue.path("VisibilityTimeout").asInt();

    assertThat(receives).isGreaterThanOrEqualTo(50);
    assertThat(seconds)
        .isGreaterThan(hours * 3600)
        // And becomes one long before the queue drops it.
        .isLessThan(queue.path("MessageRetentionPeriod").asInt() / 4);
  }

  @Test
  void thoseAreTheQueuesThatFunctionsTakeFrom() {
    assertThat(resources(home, "AWS::SQS::Queue"))
        .filteredOn(queue -> queue.getValue().at("/Properties").has("RedrivePolicy"))
        .extracting(Entry::getKey)
        .containsExactlyInAnyOrder("IssuanceQueue", "LogFileQueue");
  }

  @ParameterizedTest
  @ValueSource(strings = {Template.HOME, Template.MEMBER})
  void eachRuleTellsWhatItGaveUpAndWhatItLost(String file) {
    var template = Template.read(file);
    var rules = resources(template, "AWS::Events::Rule");

    assertThat(rules).isNotEmpty();
    for (var rule : rules) {
      var alarms =
          resources(template, "AWS::CloudWatch::Alarm").stream()
              .map(Entry::getValue)
              .filter(alarm ->
                  alarm.at("/Properties/Dimensions/0/Value").asText().equals(rule.getKey()))
              .toList();

      assertThat(alarms)
          .extracting(alarm -> alarm.at("/Properties/MetricName").asText())
          .containsExactlyInAnyOrder("FailedInvocations", "InvocationsFailedToBeSentToDlq");
      assertThat(alarms)
          .allSatisfy(alarm -> {
            assertThat(alarm.path("Condition")).isEqualTo(rule.getValue().path("Condition"));
            assertThat(alarm.at("/Properties/Namespace").asText()).isEqualTo("AWS/Events");
            // A rule of the default bus has no other dimension.
            assertThat(alarm.at("/Properties/Dimensions").toString())
                .isEqualTo("[{\"Name\":\"RuleName\",\"Value\":\"" + rule.getKey() + "\"}]");
            assertThat(alarm.at("/Properties/Threshold").asInt()).isZero();
          });
    }
  }
}
