package io.deploytrail.resources;

import static org.assertj.core.api.Assertions.assertThat;

import io.deploytrail.resources.TypeArns.Extent;
import io.deploytrail.resources.TypeArns.MeantArn;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CallArnsTest {
  private static CallArns call(String service, String event, Mention... mentions) {
    return new CallArns(
        new NamingCall(service, event, "111122223333", "eu-central-1", List.of(mentions)));
  }

  private static List<String> arns(TypeArns arns) {
    return arns.arns().stream().map(MeantArn::arn).toList();
  }

  @Test
  void eachIdOfEc2IsOfATypeThatArnsHave() {
    assertThat(TextTable.rows("ec2-ids.txt"))
        .isNotEmpty()
        .allSatisfy(row -> {
          var type = row.substring(row.indexOf(' ') + 1);
          assertThat(CallArns.patterns("ec2", type)).as(row).containsExactly(type + "/*");
        });
  }

  @Test
  void aPartitionIsThatOfTheRegion() {
    var call =
        new CallArns(
            new NamingCall(
                "sqs",
                "SendMessage",
                "111122223333",
                "cn-north-1",
                List.of(new Mention("queueName", "orders"))));
    assertThat(arns(call.of("sqs", "queue", false)))
        .containsExactly("arn:aws-cn:sqs:cn-north-1:111122223333:orders");
  }

  @Test
  void aNameIsNoId() {
    var call = call("apigateway", "UpdateRestApi", new Mention("name", "web"));
    assertThat(call.of("apigateway", "RestApi", false))
        .satisfies(arns -> {
          assertThat(arns.isNamed()).isFalse();
          assertThat(arns.extent()).isEqualTo(Extent.TYPE);
          assertThat(arns(arns)).containsExactly("arn:aws:apigateway:eu-central-1::/restapis/*");
        });
  }

  @Test
  void severalThingsOfSeveralNamesAreNotPaired() {
    var call =
        call(
            "ecs",
            "DescribeServices",
            new Mention("cluster", "prod"),
            new Mention("cluster", "test"),
            new Mention("services", "web"),
            new Mention("services", "api"));
    assertThat(call.of("ecs", "service", false))
        .satisfies(arns -> {
          assertThat(arns.extent()).isEqualTo(Extent.TYPE);
          assertThat(arns(arns))
              .containsExactly("arn:aws:ecs:eu-central-1:111122223333:service/*/*");
        });
  }

  @Test
  void anArnOfAnotherAccountStaysThere() {
    var call =
        call("sqs", "SendMessage", new Mention("", "arn:aws:sqs:us-west-2:444455556666:orders"));
    assertThat(call.of("sqs", "queue", false).arns())
        .containsExactly(
            new MeantArn(
                "arn:aws:sqs:us-west-2:444455556666:orders",
                "arn:aws:sqs:us-west-2:444455556666:*"));
  }

  @ParameterizedTest
  @CsvSource({"CreateAlias, alias, alias/app, alias/app", "Encrypt, key, alias/app, key/*"})
  void anAliasIsNoKey(String event, String type, String text, String resource) {
    var call = call("kms", event, new Mention("aliasName", text), new Mention("keyId", text));
    assertThat(arns(call.of("kms", type, false)))
        .containsExactly("arn:aws:kms:eu-central-1:111122223333:" + resource);
  }
}
