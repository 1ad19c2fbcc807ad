package io.deploytrail.questions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deploytrail.cloudtrail.reader.RecordReader;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What programs are told of the questions is what the reader takes.
final class QuestionFormTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final QuestionReader reader = new QuestionReader(new RecordReader(), Clock.systemUTC());

  private static ObjectNode with(QuestionForm form, QuestionForm.Parameter parameter) {
    var question = JSON.createObjectNode().put("question", form.name());
    return switch (parameter.type()) {
      case TEXT -> question.put(parameter.name(), "x");
      case FLAG -> question.put(parameter.name(), true);
      case OBJECT -> question.set(parameter.name(), JSON.createObjectNode());
    };
  }

  @Test
  void formsAreTheQuestions() {
    assertThat(QuestionReader.forms())
        .extracting(QuestionForm::name)
        .hasSizeGreaterThan(5)
        .allMatch(QuestionReader::isQuestion);
    assertThat(QuestionReader.forms()).allMatch(form -> form.asks().endsWith("."));
    assertThat(QuestionReader.forms())
        .flatExtracting(QuestionForm::parameters)
        .allMatch(parameter -> parameter.says().endsWith("."));
  }

  @ParameterizedTest
  @MethodSource("io.deploytrail.questions.QuestionReader#forms")
  void readerTakesEachParameterAsItsType(QuestionForm form) {
    for (var parameter : form.parameters()) {
      try {
        var _ = reader.read(with(form, parameter));
      } catch (InvalidQuestionException e) {
        // The value may be none, or another be missing; that the parameter is there is known.
        assertThat(e.reason()).doesNotContain(" takes text", " takes an object", "; not ");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("io.deploytrail.questions.QuestionReader#forms")
  void readerTakesNoOtherParameter(QuestionForm form) {
    var other = new QuestionForm.Parameter("other", QuestionForm.Type.TEXT, "");

    assertThatThrownBy(() -> reader.read(with(form, other)))
        .isInstanceOf(InvalidQuestionException.class)
        .hasMessageContaining("not \"other\"");
  }
}
