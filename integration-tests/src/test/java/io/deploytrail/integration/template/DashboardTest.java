package io.deploytrail.integration.template;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.deploytrail.integration.corpus.Corpus;
import io.deploytrail.metrics.Metric;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The dashboard as CloudWatch gets it, with and without log files: linters take any text for it.
///
/// Its form is that of "Dashboard Body Structure and Syntax" (Amazon CloudWatch API Reference).
final class DashboardTest {
  private static final Map<String, String> LOG_FILES = Map.of("TrailBucket", "acme-trail");
  private static final Map<String, String> LOG_EVENTS = Map.of("TrailLogGroup", "acme-trail");
  private static final String STACK = "acme-deploytrail";

  /// What AWS measures, as far as the dashboard shows it.
  private static final Map<String, Set<String>> OF_AWS =
      Map.of(
          "AWS/SQS",
          Set.of("ApproximateAgeOfOldestMessage", "ApproximateNumberOfMessagesVisible"),
          "AWS/Lambda",
          Set.of("Errors", "Throttles", "Duration"));

  private static DeployedTemplate deployed(Map<String, String> parameters) {
    var all = new HashMap<>(parameters);
    all.put("AWS::StackName", STACK);
    return DeployedTemplate.of(Template.HOME, all);
  }

  static Stream<Map<String, String>> installations() {
    var both = new HashMap<>(LOG_FILES);
    both.putAll(LOG_EVENTS);
    return Stream.of(
        Map.of(),
        LOG_FILES,
        LOG_EVENTS,
        both,
        Map.of("NothingIndexedDays", "3"),
        Map.of("ReadTrust", "true"));
  }

  private static JsonNode body(DeployedTemplate deployed) {
    var text = deployed.properties("InstallationDashboard").path("DashboardBody").asText();
    return Corpus.json(text.getBytes(UTF_8));
  }

  private static List<JsonNode> widgets(DeployedTemplate deployed) {
    return Template.list(body(deployed).path("widgets"));
  }

  private static List<JsonNode> metrics(DeployedTemplate deployed) {
    return widgets(deployed).stream()
        .flatMap(widget -> widget.at("/properties/metrics").valueStream())
        .toList();
  }

  @ParameterizedTest
  @MethodSource("installations")
  void widgetsStandSideBySideOnTheGrid(Map<String, String> parameters) {
    var widgets = widgets(deployed(parameters));
    assertThat(widgets).hasSizeBetween(10, 500);
    var taken = new HashSet<String>();
    for (var widget : widgets) {
      var left = number(widget, "x", 0, 23);
      var top = number(widget, "y", 0, 1000);
      var width = number(widget, "width", 1, 24);
      var height = number(widget, "height", 1, 1000);
      assertThat(left + width).isLessThanOrEqualTo(24);
      for (var column = left; column < left + width; column++) {
        for (var row = top; row < top + height; row++) {
          assertThat(taken.add(column + "," + row)).as("nothing lies over " + widget).isTrue();
        }
      }
    }
  }

  private static int number(JsonNode widget, String name, int least, int most) {
    assertThat(widget.path(name).isInt()).as(name + " of " + widget).isTrue();
    assertThat(widget.path(name).asInt()).isBetween(least, most);
    return widget.path(name).asInt();
  }

  @ParameterizedTest
  @MethodSource("installations")
  void widgetsHaveWhatTheirKindsNeed(Map<String, String> parameters) {
    for (var widget : widgets(deployed(parameters))) {
      var properties = widget.path("properties");
      switch (widget.path("type").asText()) {
        case "text" -> assertThat(properties.path("markdown").asText()).isNotBlank();
        case "alarm" -> assertThat(properties.path("alarms").size()).isBetween(1, 100);
        case "metric" -> {
          assertThat(properties.path("title").asText()).isNotBlank();
          assertThat(properties.path("region").asText()).isEqualTo("us-east-1");
          assertThat(properties.path("view").asText()).isIn("timeSeries", "singleValue");
          assertThat(properties.path("period").isInt()).isTrue();
          assertThat(properties.path("period").asInt() % 60).isZero();
          assertThat(properties.path("metrics").size()).isBetween(1, 500);
          properties.path("metrics").forEach(metric -> assertMetric(metric, properties));
        }
        default -> throw new AssertionError("no kind of widget: " + widget);
      }
    }
  }

  /// `["namespace", "name", "dimension", "value", {options}]`; a statistic stands with it or with
  /// the widget.
  private static void assertMetric(JsonNode metric, JsonNode widget) {
    assertThat(metric.size()).as(metric.toString()).isBetween(4, 5);
    for (var place = 0; place < 4; place++) {
      assertThat(metric.path(place).isTextual()).as(metric.toString()).isTrue();
    }
    var options = metric.path(4);
    assertThat(options.isMissingNode() || options.isObject()).as(metric.toString()).isTrue();
    assertThat(options.fieldNames()).toIterable().isSubsetOf("stat", "label");
    var statistic = options.has("stat") ? options.path("stat") : widget.path("stat");
    assertThat(statistic.asText()).matches("Sum|Maximum|p[1-9]\\d");
  }

  @ParameterizedTest
  @MethodSource("installations")
  void eachMetricIsOfThisStackOrOfAResourceThatIsThere(Map<String, String> parameters) {
    var deployed = deployed(parameters);
    var ofQueues = deployed.names("AWS::SQS::Queue").stream().map(it -> it + ".QueueName").toList();
    var ofFunctions = deployed.names("AWS::Serverless::Function");
    for (var metric : metrics(deployed)) {
      var namespace = metric.path(0).asText();
      var value = metric.path(3).asText();
      switch (metric.path(2).asText()) {
        case "Stack" -> {
          assertThat(namespace).isEqualTo("DeployTrail");
          assertThat(value).isEqualTo(STACK);
        }
        case "QueueName" -> assertThat(ofQueues).as(namespace).contains(value);
        case "FunctionName" -> assertThat(ofFunctions).as(namespace).contains(value);
        default -> throw new AssertionError("no dimension of ours: " + metric);
      }
      assertThat(OF_AWS.getOrDefault(namespace, ours())).contains(metric.path(1).asText());
    }
    assertThat(metrics(deployed).toString()).contains("IssuanceQueue", "IndexSessionsFunction");
  }

  private static Set<String> ours() {
    return Arrays.stream(Metric.values()).map(Metric::title).collect(toSet());
  }

  @Test
  void everyMetricOfTheFunctionsIsShownWhereItHasValues() {
    var withoutFiles = new HashSet<>(ours());
    withoutFiles.removeAll(Set.of("LogFileLag", "Calls"));

    assertThat(shown(deployed(LOG_FILES))).isEqualTo(ours());
    assertThat(shown(deployed(LOG_EVENTS))).isEqualTo(ours());
    assertThat(shown(deployed(Map.of()))).isEqualTo(withoutFiles);
  }

  private static Set<String> shown(DeployedTemplate deployed) {
    return metrics(deployed).stream()
        .filter(metric -> metric.path(0).asText().equals("DeployTrail"))
        .map(metric -> metric.path(1).asText())
        .collect(toSet());
  }

  @ParameterizedTest
  @MethodSource("installations")
  void everyAlarmQueueAndFunctionIsOnIt(Map<String, String> parameters) {
    var deployed = deployed(parameters);
    var alarms =
        widgets(deployed).stream()
            .flatMap(widget -> widget.at("/properties/alarms").valueStream())
            .map(JsonNode::asText)
            .toList();

    assertThat(alarms)
        .containsExactlyInAnyOrderElementsOf(
            deployed.names("AWS::CloudWatch::Alarm").stream().map(it -> it + ".Arn").toList());
    for (var type : List.of("AWS::SQS::Queue", "AWS::Serverless::Function")) {
      assertThat(deployed.names(type))
          .isNotEmpty()
          .allSatisfy(name -> assertThat(metrics(deployed).toString()).contains("\"" + name));
    }
  }

  @Test
  void theDashboardIsThereUnlessItIsNotWanted() {
    assertThat(deployed(Map.of()).names("AWS::CloudWatch::Dashboard"))
        .containsExactly("InstallationDashboard");
    assertThat(deployed(Map.of("Dashboard", "false")).names("AWS::CloudWatch::Dashboard"))
        .isEmpty();
  }
}
