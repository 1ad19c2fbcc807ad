package io.deploytrail.integration.pages;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import io.deploytrail.integration.ShippedClasses;
import org.junit.jupiter.api.Test;

/// What SECURITY.md promises and nothing else holds.
final class SecurityPolicyTest {
  @Test
  void nothingThatIsDeliveredOpensAPort() {
    var classes = ShippedClasses.ALL;

    // DynamoDB Local's server is for tests; the demo runs it without a port.
    noClasses()
        .that()
        .resideOutsideOfPackage("io.deploytrail.dynamodb..")
        .should()
        .dependOnClassesThat()
        .haveNameMatching(
            "java\\.net\\.(Server|Datagram)Socket|java\\.nio\\.channels\\..*Server.*Channel"
                + "|com\\.sun\\.net\\.httpserver\\..*|org\\.eclipse\\.jetty\\..*"
                + "|io\\.deploytrail\\.dynamodb\\.DynamoDbLocalServer")
        .check(classes);
    assertThat(classes.contain("io.deploytrail.cli.Main")).isTrue();
  }
}
