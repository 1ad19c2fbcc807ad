package io.deploytrail.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// An AWS on this machine that answers what it is told to, each service in its own protocol, and
/// nothing else; the default chains lead to it until it is closed. The last answer to a request
/// counts.
final class LoopbackAws implements AutoCloseable {
  private static final CBORMapper CBOR = new CBORMapper();

  private final WireMockServer server =
      new WireMockServer(options().bindAddress("127.0.0.1").dynamicPort());
  private final DefaultChain chain;

  LoopbackAws() {
    server.start();
    server.stubFor(any(anyUrl()).atPriority(10).willReturn(aResponse().withStatus(501)));
    chain = DefaultChain.to("aws.endpointUrl", server.port());
  }

  /// CloudTrail, EventBridge, SQS, DynamoDB; `content` is a part of the request.
  void json(String operation, String content, String answer) {
    server.stubFor(
        json(operation)
            .withRequestBody(containing(content))
            .willReturn(aResponse().withBody(answer)));
  }

  /// As [#json], but the first request of that content alone; the next ones get the answer before.
  void jsonOnce(String operation, String content, String answer) {
    server.stubFor(
        json(operation)
            .withRequestBody(containing(content))
            .inScenario(operation + content)
            .whenScenarioStateIs(Scenario.STARTED)
            .willSetStateTo("answered")
            .willReturn(aResponse().withBody(answer)));
  }

  /// Lambda: what the function answers to an event with that content; `error` is none if empty.
  void invocation(String function, String content, String error, String answer) {
    var response = aResponse().withBody(answer);
    server.stubFor(
        post(urlPathMatching(".*/functions/" + function + "/invocations"))
            .withQueryParam("Qualifier", equalTo("live"))
            .withRequestBody(containing(content))
            .willReturn(
                error.isEmpty() ? response : response.withHeader("X-Amz-Function-Error", error)));
  }

  /// Lambda refuses an event with that content, as it does what is no JSON.
  void refuseInvocation(String function, String content) {
    server.stubFor(
        post(urlPathMatching(".*/functions/" + function + "/invocations"))
            .withRequestBody(containing(content))
            .willReturn(
                aResponse()
                    .withStatus(400)
                    .withHeader("x-amzn-ErrorType", "InvalidRequestContentException")
                    .withBody("{\"message\":\"Could not parse request body into json\"}")));
  }

  /// The bodies of all requests to a path or an operation whose name holds that.
  List<String> asked(String name) {
    return server.getAllServeEvents().stream()
        .map(ServeEvent::getRequest)
        .filter(request ->
            request.getUrl().contains(name)
                || ("" + request.getHeader("X-Amz-Target")).endsWith("." + name))
        .map(LoggedRequest::getBodyAsString)
        .toList();
  }

  void refuseJson(String operation) {
    server.stubFor(
        json(operation)
            .willReturn(
                aResponse()
                    .withStatus(400)
                    .withBody("{\"__type\":\"AccessDeniedException\",\"message\":\"no\"}")));
  }

  private static MappingBuilder json(String operation) {
    return post(anyUrl()).withHeader("X-Amz-Target", containing("." + operation));
  }

  /// IAM.
  void xml(String action, String answer) {
    server.stubFor(form(action).willReturn(aResponse().withBody(answer)));
  }

  /// A CloudFormation stack of that name.
  void stack(String name, Map<String, String> outputs, Map<String, String> parameters) {
    xml(
        "DescribeStacks",
        """
        <DescribeStacksResponse><DescribeStacksResult><Stacks><member><StackName>%s</StackName>
        <Outputs>%s</Outputs><Parameters>%s</Parameters></member></Stacks></DescribeStacksResult></DescribeStacksResponse>
        """
            .formatted(name, members("Output", outputs), members("Parameter", parameters)));
  }

  private static String members(String kind, Map<String, String> values) {
    return values.entrySet().stream()
        .map(each ->
            "<member><%1$sKey>%2$s</%1$sKey><%1$sValue>%3$s</%1$sValue></member>"
                .formatted(kind, each.getKey(), each.getValue()))
        .collect(Collectors.joining());
  }

  void refuseXml(String action) {
    server.stubFor(
        form(action)
            .willReturn(
                aResponse()
                    .withStatus(403)
                    .withBody(
                        "<ErrorResponse><Error><Code>AccessDenied</Code><Message>no</Message></Error></ErrorResponse>")));
  }

  private static MappingBuilder form(String action) {
    return post(anyUrl()).withRequestBody(containing("Action=" + action + "&"));
  }

  /// Lambda and S3: what is got at a path that ends so.
  void get(String path, int status, String answer) {
    get(path, Map.of(), status, answer);
  }

  /// `query` has some of the request's parameters.
  void get(String path, Map<String, String> query, int status, String answer) {
    var request = WireMock.get(urlPathMatching(".*/" + path + "/?"));
    query.forEach((name, value) -> request.withQueryParam(name, equalTo(value)));
    server.stubFor(request.willReturn(aResponse().withStatus(status).withBody(answer)));
  }

  /// CloudWatch: Smithy's RPC protocol, version 2.
  void cbor(String operation, int status, Object answer) {
    cbor(operation, "", status, answer);
  }

  /// `content` is a text of the request.
  void cbor(String operation, String content, int status, Object answer) {
    try {
      server.stubFor(
          post(urlPathMatching(".*/operation/" + operation))
              .withRequestBody(containing(content))
              .willReturn(
                  aResponse()
                      .withStatus(status)
                      .withHeader("Smithy-Protocol", "rpc-v2-cbor")
                      .withHeader("Content-Type", "application/cbor")
                      .withBody(CBOR.writeValueAsBytes(answer))));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    chain.close();
    server.stop();
  }
}
