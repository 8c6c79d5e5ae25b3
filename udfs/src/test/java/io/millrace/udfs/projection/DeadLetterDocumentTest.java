package io.millrace.udfs.projection;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.schemas.avro.DeadLetter;
import io.millrace.schemas.avro.DeadLetterState;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeadLetterDocumentTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  @ParameterizedTest
  @CsvSource({"1, OPEN, 2", "1, RESOLVED, 3", "2, OPEN, 4", "2, RESOLVED, 5"})
  void aLaterAttemptIsNewerAndSoIsAResolution(int attempt, DeadLetterState state, long version) {
    DeadLetter letter = letter("{}").setAttempt(attempt).setState(state).build();
    SearchDocument document = DeadLetterDocument.of(letter, 0, 0);
    assertThat(document.version()).isEqualTo(version);
    assertThat(document.id()).isEqualTo("root");
    assertThat(document.alias()).isEqualTo("dead-letters");
  }

  @Test
  void holdsTheOriginalAndWhereTheLetterStands() throws IOException {
    JsonNode json = document(letter("{\"t\":\"hot\"}").build());
    assertThat(json.path("preview").asText()).isEqualTo("{\"t\":\"hot\"}");
    assertThat(json.path("device").asText()).isEqualTo("pump-7");
    assertThat(json.path("source").asText()).isEqualTo("pumps");
    assertThat(json.at("/letter/offset").asLong()).isEqualTo(77);
    assertThat(json.at("/letter/id").asText()).isEqualTo("own");
    assertThat(decoded(json.at("/original/payload"))).isEqualTo("{\"t\":\"hot\"}");
    assertThat(decoded(json.at("/original/key"))).isEqualTo("pump-7");
    assertThat(decoded(json.at("/original/headers/source"))).isEqualTo("pumps");
  }

  @Test
  void aLetterFromBeforeReplaysIsItsOwnRoot() {
    assertThat(DeadLetterDocument.of(letter("").setRoot("").build(), 0, 0).id()).isEqualTo("own");
  }

  @Test
  void aResolvedOneHasNoOriginal() throws IOException {
    DeadLetter letter = letter("").setState(DeadLetterState.RESOLVED).setPayload(null).build();
    assertThat(document(letter).has("original")).isFalse();
    assertThat(document(letter).has("preview")).isFalse();
  }

  @Test
  void whatIsOverTheLimitIsLeftInTheTopic() throws IOException {
    int largest = DeadLetterDocument.MAX_ORIGINAL_BYTES - "pump-7sourcepumps".length();
    assertThat(document(letter("x".repeat(largest)).build()).has("original")).isTrue();
    JsonNode over = document(letter("x".repeat(largest + 1)).build());
    assertThat(over.has("original")).isFalse();
    assertThat(over.path("size").asInt()).isEqualTo(largest + 1);
    assertThat(over.path("preview").asText()).hasSizeLessThan(600).endsWith("…");
  }

  @Test
  void textsOfAnyLengthAreCut() throws IOException {
    DeadLetter letter = letter("").setReason("r".repeat(1 << 20)).setPath("p".repeat(9000)).build();
    assertThat(document(letter).path("reason").asText()).hasSize(4001);
    assertThat(document(letter).path("path").asText()).hasSize(1001);
  }

  @Test
  void bytesThatAreNoTextAreShownInHexadecimal() throws IOException {
    byte[] bytes = {(byte) 0xC3, (byte) 0x28};
    DeadLetter letter =
        letter("").setPayload(ByteBuffer.wrap(bytes)).setKey(ByteBuffer.wrap(bytes)).build();
    assertThat(document(letter).path("preview").asText()).isEqualTo("0xc328");
    assertThat(document(letter).path("device").isNull()).isTrue();
    assertThat(document(letter("\u0000\u0001").build()).path("preview").asText())
        .isEqualTo("0x0001");
    assertThat(
            document(letter("").setPayload(ByteBuffer.wrap(new byte[65])).build())
                .path("preview")
                .asText())
        .isEqualTo("0x" + "00".repeat(64) + "…");
  }

  @Test
  void aTextIsNotCutWithinACharacter() throws IOException {
    for (int lead = 0; lead < 4; lead++) {
      String preview =
          document(letter("a".repeat(lead) + "☀".repeat(2000)).build()).path("preview").asText();
      assertThat(preview)
          .startsWith("a".repeat(lead) + "☀")
          .endsWith("☀…")
          .doesNotContain("\uFFFD");
    }
    String pairs =
        document(letter("a" + "\uD83D\uDE00".repeat(400)).build()).path("preview").asText();
    assertThat(pairs).hasSize(500).endsWith("\uD83D\uDE00…");
  }

  private static DeadLetter.Builder letter(String payload) {
    return DeadLetter.newBuilder()
        .setId("own")
        .setRoot("root")
        .setStage("map")
        .setCode("wrong-type")
        .setReason("r")
        .setPath("t")
        .setTopic("device-messages")
        .setPartition(1)
        .setOffset(9)
        .setKey(bytes("pump-7"))
        .setPayload(bytes(payload))
        .setHeaders(Map.of("source", bytes("pumps")))
        .setTraceId("t-1")
        .setReceivedAt(NOON)
        .setAt(NOON);
  }

  private static JsonNode document(DeadLetter letter) throws IOException {
    return new ObjectMapper().readTree(DeadLetterDocument.of(letter, 3, 77).json());
  }

  private static String decoded(JsonNode base64) {
    return new String(Base64.getDecoder().decode(base64.asText()), StandardCharsets.UTF_8);
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }
}
