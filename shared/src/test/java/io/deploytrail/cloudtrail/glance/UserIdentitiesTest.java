package io.deploytrail.cloudtrail.glance;

import static io.deploytrail.cloudtrail.reader.Samples.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.deploytrail.cloudtrail.bytes.Slice;
import io.deploytrail.cloudtrail.reader.RecordReader;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class UserIdentitiesTest {
  private static final RecordReader RECORDS = new RecordReader();

  private final UserIdentities identities = new UserIdentities();

  /// Far more of them than are remembered, so that each place is taken over again and again.
  @Test
  void whatIsFoundOutOfOneIdentityIsNeverToldOfAnother() {
    var random = new Random(20261120);
    var repeated = 0;
    for (var round = 0; round < 100_000; round++) {
      var number = (int) Math.abs(random.nextGaussian() * 5_000);
      var json =
          bytes(
              "{\"type\":\"AssumedRole\",\"principalId\":\"AROAROLE:%d\",\"accountId\":\"111122223333\"}"
                  .formatted(number));

      var identity = identities.repeated(json, 0, json.length);
      if (identity == null) {
        identity = identities.remember(json, 0, json.length);
        assertThat(identity.mark()).isEqualTo(UserIdentity.UNMARKED);
        identity.mark(number);
      } else {
        repeated++;
      }

      assertThat(identity.mark()).isEqualTo(number);
      assertThat(identity.json().is(json)).isTrue();
      assertThat(identity.caller(RECORDS)).isEqualTo(RECORDS.caller(Slice.of(json)));
    }
    assertThat(repeated).isBetween(10_000, 90_000);
  }
}
