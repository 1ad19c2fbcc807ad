package io.deploytrail.ingestion;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import io.deploytrail.cloudtrail.reader.RecordReader;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// A CloudTrail record as it may be kept: the text as it stands, but for session tokens, wherever
/// they are. What else it says the reader of the log file decides; only its account and Region are
/// looked at here, to find the file's place.
///
/// `json` is ASCII, whatever the text holds.
record TokenFreeRecord(Optional<String> account, Optional<String> region, String json) {
  /// All but ASCII is escaped, so that half a character, which a JSON text may hold, stays half.
  private static final JsonFactory WRITING =
      JsonFactory.builder()
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .streamWriteConstraints(
              StreamWriteConstraints.builder().maxNestingDepth(RecordReader.DEEPEST).build())
          .build();

  private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
  private static final Pattern REGION = Pattern.compile("[a-z]{2,10}(?:-[a-z0-9]{1,20}){2,4}");
  private static final Pattern SEPARATORS = Pattern.compile("[^a-z]");

  /// A token in a text: in a presigned URL, or in JSON as text, escaped or broken.
  private static final Pattern NAMED_IN_TEXT =
      Pattern.compile(
          "((?:session|security)[-_]?token\\W{0,4}[:=]\\W{0,4})[A-Za-z0-9+/=_%-]{16,}",
          Pattern.CASE_INSENSITIVE);

  TokenFreeRecord {
    requireNonNull(account, "account");
    requireNonNull(region, "region");
    requireNonNull(json, "json");
  }

  /// Throws [UnreadableBatchException] for what is no JSON object, or not a whole one.
  static TokenFreeRecord of(String text) {
    var json = new StringWriter(text.length());
    try (var parser = RecordReader.parser(text);
        var generator = WRITING.createGenerator(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new UnreadableBatchException("a record was expected, a JSON object");
      }
      var copying = new Copying(parser, generator);
      copying.object();
      if (parser.nextToken() != null) {
        throw new UnreadableBatchException("one record was expected; more follows it");
      }
      generator.flush();
      return new TokenFreeRecord(copying.account, copying.region, json.toString());
    } catch (IOException e) {
      // Its message may show a piece of the record.
      throw new UnreadableBatchException(
          "a record was expected, a JSON object; it is broken, or cut off");
    }
  }

  /// The copying of one record.
  private static final class Copying {
    private final JsonParser from;
    private final JsonGenerator to;
    private Optional<String> account = Optional.empty();
    private Optional<String> region = Optional.empty();

    Copying(JsonParser from, JsonGenerator to) {
      this.from = from;
      this.to = to;
    }

    /// The object that has begun, to its end.
    void object() throws IOException {
      to.writeStartObject();
      for (var depth = 1; depth > 0; ) {
        var token = from.nextToken();
        if (token == JsonToken.FIELD_NAME && isToken(from.currentName())) {
          from.nextToken();
          from.skipChildren();
          continue;
        }
        if (token.isStructStart()) {
          depth++;
        } else if (token.isStructEnd()) {
          depth--;
        } else if (depth == 1 && token == JsonToken.VALUE_STRING) {
          notePlace(from.currentName(), from.getText());
        }
        copy(token);
      }
    }

    private void copy(JsonToken token) throws IOException {
      if (token == JsonToken.VALUE_STRING) {
        to.writeString(NAMED_IN_TEXT.matcher(from.getText()).replaceAll("$1"));
      } else if (token.isNumeric()) {
        // Its digits, not its value: a number may have more of them than any type holds.
        to.writeNumber(from.getText());
      } else {
        to.copyCurrentEvent(from);
      }
    }

    private void notePlace(String name, String value) {
      switch (name) {
        case "recipientAccountId" -> account = matching(ACCOUNT, value);
        case "awsRegion" -> region = matching(REGION, value);
        default -> {}
      }
    }

    private static Optional<String> matching(Pattern pattern, String value) {
      return Optional.of(value).filter(text -> pattern.matcher(text).matches());
    }

    /// `sessionToken` as STS answers it, `X-Amz-Security-Token` as a presigned URL has it, and the
    /// like.
    private static boolean isToken(String name) {
      var letters = SEPARATORS.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("");
      return letters.endsWith("sessiontoken") || letters.endsWith("securitytoken");
    }
  }
}
