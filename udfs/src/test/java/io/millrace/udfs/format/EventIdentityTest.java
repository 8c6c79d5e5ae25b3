package io.millrace.udfs.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventIdentityTest {
  private static final Map<String, String> BINARY = Map.of("ce_source", "/pumps", "ce_id", "7");
  private static final String STRUCTURED =
      "{\"specversion\":\"1.0\",\"data\":{\"id\":\"no\",\"source\":\"no\"},"
          + "\"id\":\"7\",\"type\":\"t\",\"source\":\"/pumps\"}";

  @Test
  void an_event_is_the_same_in_both_modes() {
    assertThat(structured(STRUCTURED)).isEqualTo(EventIdentity.of(BINARY)).isPresent();
  }

  @Test
  void an_id_of_another_source_is_another_event() {
    assertThat(structured(STRUCTURED.replace("/pumps", "/fans")))
        .isPresent()
        .isNotEqualTo(structured(STRUCTURED));
  }

  @Test
  void of_equal_names_the_last_counts_as_for_the_decoder() {
    assertThat(structured(STRUCTURED.replace("{\"spec", "{\"id\":\"6\",\"spec")))
        .isEqualTo(structured(STRUCTURED));
  }

  @Test
  void a_packed_event_is_looked_into() throws Exception {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(STRUCTURED.getBytes(StandardCharsets.UTF_8));
    }
    assertThat(EventIdentity.ofStructured(packed.toByteArray(), "gzip"))
        .isEqualTo(structured(STRUCTURED));
    assertThat(EventIdentity.ofStructured(packed.toByteArray(), null)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "7",
        "{",
        "{\"id\":\"7\"}",
        "{\"id\":7,\"source\":\"s\"}",
        "{\"id\":\"\",\"source\":\"s\"}",
        "{\"id\":\"7\",\"source\":[\"s\"]}",
        "{\"id\":\"7\",\"source\":\"s\""
      })
  void what_is_no_event_has_none(String payload) {
    assertThat(structured(payload)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "application/cloudevents+json,true",
    "Application/CloudEvents+JSON; charset=utf-8,true",
    "application/cloudevents-batch+json,false",
    "application/json,false",
    ",false"
  })
  void structured_mode_is_known_by_its_content_type(String contentType, boolean structured) {
    assertThat(EventIdentity.isStructured(contentType)).isEqualTo(structured);
  }

  private static Optional<String> structured(String payload) {
    return EventIdentity.ofStructured(payload.getBytes(StandardCharsets.UTF_8), null);
  }
}
