package io.deploytrail.integration.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deploytrail.aws.ItemSize;
import io.deploytrail.cli.console.Home;
import io.deploytrail.dynamodb.DynamoDbLocal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/// The largest item that is not refused is one that DynamoDB takes.
final class ItemSizeTest {
  private static Map<String, AttributeValue> item(int length) {
    return Map.of(
        "partition", AttributeValue.fromS("p"),
        "position", AttributeValue.fromS("ü"),
        "ttl", AttributeValue.fromN("1795082400"),
        "actions", AttributeValue.fromSs(List.of("s3:GetObject", "s3:ListBucket")),
        "resources",
            AttributeValue.fromL(List.of(AttributeValue.fromS("x"), AttributeValue.fromS("y"))),
        "errorCode", AttributeValue.fromS("e".repeat(length)));
  }

  @Test
  void whatIsNotRefusedIsTakenAndWhatIsALittleLargerIsNot() {
    var length = 409_600;
    while (ItemSize.refusal(item(length)).isPresent()) {
      length--;
    }
    try (var engine = DynamoDbLocal.start()) {
      var table = engine.createTable(Home.file("template.yaml"), "CallsTable");
      var largest = item(length);
      engine.client().putItem(request -> request.tableName(table).item(largest));

      var larger = item(length + 100);
      assertThat(ItemSize.refusal(larger)).isPresent();
      assertThatThrownBy(
              () -> engine.client().putItem(request -> request.tableName(table).item(larger)))
          .isInstanceOf(DynamoDbException.class)
          .hasMessageContaining("size");
    }
  }
}
