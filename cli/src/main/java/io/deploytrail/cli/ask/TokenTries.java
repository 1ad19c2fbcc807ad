package io.deploytrail.cli.ask;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.deploytrail.cli.console.ExitCodes;
import io.deploytrail.cli.console.InvalidInputException;
import io.deploytrail.questions.Answer;
import io.deploytrail.questions.AnswerWriter;
import io.deploytrail.questions.AskedToken;
import io.deploytrail.questions.InvalidQuestionException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;

/// Many tokens, one JSON object a line, each answered by one line in the same order. A line that
/// cannot be read is answered by `{"error":"…"}`, and the others go on.
record TokenTries(Function<AskedToken, Answer.TriedToken> trying, PrintWriter out) {
  /// A line is one object, in which no field stands twice.
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  /// Of a file, or of standard input; the exit code.
  int read(String from) {
    try (var input = from.equals("-") ? System.in : Files.newInputStream(Path.of(from))) {
      return answerAll(input);
    } catch (IOException e) {
      throw new InvalidInputException(
          "a file with a token a line was expected; "
              + from
              + " cannot be read: "
              + e.getMessage());
    }
  }

  private int answerAll(InputStream input) throws IOException {
    var lines = new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8));
    var number = 0;
    var unreadable = 0;
    for (var line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      if (line.isBlank()) {
        continue;
      }
      try {
        out.print(AnswerWriter.write(trying.apply(AskedToken.of(JSON.readTree(line)))) + "\n");
      } catch (JsonProcessingException e) {
        unreadable++;
        error(number, "no JSON: " + e.getOriginalMessage());
      } catch (InvalidQuestionException e) {
        unreadable++;
        error(number, e.reason());
      }
    }
    out.flush();
    return unreadable == 0 ? ExitCodes.ANSWERED : ExitCodes.FAILED;
  }

  private void error(int number, String reason) {
    out.print(
        JsonNodeFactory.instance.objectNode().put("error", "line " + number + ": " + reason)
            + "\n");
  }
}
