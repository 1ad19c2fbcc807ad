package io.deploytrail.permissions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.deploytrail.resources.CallArns;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each row of `call-actions.txt` against the reference.
final class CallRowsTest {
  private static final Pattern ACTION = Pattern.compile("[a-z0-9-]+:[A-Z]\\w+");

  static Stream<String> rows() {
    var file = requireNonNull(CallRows.class.getResourceAsStream("call-actions.txt"));
    try (var reader = new BufferedReader(new InputStreamReader(file, UTF_8))) {
      return reader
          .lines()
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Stream<String> calls() {
    return rows().filter(row -> row.startsWith("call ") || row.startsWith("also "));
  }

  private static String fact(String row) {
    return row.substring(0, row.indexOf(" from "));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void anActionOfARowExists(String row) {
    ACTION
        .matcher(fact(row))
        .results()
        .forEach(found ->
            assertThat(ServiceReference.action(found.group()).map(ServiceAction::id))
                .as(row)
                .contains(found.group()));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void aRowSaysWhenceItIsKnown(String row) {
    assertThat(row.substring(fact(row).length() + " from ".length())).as(row).isNotBlank();
  }

  @ParameterizedTest
  @MethodSource("calls")
  void aCallOfARowAsksForTheRowsFirstActions(String row) {
    var words = List.of(fact(row).split(" "));
    var call = RecordedCall.activity(words.get(1) + ":" + words.get(2), "{}");
    var always = words.stream().skip(3).takeWhile(word -> ACTION.matcher(word).matches()).toList();
    assertThat(CallPermissions.of(call))
        .isInstanceOfSatisfying(
            CallNeeds.Needs.class,
            needs ->
                assertThat(needs.needs().stream().map(Need::action))
                    .as(row)
                    .isNotEmpty()
                    .containsAll(always));
  }

  @Test
  void aPrefixIsThatOfAService() {
    assertThat(rows().filter(row -> row.startsWith("prefix ")))
        .isNotEmpty()
        .allSatisfy(
            row -> assertThat(ServiceReference.services()).contains(fact(row).split(" ", 3)[2]));
  }

  @Test
  void aTypeOfARowExists() {
    assertThat(rows().filter(row -> row.startsWith("makes ") || row.contains(" on ")))
        .isNotEmpty()
        .allSatisfy(row -> {
          var words = List.of(fact(row).split(" "));
          var types = words.indexOf("on") < 0 ? 2 : words.indexOf("on") + 1;
          var service =
              words.getFirst().equals("makes") ? words.get(1).split(":", 2)[0] : words.get(1);
          for (var type : words.subList(types, words.size())) {
            assertThat(CallArns.patterns(service, type)).as(row + ": " + type).isNotEmpty();
          }
        });
  }

  @Test
  void allOperationsOfS3AreThere() {
    assertThat(rows().filter(row -> row.startsWith("call s3 "))).hasSizeGreaterThan(69);
  }
}
