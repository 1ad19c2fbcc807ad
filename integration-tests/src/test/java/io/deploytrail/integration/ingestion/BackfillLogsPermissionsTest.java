package io.deploytrail.integration.ingestion;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.deploytrail.cli.console.Home;
import io.deploytrail.integration.template.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What BackfillLogs may do, beside what it does.
final class BackfillLogsPermissionsTest {
  private static final String DAYS_OF_ALL =
      "{\"from\":\"2026-01-01\",\"to\":\"2026-03-31\",\"accounts\":\"all\",\"regions\":\"all\"}";

  private static JsonNode statement(String resource, String pointer) {
    return Template.read(Template.HOME).properties(resource).at(pointer);
  }

  /// What a run lists of a trail whose files lie in that folder.
  private static List<String> prefixes(String folder) throws IOException {
    var old = new OldLogFiles(folder, payload -> payload);
    old.keys().add(folder + "111122223333/CloudTrail/eu-west-1/2026/02/03/1.json.gz");
    old.backfill(DAYS_OF_ALL);
    assertThat(old.prefixes()).hasSize(3);
    return old.prefixes();
  }

  private static Pattern like(String pattern) {
    return Pattern.compile(Pattern.quote(pattern).replace("*", "\\E.*\\Q"));
  }

  @Test
  void roleAdmitsEachListing() throws IOException {
    var admitted =
        statement("BackfillLogsRole", "/Policies/0/PolicyDocument/Statement/0/Condition")
            .at("/StringLike/s3:prefix")
            .asText();

    for (var folder : List.of("main/AWSLogs/", "main/AWSLogs/o-exampleorg1/")) {
      assertThat(prefixes(folder))
          .allMatch(like(admitted.replace("${TrailPrefix}", "main/")).asMatchPredicate());
    }
  }

  @Test
  void bucketPolicyOfTheLogArchiveAccountAdmitsEachListing() throws IOException {
    var page = Files.readString(Home.file("docs/deploy.md"));
    var admitted = Pattern.compile("\"s3:prefix\": \"([^\"]+)\"").matcher(page);

    assertThat(admitted.find()).isTrue();
    assertThat(prefixes("AWSLogs/o-a1b2c3d4e5/"))
        .allMatch(like(admitted.group(1)).asMatchPredicate());
  }

  /// "IAM policies for using Distributed Map states", AWS Step Functions Developer Guide.
  @Test
  void machineMayStartAndFollowItsOwnExecutionsAndThoseOfItsMapsAlone() {
    var ofMachine = statement("BackfillLogsRunsItself", "/PolicyDocument/Statement");

    assertThat(Template.list(ofMachine.at("/0/Resource")))
        .extracting(JsonNode::asText)
        .containsExactly("BackfillLogs", "${BackfillLogs}/*");
    assertThat(Template.list(ofMachine.at("/1/Resource")))
        .extracting(resource -> resource.asText().replaceFirst(".*:execution:", ""))
        .containsExactly("${BackfillLogs.Name}:*", "${BackfillLogs.Name}/*:*");
  }
}
