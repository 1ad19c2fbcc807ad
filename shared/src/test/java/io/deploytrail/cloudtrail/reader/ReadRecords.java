package io.deploytrail.cloudtrail.reader;

import static io.deploytrail.cloudtrail.reader.Samples.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.deploytrail.cloudtrail.Call;
import io.deploytrail.cloudtrail.CloudTrailRecord;
import io.deploytrail.cloudtrail.DeniedAttempt;
import io.deploytrail.cloudtrail.Root;

/// Records of a kind, read from their JSON.
final class ReadRecords {
  static final RecordReader READER = new RecordReader();

  private ReadRecords() {}

  static CloudTrailRecord read(String json) {
    return READER.read(bytes(json)).record();
  }

  static Root root(String json) {
    assertThat(read(json)).isInstanceOf(Root.class);
    return (Root) read(json);
  }

  static DeniedAttempt denied(String json) {
    assertThat(read(json)).isInstanceOf(DeniedAttempt.class);
    return (DeniedAttempt) read(json);
  }

  static Call call(String json) {
    assertThat(read(json)).isInstanceOf(Call.class);
    return (Call) read(json);
  }

  static String unreadable(String json) {
    try {
      READER.read(bytes(json));
    } catch (UnreadableRecordException e) {
      return e.reason();
    }
    return "it is readable";
  }
}
