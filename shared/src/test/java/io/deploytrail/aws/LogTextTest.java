package io.deploytrail.aws;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class LogTextTest {
  @Test
  void whatBreaksOrTurnsALineIsEscaped() {
    assertThat(LogText.value("a\nb\r\u001b[2J\u0085\u2028\u202e\0\ud800"))
        .isEqualTo("a\\u000ab\\u000d\\u001b[2J\\u0085\\u2028\\u202e\\u0000\\ud800");
  }

  @Test
  void usualTextIsLeftAsItIs() {
    var key = "AWSLogs/ümläut/日本/😀.json.gz";

    assertThat(LogText.value(key)).isSameAs(key);
  }

  @Test
  void whatIsLongerThanAnyKeyIsCutAndItsLengthSaid() {
    assertThat(LogText.value("k".repeat(100_000))).isEqualTo("k".repeat(1024) + "… (100000 signs)");
    assertThat(LogText.value("k".repeat(1023) + "😀".repeat(9))).startsWith("k".repeat(1023) + "…");
  }
}
