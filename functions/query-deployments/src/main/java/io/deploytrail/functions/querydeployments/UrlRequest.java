package io.deploytrail.functions.querydeployments;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.deploytrail.questions.AnswerWriter;
import io.deploytrail.questions.InvalidQuestionException;
import io.deploytrail.questions.QuestionReader;
import io.deploytrail.questions.Questions;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;

/// A request to the function URL (payload format 2.0), and the one place that turns exceptions into
/// HTTP answers.
///
/// `GET /<question>?<parameters>`, or `POST /who` with a record as the body. Answers are JSON: 200
/// with the answer, 400 for a question that cannot be asked like that, 404 for an unknown path, 405
/// for another method, 502 if AWS failed.
final class UrlRequest {
  private final JsonNode event;
  private final String method;
  private final String path;

  UrlRequest(JsonNode event) {
    this.event = event;
    this.method = event.path("requestContext").path("http").path("method").asText();
    this.path = event.path("rawPath").asText();
  }

  APIGatewayV2HTTPResponse answer(Questions questions, QuestionReader reader, LambdaLogger logger) {
    var name = path.startsWith("/") ? path.substring(1) : path;
    if (!QuestionReader.isQuestion(name)) {
      return error(
          404, "GET /<question> was expected, with one of the questions " + QuestionReader.names());
    }
    var isRecord = method.equals("POST") && name.equals("who");
    if (!method.equals("GET") && !isRecord) {
      return error(405, "GET was expected, or POST /who with a record");
    }
    try {
      var parameters = isRecord ? Map.of("record", body()) : parameters();
      return response(200, AnswerWriter.write(questions.answer(reader.read(name, parameters))));
    } catch (InvalidQuestionException e) {
      return error(400, e.reason());
    } catch (SdkException e) {
      logger.log("the question " + name + " failed: " + e.getMessage(), LogLevel.ERROR);
      return error(502, "AWS did not answer; the function's log says why");
    }
  }

  private Map<String, String> parameters() {
    var parameters = new HashMap<String, String>();
    for (var parameter : event.path("queryStringParameters").properties()) {
      parameters.put(parameter.getKey(), parameter.getValue().asText());
    }
    return parameters;
  }

  private String body() {
    var body = event.path("body").asText();
    if (!event.path("isBase64Encoded").asBoolean()) {
      return body;
    }
    try {
      return new String(Base64.getDecoder().decode(body), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new InvalidQuestionException("the body is said to be Base64, and is not");
    }
  }

  private static APIGatewayV2HTTPResponse error(int status, String message) {
    return response(status, JsonNodeFactory.instance.objectNode().put("error", message).toString());
  }

  private static APIGatewayV2HTTPResponse response(int status, String body) {
    return APIGatewayV2HTTPResponse.builder()
        .withStatusCode(status)
        .withHeaders(Map.of("content-type", "application/json", "cache-control", "no-store"))
        .withBody(body)
        .build();
  }
}
