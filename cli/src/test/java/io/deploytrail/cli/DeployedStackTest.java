package io.deploytrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tables, templates and Regions as a CloudFormation stack says them.
final class DeployedStackTest {
  @TempDir private Path folder = Path.of("");
  private SoundInstallation installation = start();

  private static SoundInstallation start() {
    try {
      return new SoundInstallation();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @BeforeEach
  void describe() {
    stack(
        "<member><OutputKey>SessionsTableName</OutputKey><OutputValue>sessions</OutputValue></member>",
        "globex");
    installation.aws.json("Query", "\"TableName\":\"sessions\"", "{\"Items\":[],\"Count\":0}");
  }

  @AfterEach
  void stop() {
    installation.close();
  }

  private void stack(String outputs, String organizations) {
    installation.aws.xml(
        "DescribeStacks",
        """
        <DescribeStacksResponse><DescribeStacksResult><Stacks><member><StackName>deploytrail</StackName>
        <Outputs>%s</Outputs><Parameters>
        <member><ParameterKey>SessionNameTemplates</ParameterKey><ParameterValue>${organization.name}-${project.name}-${stack.name}-${deployment.version}</ParameterValue></member>
        <member><ParameterKey>Organizations</ParameterKey><ParameterValue>%s</ParameterValue></member>
        </Parameters></member></Stacks></DescribeStacksResult></DescribeStacksResponse>
        """
            .formatted(outputs, organizations));
  }

  private Desk.Run run(String... arguments) {
    return new Desk(folder).run(arguments);
  }

  /// A call of a session whose issuance nobody knows.
  private Desk.Run whoMadeIt(String... options) {
    var name = "acme-web-prod-41";
    var trail =
        new StackTrail()
            .call(
                "b0000000-0000-4000-8000-000000000001",
                "ASIAUNKNOWN000000001",
                name,
                "09:00",
                "s3:CreateBucket",
                "");
    var words = Stream.concat(Stream.of("who", "-"), Stream.of(options));
    return new Desk(folder).runOn(trail.log(), words.toArray(String[]::new));
  }

  @Test
  void stackSaysWhereItsTableIsAndHowItIsConfigured() {
    var answer = whoMadeIt("--stack", "deploytrail", "--region", "us-east-1");

    assertThat(answer.exitCode()).as(answer.err()).isZero();
    assertThat(answer.out())
        .contains("\"version\":41", "FOREIGN_ORGANIZATION", "\"confidence\":\"STATED\"");
    assertThat(whoMadeIt("--stack", "deploytrail", "--organization", "acme").out())
        .contains("\"version\":41")
        .doesNotContain("FOREIGN_ORGANIZATION");
  }

  @Test
  void stackThatIsSetIsAskedUnlessTheFolderIs() {
    assertThat(run("config", "set", "stack", "deploytrail").exitCode()).isZero();

    assertThat(whoMadeIt().out()).contains("\"version\":41");
    assertThat(run("deployments", "--engine", "sqlite").err())
        .contains("nothing is indexed in this folder yet");
  }

  @Test
  void stackThatIsNoneIsTold() {
    stack("", "acme");
    var other = run("deployments", "--stack", "deploytrail");
    assertThat(other.exitCode()).isEqualTo(2);
    assertThat(other.err())
        .startsWith("deploytrail: stack deploytrail has no output SessionsTableName");

    installation.aws.refuseXml("DescribeStacks");
    assertThat(run("deployments", "--stack", "deploytrail").err())
        .startsWith("deploytrail: AWS answered AccessDenied");
  }

  /// One line for a wall of them, as many as there are Regions.
  @Test
  void placesThatWereNotSearchedAreCountedOrNamed() {
    installation.aws.refuseJson("LookupEvents");
    var change = new String[] {"changes", "sg-1", "--stack", "deploytrail", "--regions"};
    var two = "us-east-1,eu-west-1";

    assertThat(run(with(change, two)).err())
        .containsPattern("not searched: event history of eu-west-1.*, and 1 more, which --verbose")
        .doesNotContain("history of us-east-1");
    assertThat(run(with(change, two, "--verbose")).err())
        .containsPattern("not searched: event history of us-east-1")
        .containsPattern("not searched: event history of eu-west-1");
    var all = run(with(change, "all", "--verbose")).err().lines();
    assertThat(all.filter(line -> line.startsWith("not searched: ")))
        .hasSizeGreaterThan(20)
        .noneMatch(line -> line.matches(".*(cn-|us-gov-|us-iso|fips-).*"));
  }

  private static String[] with(String[] words, String... more) {
    return Stream.concat(Stream.of(words), Stream.of(more)).toArray(String[]::new);
  }

  /// Nobody listens there.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "deployments --from 2026-11-20 --to 2026-11-20",
        "calls acme/web/prod@latest",
        "who " + MadeUpTrail.CALL
      })
  void withoutANetworkTheFolderIsProposed(String question) {
    installation.close();
    var desk = new Desk(folder);
    assertThat(desk.run("index", desk.file("trail.json", MadeUpTrail.log())).exitCode()).isZero();
    try (var _ = DefaultChain.to("aws.endpointUrl", 1)) {
      var run = run((question + " --table sessions --region us-east-1").split(" "));

      assertThat(run.exitCode()).isEqualTo(2);
      assertThat(run.err()).startsWith("deploytrail: AWS cannot be reached: ");
      var next = NextCommands.in(run.err());
      assertThat(next).endsWith("--engine sqlite").doesNotContain("--table", "--region");
      assertThat(run(NextCommands.words(next)).exitCode()).as(next).isZero();
    }
  }

  @Test
  void withoutCredentialsOrRegionOneLineSaysWhatIsMissing() {
    installation.close();
    System.setProperty("aws.disableEc2Metadata", "true");
    try {
      var noRegion = run("deployments", "--table", "sessions");
      assertThat(noRegion.exitCode()).isEqualTo(2);
      assertThat(noRegion.err())
          .startsWith("deploytrail: no AWS Region is known: --region us-east-1, or AWS_REGION\n");
      var noCredentials = run("deployments", "--table", "sessions", "--region", "us-east-1");
      assertThat(noCredentials.exitCode()).isEqualTo(2);
      assertThat(noCredentials.err())
          .startsWith("deploytrail: no AWS credentials were found: log in")
          .hasLineCount(3);
      assertThat(run("who", MadeUpTrail.KEY, "--table", "t", "--profile", "nobody").err())
          .startsWith("deploytrail: ")
          .doesNotContain("ProfileCredentialsProvider", "software.amazon");
    } finally {
      System.clearProperty("aws.disableEc2Metadata");
      System.clearProperty("aws.profile");
    }
  }
}
