package io.deploytrail.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static com.github.tomakehurst.wiremock.stubbing.Scenario.STARTED;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import java.net.URLEncoder;
import java.util.Arrays;
import java.util.List;

/// The bucket `trail` of an S3 on this machine, which the default credential chain leads to until
/// it is closed.
final class LoopbackS3 implements AutoCloseable {
  private static final String E_TAG = "\"e1\"";

  private final WireMockServer server =
      new WireMockServer(options().bindAddress("127.0.0.1").dynamicPort());
  private final DefaultChain chain;

  LoopbackS3() {
    server.start();
    chain = DefaultChain.to("aws.endpointUrlS3", server.port());
  }

  void object(String key, byte[] content) {
    answer(object(key), promised(content.length, content));
  }

  /// Gives its first 512 bytes, if these are asked for, or all of it.
  void unknownObject(String key, byte[] content) {
    answer(object(key).withHeader("Range", absent()), promised(content.length, content));
    answer(start(object(key)), startOf(content));
  }

  /// Gives its first 512 bytes alone.
  void otherObject(String key, byte[] content) {
    answer(start(object(key)), startOf(content));
  }

  /// Objects of those bytes at all keys that begin so.
  void otherObjects(String prefix, byte[] content) {
    answer(start(get(urlPathMatching("/trail/" + prefix + ".*"))), startOf(content));
  }

  void emptyObject(String key) {
    answer(start(object(key)), error(416, "InvalidRange"));
  }

  private static MappingBuilder start(MappingBuilder object) {
    return object.withHeader("Range", equalTo("bytes=0-511"));
  }

  private static ResponseDefinitionBuilder startOf(byte[] content) {
    var start = Arrays.copyOf(content, Math.min(512, content.length));
    return promised(start.length, start).withStatus(206);
  }

  /// Is there once, and gone afterwards.
  void vanishingObject(String key, byte[] content) {
    answer(
        object(key).inScenario(key).whenScenarioStateIs(STARTED).willSetStateTo("gone"),
        promised(content.length, content));
    answer(object(key).inScenario(key).whenScenarioStateIs("gone"), error(404, "NoSuchKey"));
  }

  /// Ends the connection behind half of the object; what is left is had by asking for it.
  void breakingObject(String key, byte[] content) {
    var half = content.length / 2;
    breaking(key, content);
    answer(
        rest(key, half),
        aResponse()
            .withStatus(206)
            .withHeader("ETag", E_TAG)
            .withHeader(
                "Content-Range",
                "bytes %d-%d/%d".formatted(half, content.length - 1, content.length))
            .withBody(Arrays.copyOfRange(content, half, content.length)));
  }

  /// Ends the connection behind half of the object, which is another one then.
  void replacedObject(String key, byte[] content) {
    breaking(key, content);
    answer(rest(key, content.length / 2), error(412, "PreconditionFailed"));
  }

  private void breaking(String key, byte[] content) {
    answer(
        object(key).withHeader("Range", absent()),
        promised(content.length, Arrays.copyOf(content, content.length / 2)));
  }

  void refusedObject(String key, int status, String code) {
    answer(object(key), error(status, code));
  }

  /// A page of what lies under the prefix: the first one continues nothing; the last one is
  /// continued by nothing.
  void page(String prefix, String continued, List<String> keys, String next) {
    page(prefix, continued, keys, next, 1);
  }

  /// The objects of that version.
  void page(String prefix, String continued, List<String> keys, String next, int version) {
    var contents = new StringBuilder();
    for (var key : keys) {
      contents.append(
          "<Contents><Key>%s</Key><LastModified>2026-11-20T10:00:00Z</LastModified><ETag>\"%d\"</ETag><Size>7</Size></Contents>"
              .formatted(formEncoded(key), version));
    }
    var more = next.isEmpty() ? "" : "<NextContinuationToken>" + next + "</NextContinuationToken>";
    answer(
        list(prefix)
            .withQueryParam(
                "continuation-token", continued.isEmpty() ? absent() : equalTo(continued)),
        xml(
            """
            <ListBucketResult><EncodingType>url</EncodingType><IsTruncated>%b</IsTruncated>%s%s</ListBucketResult>\
            """
                .formatted(!next.isEmpty(), contents, more)));
  }

  void refusedList(String prefix, int status, String code) {
    answer(list(prefix), error(status, code));
  }

  private static MappingBuilder object(String key) {
    return get(
        urlPathEqualTo("/trail/" + formEncoded(key).replace("+", "%20").replace("%2F", "/")));
  }

  private static MappingBuilder rest(String key, int from) {
    return object(key)
        .withHeader("Range", equalTo("bytes=" + from + "-"))
        .withHeader("If-Match", equalTo(E_TAG));
  }

  private static MappingBuilder list(String prefix) {
    return get(urlPathEqualTo("/trail"))
        .withQueryParam("list-type", equalTo("2"))
        .withQueryParam("prefix", equalTo(prefix));
  }

  private static ResponseDefinitionBuilder promised(int length, byte[] content) {
    return aResponse()
        .withHeader("ETag", E_TAG)
        .withHeader("Content-Length", Integer.toString(length))
        .withBody(content);
  }

  private static ResponseDefinitionBuilder error(int status, String code) {
    return xml("<Error><Code>%1$s</Code><Message>about %1$s</Message></Error>".formatted(code))
        .withStatus(status);
  }

  private static ResponseDefinitionBuilder xml(String body) {
    return aResponse().withHeader("Content-Type", "application/xml").withBody(body);
  }

  /// As S3 writes keys in lists.
  private static String formEncoded(String key) {
    return URLEncoder.encode(key, UTF_8);
  }

  private void answer(MappingBuilder asked, ResponseDefinitionBuilder answer) {
    server.stubFor(asked.willReturn(answer));
  }

  @Override
  public void close() {
    chain.close();
    server.stop();
  }
}
