package io.deploytrail.integration.ingestion;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import io.deploytrail.aws.FakeDynamoDb;
import io.deploytrail.ingestion.MadeUpOrganization;
import io.deploytrail.integration.corpus.RecordingContext;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/// S3 over HTTP, when it does not give what it was asked for: the message goes back with the
/// reason.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class IngestLogsOverHttpTest {
  private static final String KEY =
      "AWSLogs/111122223333/CloudTrail/us-east-1/2026/11/20/a.json.gz";
  private static final byte[] FILE = MadeUpOrganization.file(MadeUpOrganization.records(1, 4));

  private final WireMockServer server =
      new WireMockServer(options().bindAddress("127.0.0.1").dynamicPort());
  private final RecordingContext context = new RecordingContext();
  private final S3Client s3;

  IngestLogsOverHttpTest() {
    server.start();
    s3 =
        S3Client.builder()
            .region(Region.US_EAST_1)
            .endpointOverride(URI.create("http://127.0.0.1:" + server.port()))
            .forcePathStyle(true)
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create("AKIAEXAMPLE", "secret")))
            .build();
  }

  @BeforeEach
  void forget() {
    context.lines().clear();
  }

  @AfterAll
  void stop() {
    s3.close();
    server.stop();
  }

  /// What goes back to the queue of one message about one file, if S3 answers like that.
  private List<String> failures(ResponseDefinitionBuilder answer) {
    server.resetAll();
    server.stubFor(any(anyUrl()).willReturn(answer));
    return Ingester.of(FakeDynamoDb.keeping(), s3)
        .failures(context, "{\"s3Bucket\":\"trail\",\"s3ObjectKey\":[\"" + KEY + "\"]}");
  }

  private static ResponseDefinitionBuilder error(int status, String code) {
    return aResponse()
        .withStatus(status)
        .withHeader("Content-Type", "application/xml")
        .withBody("<Error><Code>" + code + "</Code><Message>" + code + "</Message></Error>");
  }

  @Test
  void wholeFileIsTakenIn() {
    assertThat(failures(aResponse().withBody(FILE))).isEmpty();
    assertThat(context.lines()).singleElement().asString().contains(KEY, " issuances");
  }

  @Test
  void fileThatIsGoneOrForbiddenIsSaidToBe() {
    assertThat(failures(error(404, "NoSuchKey"))).containsExactly("message-1");
    assertThat(failures(error(403, "AccessDenied"))).containsExactly("message-1");

    assertThat(context.lines().getFirst()).contains(KEY, "NoSuchKey", "404");
    assertThat(context.lines().getLast()).contains(KEY, "AccessDenied", "403");
  }

  @Test
  void connectionThatBreaksInTheMiddleOfTheFileFailsTheMessage() {
    var cut = Arrays.copyOf(FILE, FILE.length / 2);
    var promised = aResponse().withHeader("Content-Length", "" + FILE.length).withBody(cut);

    assertThat(failures(promised)).containsExactly("message-1");
    assertThat(failures(aResponse().withBody(FILE).withFault(Fault.CONNECTION_RESET_BY_PEER)))
        .containsExactly("message-1");
    assertThat(context.lines()).hasSize(2).allMatch(line -> line.contains(KEY));
    assertThat(context.lines().getFirst())
        .containsPattern("[1-9][0-9]* records, [1-9][0-9]* issuances")
        .contains("reading failed");
  }
}
