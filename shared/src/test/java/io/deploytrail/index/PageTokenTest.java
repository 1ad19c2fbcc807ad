package io.deploytrail.index;

import static io.deploytrail.index.Facts.NOW;
import static io.deploytrail.index.Facts.root;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deploytrail.attribution.TimeRange;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PageTokenTest {
  private static final Lookup STACK = Lookup.of(Index.BY_STACK, "acme", "web", "prod");
  private static final String TOKEN =
      PageToken.of(STACK, root("e1", "ASIA1", "web-v3", NOW)).encode();

  @Test
  void saysTheLastFactsPosition() {
    assertThat(PageToken.decode(TOKEN, STACK).position())
        .isEqualTo(Position.of(root("e1", "ASIA1", "web-v3", NOW)));
    assertThat(TOKEN).matches("[A-Za-z0-9_-]+");
  }

  @Test
  void isGoodForItsOwnLookupOnly() {
    var earlier = new TimeRange(NOW.minusSeconds(60), NOW.minusSeconds(1));
    for (var other :
        List.of(
            Lookup.of(Index.BY_STACK, "acme", "web", "dev"),
            Lookup.of(Index.BY_DAY, "root", "2026-11-20"),
            Lookup.of(Index.TABLE, "ASIA1"),
            STACK.within(earlier))) {
      assertThatThrownBy(() -> PageToken.decode(TOKEN, other))
          .as(other.toString())
          .isInstanceOf(InvalidPageTokenException.class);
    }
  }

  /// Base64 of `{"a":"b"}`, `[]`, `{} {}` and `null` among them.
  @ParameterizedTest
  @ValueSource(strings = {"", "nonsense", "%%%", "eyJhIjoiYiJ9", "W10", "e30ge30", "bnVsbA"})
  void textThatNoPageGaveIsRefused(String text) {
    assertThatThrownBy(() -> PageToken.decode(text, STACK))
        .isInstanceOf(InvalidPageTokenException.class);
  }
}
