package io.millrace.service.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.service.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectTokenTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  @ParameterizedTest
  @ValueSource(strings = {"press-1", "a/b@7@8", "x\ny", "@", "\u00e9\ud83d\ude00"})
  void any_id_comes_back(String id) {
    ObjectToken token = new ObjectToken("machine", id, 7, NOON);
    assertThat(token.text()).matches("[A-Za-z0-9_-]+");
    assertThat(ObjectToken.of(token.text(), "machine", id)).isEqualTo(token);
    ObjectToken undated = new ObjectToken("machine", id, 7, null);
    assertThat(ObjectToken.of(undated.text(), "machine", id)).isEqualTo(undated);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "machine/press-1", "machine/press-1@", "machine/press-1@x@1", "@7@", "m/@7@"})
  void what_is_no_token_is_refused(String plain) {
    String text = Base64.getUrlEncoder().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> ObjectToken.of(text, "machine", "press-1"))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("none that a write has given");
  }

  @Test
  void a_token_is_of_one_object() {
    String text = new ObjectToken("machine", "press-1", 7, NOON).text();
    assertThatThrownBy(() -> ObjectToken.of(text, "machine", "press-2"))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("press-1");
  }
}
