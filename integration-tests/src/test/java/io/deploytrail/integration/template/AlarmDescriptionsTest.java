package io.deploytrail.integration.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.deploytrail.cli.console.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Each alarm tells in words what to do, and names its row of the page that says more.
final class AlarmDescriptionsTest {
  /// CloudWatch's limit for a description.
  private static final int LONGEST = 1024;

  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| ((?:`\\w+Alarm`,? ?)+(?:of \\w+ \\w+ )?)\\|");
  private static final Pattern NAME = Pattern.compile("`(\\w+)`");

  private static List<String> alarms(String template) {
    return Template.read(template)
        .at("/Resources")
        .propertyStream()
        .filter(it -> it.getValue().path("Type").asText().equals("AWS::CloudWatch::Alarm"))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static Set<String> rows(String page) throws IOException {
    var rows = new HashSet<String>();
    ROW.matcher(Files.readString(Home.file(page)))
        .results()
        .flatMap(row -> NAME.matcher(row.group(1)).results())
        .forEach(name -> rows.add(name.group(1)));
    return rows;
  }

  @ParameterizedTest
  @CsvSource({
    Template.HOME + ", docs/operations.md",
    Template.MEMBER + ", docs/operations.md",
    Template.ATHENA + ", docs/athena.md",
  })
  void alarmSaysWhatHappenedAndTheNextStep(String template, String page) throws IOException {
    assertThat(alarms(template)).isNotEmpty();
    for (var alarm : alarms(template)) {
      var description = Template.read(template).properties(alarm).path("AlarmDescription").asText();
      assertThat(description)
          .hasSizeLessThanOrEqualTo(LONGEST)
          .matches("DeployTrail: \\S.+[.?] Next: \\S.+ \\(" + page + ", " + alarm + "\\)");
      assertThat(rows(page)).contains(alarm);
    }
  }

  @Test
  void eachRowIsOfAnAlarm() throws IOException {
    assertThat(rows("docs/operations.md"))
        .hasSizeGreaterThan(10)
        .isSubsetOf(
            Stream.of(Template.HOME, Template.MEMBER)
                .flatMap(template -> alarms(template).stream())
                .toList());
    assertThat(rows("docs/athena.md")).hasSameElementsAs(alarms(Template.ATHENA));
  }
}
