package io.deploytrail.cloudtrail.reader;

import static org.assertj.core.api.Assertions.assertThat;

import io.deploytrail.cloudtrail.Call;
import io.deploytrail.cloudtrail.CallDetails;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The second look at a call's record.
final class CallDetailsReaderTest {
  private static final RecordReader RECORDS = new RecordReader();
  private static final String RECORD =
      Samples.LINK.replaceFirst(
          "\\{",
          """
          {"eventType":"AwsApiCall","requestID":"r-1","errorMessage":"no \\\\"luck\\\\"",
          "sourceIPAddress":"192.0.2.7","vpcEndpointId":"vpce-1","userAgent":"pulumi/3",
          "resources":[{"ARN":"arn:aws:iam::444455556666:role/target"}],\
          """
              .replace("\n", ""));

  private static CallDetails details(String json) {
    var bytes = Samples.bytes(json);
    var call = (Call) RECORDS.read(bytes).record();
    return RECORDS.details(call, bytes, 0, bytes.length);
  }

  @Test
  void tellsHowTheRequestCame() {
    var details = details(RECORD);

    assertThat(details.eventTime()).contains("2026-11-20T09:31:00Z");
    assertThat(details.eventVersion()).contains("1.08");
    assertThat(details.eventType()).contains("AwsApiCall");
    assertThat(details.requestId()).contains("r-1");
    assertThat(details.errorMessage()).contains("no \"luck\"");
    assertThat(details.sourceIpAddress()).contains("192.0.2.7");
    assertThat(details.vpcEndpointId()).contains("vpce-1");
    assertThat(details.userAgent()).contains("pulumi/3");
    assertThat(details.userName()).isEmpty();
    assertThat(details.sessionIssuer()).contains("arn:aws:iam::1:role/x");
    assertThat(details.activity().resources()).contains("arn:aws:iam::444455556666:role/target");
    assertThat(details.toString()).doesNotContain(Samples.TOKEN);
  }

  @Test
  void tellsTheSameInAnyEnvelope() {
    assertThat(details("{\"detail\":" + RECORD + ",\"source\":\"aws.sts\"}"))
        .isEqualTo(details(RECORD));
    assertThat(details("{\"CloudTrailEvent\":" + Samples.quoted(RECORD) + "}"))
        .isEqualTo(details(RECORD));
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "7", "{\"a\":[1]}", "[\"pulumi/3\"]", "\" \""})
  void whatIsNoTextIsAbsent(String value) {
    var details =
        details(
            RECORD
                .replace("\"pulumi/3\"", value)
                .replace("{\"arn\":\"arn:aws:iam::1:role/x\"}", value));

    assertThat(details.userAgent()).isEmpty();
    assertThat(details.sessionIssuer()).isEmpty();
    assertThat(details.requestId()).contains("r-1");
  }
}
