package io.deploytrail.integration.pages;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The report of `benchmarks/first-account` names no account, key, bucket or person, whichever way
/// they are written, and still says what happened.
final class ScrubbedReportTest {
  private static final String OTHER_ACCOUNT = "999988887777";

  @TempDir private Path folder = Path.of("");

  private String scrubbed(String text, String... known) throws Exception {
    var arguments = new ArrayList<>(List.of("--scrub"));
    for (var each : known) {
      arguments.addAll(List.of("--known", each));
    }
    return FirstAccount.of(folder).run(text, arguments.toArray(String[]::new)).out();
  }

  /// Accounts that nobody named before.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "999988887777",
        "arn:aws:iam::999988887777:role/deploy",
        "arn:aws-us-gov:lambda:us-gov-west-1:999988887777:function:x:live",
        "arn%3Aaws%3Aiam%3A%3A999988887777%3Arole",
        "arn%253Aaws%253Aiam%253A%253A999988887777",
        "{\\\"Account\\\":\\\"999988887777\\\"}",
        "\"Account\": 999988887777,",
        "https://sqs.us-east-1.amazonaws.com/999988887777/queue",
        "999988887777.dkr.ecr.us-east-1.amazonaws.com",
        "account999988887777x",
        "9999-8888-7777",
        "9999 8888 7777",
        "999,988,887,777",
        "9.99988887777E11",
        "9.99988887777e+11",
        "\\u0039\\u0039\\u0039\\u0039\\u0038\\u0038\\u0038\\u0038\\u0037\\u0037\\u0037\\u0037",
        "&#57;&#57;&#57;&#57;&#56;&#56;&#56;&#56;&#55;&#55;&#55;&#55;",
        "%39%39%39%39%38%38%38%38%37%37%37%37",
        "\uff19\uff19\uff19\uff19\uff18\uff18\uff18\uff18\uff17\uff17\uff17\uff17",
        "OTk5OTg4ODg3Nzc3OnJvbGU="
      })
  void accountInEachFormIsTakenOut(String text) throws Exception {
    var out = scrubbed("before " + text + " behind\n");

    assertThat(out).startsWith("before ").endsWith(" behind\n").doesNotContain(text);
    assertThat(digits(out)).doesNotContain(OTHER_ACCOUNT);
    assertThat(out).containsAnyOf("<account>", "<opaque>");
  }

  /// The reader's own, which is known: also where nothing else shows that it is one.
  @Test
  void knownAccountIsTakenOutInEachBaseAndOrder() throws Exception {
    var account = "012345678901";
    var number = Long.parseLong(account);
    var forms = new ArrayList<>(List.of(account, "" + number, Long.toHexString(number)));
    forms.add("1764" + account + "99");
    forms.add(String.format(Locale.ROOT, "%,d", number));
    forms.add("0123.4567.8901");
    for (var before : List.of("", "a", "ab")) {
      forms.add(
          Base64.getEncoder()
              .withoutPadding()
              .encodeToString((before + account + "\u0001\u0002").getBytes(UTF_8)));
    }
    var out = scrubbed(String.join("\n", forms), account);

    assertThat(out.lines()).hasSameSizeAs(forms).allMatch(line -> line.contains("<"));
    assertThat(out).doesNotContain("12345678901", "MDEyMzQ1Njc4OTAx", "AxMjM0NTY3ODkw");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AKIAIOSFODNN7EXAMPLE",
        "ASIAEXAMPLE000000001",
        "AROAEXAMPLE123456789:jane.doe",
        "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
        "\"SessionToken\": \"IQoJb3JpZ2luX2VjEJr\"",
        "arn:aws:s3:::jane-trail/AWSLogs/",
        "s3://jane-trail/AWSLogs/",
        "jane-trail.s3.eu-west-1.amazonaws.com",
        "https://s3.eu-west-1.amazonaws.com/jane-trail/x",
        "\"S3BucketName\": \"jane-trail\"",
        "TrailBucket=jane-trail",
        "aws-sam-cli-managed-default-samclisourcebucket-x7gq2",
        "assumed-role/Admin/jane",
        "arn:aws:iam::111122223333:user/jane",
        "arn:aws:iam::111122223333:role/team/jane",
        "jane@acme.example",
        "o-a1b2c3d4e5",
        "key/1234abcd-12ab-34cd-56ef-1234567890ab",
        "203.0.113.17",
        "2001:db8:85a3:0:0:8a2e:370:7334",
        "https://abcdefghij0123456789klmnop.lambda-url.us-east-1.on.aws"
      })
  void whatNamesSomebodyIsTakenOut(String text) throws Exception {
    assertThat(scrubbed("before " + text + " behind\n"))
        .startsWith("before ")
        .endsWith(" behind\n")
        .contains("<")
        .doesNotContain(
            "jane",
            "AKIA",
            "ASIA",
            "AROA",
            "wJalr",
            "IQoJ",
            "x7gq2",
            "a1b2c3",
            "1234abcd",
            "203.0",
            "2001:db8",
            "klmnop");
  }

  @Test
  void whatHappenedIsLeft() throws Exception {
    var text =
        """
        deploytrail-IssuanceRule-1A2B3C4D5E6F ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS
        2026-11-20T12:00:00Z REPORT Duration: 3.25 ms Restore Duration: 312.00 ms Memory Size: 1024 MB at 1764500000123
        An error occurred (AccessDenied) when calling the SendMessage operation: with an explicit deny in a resource-based policy
        SUCCEEDED 123456789 bytes, SAM CLI 1.170.0, us-east-1, on-failure, TaskStateEntered 18007
        """;

    assertThat(scrubbed(text, "111122223333", "acme-trail")).isEqualTo(text);
  }

  private static String digits(String text) {
    return text.codePoints()
        .filter(Character::isDigit)
        .map(sign -> Character.digit(sign, 10))
        .collect(StringBuilder::new, StringBuilder::append, StringBuilder::append)
        .toString();
  }
}
