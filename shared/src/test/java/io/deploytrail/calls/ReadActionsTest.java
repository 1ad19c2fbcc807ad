package io.deploytrail.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.deploytrail.cloudtrail.Call;
import io.deploytrail.cloudtrail.reader.RecordReader;
import io.deploytrail.ingestion.MadeUpOrganization;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class ReadActionsTest {
  private static final RecordReader READER = new RecordReader();
  private static final Instant AT = MadeUpOrganization.START;

  private final ReadActions reads = new ReadActions();

  private void read(String principal, String event, Instant at) {
    var record = MadeUpOrganization.bareRecord(new UUID(1, 1), at);
    record.put("eventName", event);
    record.putObject("userIdentity").put("type", "AssumedRole").put("principalId", principal);
    reads.add((Call) READER.read(MadeUpOrganization.bytes(record)).record());
  }

  @Test
  void eachActionOfASessionIsToldOnce() {
    read("AROADEPLOY:web", "GetObject", AT);
    read("AROADEPLOY:web", "ListBuckets", AT.plusSeconds(5));
    read("AROADEPLOY:web", "GetObject", AT.plusSeconds(2));
    read("AROADEPLOY:api", "GetObject", AT);

    assertThat(reads.all())
        .extracting(session -> session.principal().value(), SessionReads::actions)
        .containsExactly(
            tuple("AROADEPLOY:web", Set.of("s3:GetObject", "s3:ListBuckets")),
            tuple("AROADEPLOY:api", Set.of("s3:GetObject")));
    assertThat(reads.size()).isEqualTo(3);
    assertThat(reads.last()).isEqualTo(AT.plusSeconds(5));
  }

  @Test
  void aCallOfNobodyIsPassedOver() {
    var record = MadeUpOrganization.bareRecord(new UUID(1, 1), AT);
    reads.add((Call) READER.read(MadeUpOrganization.bytes(record)).record());

    assertThat(reads.all()).isEmpty();
    assertThat(reads.last()).isEqualTo(Instant.MIN);
  }
}
