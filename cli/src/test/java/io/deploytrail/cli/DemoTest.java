package io.deploytrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// DynamoDB Local, and what the CLI does where it is not installed.
final class DemoTest {
  @TempDir private Path with = Path.of("");
  @TempDir private Path without = Path.of("");

  private static Desk.Run demo(Launched launched) throws IOException, InterruptedException {
    var checkout = Path.of("..").toRealPath();
    return launched.run(
        Map.of("CHECKOUT", checkout.toString()),
        "cp -r \"$CHECKOUT/events\" \"$CHECKOUT/template.yaml\" home && deploytrail demo");
  }

  @Test
  void demoTellsTheSameOnEitherIndexAndSaysWhichItIs() throws IOException, InterruptedException {
    var table = demo(Launched.in(with));
    var memory = demo(Launched.withoutDynamoDbLocal(without));

    assertThat(table.exitCode()).as(table.err()).isZero();
    assertThat(memory.exitCode()).as(memory.err()).isZero();
    assertThat(table.out()).startsWith("DynamoDB Local runs in memory;");
    assertThat(memory.out()).startsWith("The index is one in memory:");
    assertThat(memory.out().lines().skip(1))
        .containsExactlyElementsOf(table.out().lines().skip(1).toList())
        .hasSizeGreaterThan(40);
  }

  @Test
  void engineThatIsNotInstalledIsNamed() throws IOException, InterruptedException {
    Files.writeString(without.resolve("trail.json"), MadeUpTrail.log());
    var launched = Launched.withoutDynamoDbLocal(without);
    assertThat(launched.run(Map.of(), "deploytrail index trail.json").exitCode()).isZero();

    var run = launched.run(Map.of(), "deploytrail who --engine dynamodb " + MadeUpTrail.CALL);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().lines())
        .singleElement()
        .asString()
        .startsWith("deploytrail: --engine dynamodb needs a checkout of DeployTrail");
  }
}
