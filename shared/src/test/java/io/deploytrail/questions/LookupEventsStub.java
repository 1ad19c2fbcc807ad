package io.deploytrail.questions;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.matching.RequestPatternBuilder;
import io.deploytrail.aws.EventHistory;
import io.deploytrail.cloudtrail.reader.RecordReader;
import java.net.URI;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;

/// A stub of LookupEvents over HTTP, in which a Region is a path, and the history that asks two of
/// them.
final class LookupEventsStub implements AutoCloseable {
  static final String FIRST = "eu-west-1";
  static final String SECOND = "us-east-1";
  static final String NOTHING = "{\"Events\":[]}";

  final WireMockServer server =
      new WireMockServer(options().bindAddress("127.0.0.1").dynamicPort());
  final LookupEventsHistory history;

  LookupEventsStub() {
    server.start();
    history = history(FIRST, SECOND);
  }

  /// With clients of its own.
  LookupEventsHistory history(String... regions) {
    return new LookupEventsHistory(List.of(regions), this::client, new RecordReader());
  }

  private CloudTrailClient client(String region) {
    return EventHistory.patient(
        CloudTrailClient.builder()
            .region(Region.of(region))
            .endpointOverride(URI.create("http://127.0.0.1:" + server.port() + "/" + region))
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create("AKIAEXAMPLE", "secret"))));
  }

  void forget() {
    server.resetAll();
  }

  static MappingBuilder lookup(String region) {
    return post(urlPathEqualTo("/" + region + "/"));
  }

  void answer(String region, String body) {
    server.stubFor(lookup(region).willReturn(json(200, body)));
  }

  void refuse(String region) {
    server.stubFor(lookup(region).willReturn(json(400, "{\"__type\":\"AccessDeniedException\"}")));
  }

  static ResponseDefinitionBuilder json(int status, String body) {
    return aResponse()
        .withStatus(status)
        .withHeader("Content-Type", "application/x-amz-json-1.1")
        .withBody(body);
  }

  static RequestPatternBuilder asked(String region) {
    return postRequestedFor(urlPathEqualTo("/" + region + "/"));
  }

  void assertAsked(int times, String region) {
    server.verify(times, asked(region));
  }

  static String place(String region) {
    return "event history of " + region;
  }

  @Override
  public void close() {
    server.stop();
  }
}
