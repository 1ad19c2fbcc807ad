package io.deploytrail.cloudtrail.log;

import static io.deploytrail.cloudtrail.reader.Samples.NAME;
import static io.deploytrail.cloudtrail.reader.Samples.PROVIDER;
import static io.deploytrail.cloudtrail.reader.Samples.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deploytrail.cloudtrail.Call;
import io.deploytrail.cloudtrail.reader.RecordReader;
import io.deploytrail.cloudtrail.reader.UnreadableRecordException;
import java.util.List;
import java.util.function.UnaryOperator;

/// A record beside itself written otherwise: whether both are read as the same.
final class Respelled {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final RecordReader READER = new RecordReader();

  static final String CALL =
      """
      {"eventVersion":"1.11","userIdentity":{"type":"AssumedRole","principalId":"AROAROLE:%1$s",
      "arn":"arn:aws:sts::011122223333:assumed-role/deploy/%1$s","accountId":"011122223333",
      "accessKeyId":"ASIAROOT","sessionContext":{"webIdFederationData":{"federatedProvider":"%2$s"},
      "attributes":{"creationDate":"2026-11-20T09:30:00Z","mfaAuthenticated":"false"}}},
      "eventTime":"2026-11-20T09:31:07Z","eventSource":"s3.amazonaws.com","eventName":"PutObject",
      "awsRegion":"eu-west-1","errorCode":"AccessDenied","sourceIPAddress":"192.0.2.7",
      "requestParameters":{"bucketName":"acme-assets"},"responseElements":{"x":1},"requestID":"r",
      "eventID":"10000000-0000-4000-8000-000000000009","readOnly":false,
      "recipientAccountId":"011122223333"}\
      """
          .formatted(NAME, PROVIDER)
          .replace("\n", "");

  private Respelled() {}

  static void assertSame(String record, String changed) {
    assertThat(outcome(changed)).as(changed).isEqualTo(outcome(record));
    assertThat(resources(changed)).as(changed).isEqualTo(resources(record));
    assertGlanceAgrees(changed);
  }

  static void assertGlanceAgrees(String record) {
    assertThat(Told.byGlances(bytes(record)).items)
        .as(record)
        .isEqualTo(Told.byReading(bytes(record)).items);
  }

  static List<String> resources(String record) {
    return READER.read(bytes(record)).record() instanceof Call call
        ? READER.activity(call, bytes(record), 0, bytes(record).length).resources()
        : List.of();
  }

  static String outcome(String record) {
    try {
      return READER.read(bytes(record)).record().toString();
    } catch (UnreadableRecordException e) {
      return e.reason();
    }
  }

  static JsonNode tree(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(json, e);
    }
  }

  /// The record with another value at that path; null takes the field away.
  static String changed(String record, String path, UnaryOperator<JsonNode> change) {
    var tree = tree(record);
    var end = path.lastIndexOf('/');
    var parent = (ObjectNode) tree.at(path.substring(0, end));
    var name = path.substring(end + 1);
    var value = change.apply(parent.path(name));
    if (value == null) {
      parent.remove(name);
    } else {
      parent.set(name, value);
    }
    return tree.toString();
  }
}
