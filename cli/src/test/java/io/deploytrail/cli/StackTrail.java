package io.deploytrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Log files of stacks that deploy: what STS issued, and what was called with it.
final class StackTrail {
  static final String TEMPLATE_OF_ID = "x-${deployment.id}";
  static final String TEMPLATE = "${project.name}-${stack.name}-${deployment.version}";
  private static final String DAY = "2026-11-20T";

  private final List<String> records = new ArrayList<>();

  /// A session of an hour from that time (`09:00`) on; a stack is `acme/web/prod`.
  StackTrail session(String event, String key, String name, String stack, String time) {
    var names = stack.split("/", -1);
    var subject =
        "pulumi:deploy:org:%s:project:%s:stack:%s:operation:update:scope:write"
            .formatted(names[0], names[1], names[2]);
    records.add(
        """
        {"eventVersion":"1.08","userIdentity":{"type":"WebIdentityUser","principalId":"%1$s:%2$s:%3$s",
        "userName":"%3$s","identityProvider":"%1$s"},"eventTime":"%4$s%5$s:00Z",
        "eventSource":"sts.amazonaws.com","eventName":"AssumeRoleWithWebIdentity","awsRegion":"us-east-1",
        "requestParameters":{"roleArn":"arn:aws:iam::111122223333:role/deploy","roleSessionName":"%6$s"},
        "responseElements":{"credentials":{"accessKeyId":"%7$s","expiration":"Nov 20, 2026, %8$s"},
        "subjectFromWebIdentityToken":"%3$s","assumedRoleUser":{"assumedRoleId":"AROADEPLOY:%6$s",
        "arn":"arn:aws:sts::111122223333:assumed-role/deploy/%6$s"},"provider":"%1$s","audience":"%2$s"},
        "eventID":"%9$s","recipientAccountId":"111122223333"}\
        """
            .formatted(
                MadeUpTrail.PROVIDER,
                names[0],
                subject,
                DAY,
                time,
                name,
                key,
                anHourLater(time),
                event)
            .replace("\n", ""));
    return this;
  }

  /// `09:00` → `10:00:00 AM`, as STS writes it.
  private static String anHourLater(String time) {
    return LocalTime.parse(time)
        .plusHours(1)
        .format(DateTimeFormatter.ofPattern("h:mm:ss a", Locale.ENGLISH));
  }

  /// A call; `more` are further fields of the record, each behind a comma.
  StackTrail call(
      String event, String key, String name, String sessionBegan, String action, String more) {
    var service = action.substring(0, action.indexOf(':'));
    records.add(
        """
        {"eventVersion":"1.08","userIdentity":{"type":"AssumedRole","principalId":"AROADEPLOY:%1$s",
        "arn":"arn:aws:sts::111122223333:assumed-role/deploy/%1$s","accountId":"111122223333","accessKeyId":"%2$s",
        "sessionContext":{"attributes":{"creationDate":"%3$s%4$s:00Z"},
        "webIdFederationData":{"federatedProvider":"%5$s"}}},"eventTime":"%3$s%4$s:30Z",
        "eventSource":"%6$s.amazonaws.com","eventName":"%7$s","awsRegion":"us-east-1","eventID":"%8$s",
        "recipientAccountId":"111122223333"%9$s}\
        """
            .formatted(
                name,
                key,
                DAY,
                sessionBegan,
                MadeUpTrail.PROVIDER,
                service,
                action.substring(service.length() + 1),
                event,
                more)
            .replace("\n", ""));
    return this;
  }

  /// A session that another provider minted.
  StackTrail foreign(String event, String key, String name, String stack, String time) {
    session(event, key, name, stack, time);
    records.add(records.removeLast().replace("api.pulumi.com/oidc", "example.com/oidc"));
    return this;
  }

  /// A call of a session that another provider minted.
  StackTrail foreignCall(
      String event, String key, String name, String sessionBegan, String action) {
    call(event, key, name, sessionBegan, action, "");
    records.add(records.removeLast().replace("api.pulumi.com/oidc", "example.com/oidc"));
    return this;
  }

  /// A session that STS refused.
  StackTrail refused(String event, String name, String stack, String time) {
    session(event, "ASIAUNUSED0000000001", name, stack, time);
    var granted = records.removeLast();
    records.add(
        granted.replaceAll(
            "\"responseElements\":\\{.*\"audience\":\"\\w+\"\\}",
            "\"errorCode\":\"AccessDenied\",\"errorMessage\":\"Not authorized\""));
    return this;
  }

  String log() {
    return "{\"Records\":[" + String.join(",", records) + "]}";
  }

  /// Has that desk index it, with those templates.
  void index(Desk desk, String... templates) {
    var line = new ArrayList<>(List.of("index", desk.file("trail.json", log())));
    for (var template : templates) {
      line.addAll(List.of("--template", template));
    }
    var run = desk.run(line.toArray(String[]::new));
    assertThat(run.exitCode()).as(run.err()).isZero();
  }
}
