package io.deploytrail.integration.questions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.deploytrail.index.InMemorySessionIndex;
import io.deploytrail.integration.corpus.Corpus;
import io.deploytrail.integration.corpus.RecordingContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// JSON beyond what Jackson reads is a question like any other that cannot be asked.
final class UnreadableQuestionTest {
  @ParameterizedTest
  @CsvSource({"1500, 7, name", "1, 2000, name", "1, 7, 60000"})
  void hasAnErrorThatSaysWhy(int depth, int digits, String name) {
    var key = name.equals("name") ? name : "n".repeat(Integer.parseInt(name));
    var record = "{\"a\":".repeat(depth) + "7".repeat(digits) + "}".repeat(depth);
    var event = "{\"question\":\"who\",\"%s\":%s}".formatted(key, record);
    var asker = Corpus.asker(new InMemorySessionIndex(Corpus.configuration().names()));

    var answer = Corpus.invoke(asker, event.getBytes(UTF_8), new RecordingContext());

    assertThat(answer.path("error").asText()).contains("nested too deeply", "too long");
  }
}
