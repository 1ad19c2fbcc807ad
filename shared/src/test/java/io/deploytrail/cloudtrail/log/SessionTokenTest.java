package io.deploytrail.cloudtrail.log;

import static io.deploytrail.cloudtrail.reader.Samples.LINK;
import static io.deploytrail.cloudtrail.reader.Samples.ROOT;
import static io.deploytrail.cloudtrail.reader.Samples.TOKEN;
import static io.deploytrail.cloudtrail.reader.Samples.bytes;
import static io.deploytrail.cloudtrail.reader.Samples.call;
import static io.deploytrail.cloudtrail.reader.Samples.quoted;
import static org.assertj.core.api.Assertions.assertThat;

import io.deploytrail.cloudtrail.reader.RecordReader;
import io.deploytrail.cloudtrail.reader.UnreadableRecordException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

/// Session tokens are in the input, and in nothing that comes of it.
final class SessionTokenTest {
  @Test
  void tokenIsInNoRecord() {
    for (var name :
        new String[] {"sessionToken", "SessionToken", "SESSIONTOKEN", "session_token"}) {
      assertClean(ROOT.replace("sessionToken", name));
      assertClean(LINK.replace("sessionToken", name));
      assertClean("{\"CloudTrailEvent\":" + quoted(ROOT.replace("sessionToken", name)) + "}");
    }
  }

  @Test
  void tokenIsInNoProblemWhereverTheRecordIsCutOff() {
    for (var end = 1; end <= ROOT.length(); end++) {
      var cut = ROOT.substring(0, end);
      assertClean(cut);
      assertClean("{\"Records\":[" + cut + "\n" + ROOT.substring(end) + "," + call(1) + "]}");
      assertClean(cut + "}" + ROOT.substring(end));
    }
  }

  @Test
  void tokenIsInNoProblemWhateverByteIsBroken() {
    var bytes = bytes(ROOT);
    for (var at = 0; at < bytes.length; at++) {
      for (var broken : new byte[] {'"', '\\', '\n', 'x', (byte) 0xff, 0}) {
        var copy = bytes.clone();
        copy[at] = broken;
        assertClean(copy);
      }
    }
  }

  private static void assertClean(String json) {
    assertClean(bytes(json));
  }

  private static void assertClean(byte[] json) {
    var found = Found.in(json);
    assertThat(found.deliveries.toString()).doesNotContain(TOKEN);
    assertThat(found.problems.toString()).doesNotContain(TOKEN);
    try {
      assertThat(new RecordReader().read(json).toString()).doesNotContain(TOKEN);
    } catch (UnreadableRecordException e) {
      var trace = new StringWriter();
      e.printStackTrace(new PrintWriter(trace));
      assertThat(trace.toString()).doesNotContain(TOKEN);
    }
  }
}
