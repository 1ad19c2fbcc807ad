package io.deploytrail.permissions.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChangingPartTest {
  private static final String AT = "arn:aws:x:eu-west-1:111122223333:";

  /// What stands before the first changing part, and what is the same as long as that does not
  /// change.
  @ParameterizedTest
  @CsvSource({
    "site-1a2b3c4, site-, site-1a2b3c4",
    "function:api-0f9e8d7:prod, function:api-, function:api-0f9e8d7",
    "instance/i-0123456789abcdef0, instance/, instance/i-0123456789abcdef0",
    "vpc/vpc-1a2b3c4d, vpc/, vpc/vpc-1a2b3c4d",
    "key/8f14e45f-ceea-467f-a0e6-1b2c3d4e5f60, key/, key/8f14e45f-ceea-467f-a0e6-1b2c3d4e5f60",
    "stack-Bucket-1A2B3C4D5E6F, stack-Bucket-, stack-Bucket-1A2B3C4D5E6F",
    "hostedzone/Z0123456789ABCDEFGHIJ, hostedzone/, hostedzone/Z0123456789ABCDEFGHIJ",
    "/restapis/a1b2c3d4e5/resources/x, /restapis/, /restapis/a1b2c3d4e5",
    "loadbalancer/app/web/50dc6c495c0c9188, loadbalancer/app/web/, loadbalancer/app/web/50dc6c495c0c9188",
    "task-definition/web:41, task-definition/web:, task-definition/web:41",
    "site/app.1a2b3c4d.js, site/app., site/app.1a2b3c4d.js",
    "jobs-1a2b3c4.fifo, jobs-, jobs-1a2b3c4.fifo",
    "backup-20260701, backup-, backup-20260701",
  })
  void whatIsMadeWithTheResourceChanges(String resource, String before, String whole) {
    var part = ChangingPart.in(AT + resource).getFirst();

    assertThat((AT + resource).substring(0, part.start())).isEqualTo(AT + before);
    assertThat((AT + resource).substring(0, part.end())).isEqualTo(AT + whole);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "acme-web-prod-logs",
        "logs-111122223333",
        "table/orders",
        "function:ec2instances",
        "queue-1",
        "sha256sums",
        "x86v64",
        "role/path/worker_v2",
        "CustomerServiceRole",
        "",
      })
  void aChosenNameDoesNot(String resource) {
    assertThat(ChangingPart.in(AT + resource)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", "", "site-1a2b3c4", "arn:aws:s3"})
  void whatIsNoArnHasNone(String text) {
    assertThat(ChangingPart.in(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"db-AbCdEf", "prod/db-a1B2c3"})
  void aSecretEndsInSixSignsOfAws(String name) {
    var arn = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:" + name;

    assertThat(ChangingPart.in(arn))
        .isEqualTo(List.of(new ChangingPart(arn.length() - 6, arn.length())));
  }
}
