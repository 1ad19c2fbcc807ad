package io.deploytrail.cli.doctor;

import static io.deploytrail.cli.doctor.DeniedRequestException.ask;

import io.deploytrail.cli.ask.DeployedStack;
import java.util.List;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/// Which of the stack's own alarms went off.
final class AlarmsCheck {
  private static final String NAME = "alarm";

  private final Regional regional;
  private final DeployedStack stack;
  private final String guide;

  /// `guide` is what says more of its alarms.
  AlarmsCheck(Regional regional, DeployedStack stack, String guide) {
    this.regional = regional;
    this.stack = stack;
    this.guide = guide;
  }

  List<Finding> findings() {
    var alarms = alarms();
    if (alarms.isEmpty()) {
      return List.of(
          Finding.problem(
              NAME,
              regional.region(),
              stack.name() + " has no alarm any more",
              "deploy the stack again"));
    }
    var raised = alarms.stream().filter(alarm -> alarm.stateValue() == StateValue.ALARM).toList();
    return raised.isEmpty()
        ? List.of(
            Finding.ok(
                NAME, regional.region(), "none of the stack's %d is on".formatted(alarms.size())))
        : raised.stream().map(this::problem).toList();
  }

  private Finding problem(MetricAlarm alarm) {
    return Finding.problem(
        NAME,
        regional.region(),
        alarm.alarmName() + " is on: " + alarm.stateReason(),
        alarm.alarmDescription() + "; " + guide);
  }

  /// Those whose names CloudFormation made: `<stack>-<resource>-<something>`. Another stack's name
  /// may begin as this one's does.
  private List<MetricAlarm> alarms() {
    var own = Pattern.compile(Pattern.quote(stack.name()) + "-[^-]+-[^-]+");
    return ask(
        "cloudwatch:DescribeAlarms",
        "*",
        () ->
            regional
                .metrics()
                .describeAlarmsPaginator(request -> request.alarmNamePrefix(stack.name() + "-"))
                .metricAlarms()
                .stream()
                .filter(alarm -> own.matcher(alarm.alarmName()).matches())
                .toList());
  }
}
