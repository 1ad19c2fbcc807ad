package io.deploytrail.cli.doctor;

import static io.deploytrail.cli.doctor.DeniedRequestException.ask;

import io.deploytrail.cli.doctor.Finding.State;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.AdvancedEventSelector;
import software.amazon.awssdk.services.cloudtrail.model.AdvancedFieldSelector;
import software.amazon.awssdk.services.cloudtrail.model.EventSelector;
import software.amazon.awssdk.services.cloudtrail.model.GetEventSelectorsResponse;
import software.amazon.awssdk.services.cloudtrail.model.ReadWriteType;
import software.amazon.awssdk.services.cloudtrail.model.Trail;

/// Whether a trail logs read management events of the Region: without one EventBridge gets no
/// record of STS.
final class TrailCheck {
  private static final String NAME = "trail";

  /// What an issuance's record says in the fields by which advanced selectors choose management
  /// events ("AdvancedFieldSelector", CloudTrail API Reference). A field that is not here differs
  /// from caller to caller.
  private static final Map<String, String> ISSUANCE =
      Map.of(
          "eventCategory", "Management",
          "readOnly", "true",
          "eventSource", "sts.amazonaws.com",
          "eventName", "AssumeRoleWithWebIdentity",
          "eventType", "AwsApiCall");

  private final String region;
  private final CloudTrailClient trails;

  TrailCheck(Regional regional) {
    this.region = regional.region();
    this.trails = regional.trails();
  }

  /// One trail that logs what is needed is enough; without one, what each trail lacks.
  List<Finding> findings() {
    var described =
        ask(
                "cloudtrail:DescribeTrails",
                "*",
                () -> trails.describeTrails(request -> request.includeShadowTrails(true)))
            .trailList();
    if (described.isEmpty()) {
      return List.of(
          Finding.problem(
              NAME,
              region,
              "no trail logs this Region",
              "create a multi-Region trail that logs read and write management events"));
    }
    var findings =
        described.stream()
            .flatMap(trail -> Finding.of(NAME, region, () -> List.of(finding(trail))).stream())
            .toList();
    var sound = findings.stream().filter(finding -> finding.state() == State.OK).toList();
    return sound.isEmpty() ? findings : sound;
  }

  private Finding finding(Trail trail) {
    var arn = trail.trailARN();
    var status =
        ask(
            "cloudtrail:GetTrailStatus",
            arn,
            () -> trails.getTrailStatus(request -> request.name(arn)));
    if (!Boolean.TRUE.equals(status.isLogging())) {
      return Finding.problem(
          NAME,
          region,
          trail.name() + " is stopped",
          "start it: aws cloudtrail start-logging --region %s --name %s"
              .formatted(trail.homeRegion(), arn));
    }
    var selectors =
        ask(
            "cloudtrail:GetEventSelectors",
            arn,
            () -> trails.getEventSelectors(request -> request.trailName(arn)));
    return admitsIssuances(selectors)
        ? Finding.ok(NAME, region, trail.name() + " logs read management events")
        : Finding.problem(
            NAME,
            region,
            trail.name() + " does not log read management events of STS",
            "let it log management events with ReadWriteType All: aws cloudtrail put-event-selectors");
  }

  private static boolean admitsIssuances(GetEventSelectorsResponse selectors) {
    return selectors.eventSelectors().stream().anyMatch(TrailCheck::admitsIssuances)
        || selectors.advancedEventSelectors().stream().anyMatch(TrailCheck::admitsIssuances);
  }

  private static boolean admitsIssuances(EventSelector selector) {
    return Boolean.TRUE.equals(selector.includeManagementEvents())
        && selector.readWriteType() != ReadWriteType.WRITE_ONLY;
  }

  private static boolean admitsIssuances(AdvancedEventSelector selector) {
    return selector.fieldSelectors().stream()
        .allMatch(field -> {
          var value = ISSUANCE.get(field.field());
          return value == null || admits(field, value);
        });
  }

  /// A field is chosen by any value of a positive operator, and by every value of a negative one.
  private static boolean admits(AdvancedFieldSelector field, String value) {
    return any(field.equalsValue(), value, String::equals)
        && any(field.startsWith(), value, String::startsWith)
        && any(field.endsWith(), value, String::endsWith)
        && none(field.notEquals(), value, String::equals)
        && none(field.notStartsWith(), value, String::startsWith)
        && none(field.notEndsWith(), value, String::endsWith);
  }

  private static boolean any(
      List<String> expected, String value, BiPredicate<String, String> operator) {
    return expected.isEmpty() || !none(expected, value, operator);
  }

  private static boolean none(
      List<String> expected, String value, BiPredicate<String, String> operator) {
    return expected.stream().noneMatch(text -> operator.test(value, text));
  }
}
