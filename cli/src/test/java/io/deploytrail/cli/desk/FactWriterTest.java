package io.deploytrail.cli.desk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.deploytrail.cli.MadeUpTrail;
import io.deploytrail.cloudtrail.reader.RecordReader;
import io.deploytrail.desk.FactWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class FactWriterTest {
  private static final RecordReader READER = new RecordReader();

  static String[] factsAreReadBackAsTheyWere() {
    return new String[] {
      MadeUpTrail.ROOT,
      MadeUpTrail.LINK,
      MadeUpTrail.DENIED,
      MadeUpTrail.LINK.replace(
          "\"sessionContext\"",
          "\"invokedBy\":\"cloudformation.amazonaws.com\",\"sessionContext\""),
      MadeUpTrail.LINK.replaceFirst(
          "\\{", "{\"sourceIPAddress\":\"cloudformation.amazonaws.com\","),
      MadeUpTrail.LINK.replaceFirst("\\{", "{\"errorCode\":\"-\",\"errorMessage\":\"null\","),
      MadeUpTrail.LINK.replace("\"AssumeRole\"", "\"AssumeRoleWithSAML\""),
      MadeUpTrail.ASSUME_ROOT,
      MadeUpTrail.ROOT.replace(
          "\"eventID\"",
          "\"sharedEventID\":\"shared\",\"addendum\":{\"originalEventID\":\"first\"},\"eventID\""),
      MadeUpTrail.DENIED
          .replace("\"userName\"", "\"someName\"")
          .replace("\"identityProvider\"", "\"someProvider\"")
    };
  }

  @ParameterizedTest
  @MethodSource
  void factsAreReadBackAsTheyWere(String json) {
    var fact = READER.read(json.getBytes(UTF_8)).record().fact().orElseThrow();
    var written = FactWriter.write(fact);

    assertThat(READER.read(written.getBytes(UTF_8)).record().fact()).contains(fact);
    assertThat(written).doesNotContain(MadeUpTrail.TOKEN);
  }
}
