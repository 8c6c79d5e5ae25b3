package io.millrace.udfs.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.udfs.Given;
import io.millrace.udfs.definition.DefinitionException;
import io.millrace.udfs.definition.DocumentReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageReaderTest {
  @Test
  void readsAMessageWithAllItHas() throws Exception {
    Message message =
        read(
            """
            {"device": "pump-7", "headers": {"source": "other", "site": "north"},
             "contentType": "text/csv", "receivedAt": "2026-01-01T00:00:00Z",
             "payloadText": "a,b"}""");
    assertThat(message.deviceId()).isEqualTo("pump-7");
    assertThat(message.source()).isEqualTo("other");
    assertThat(message.contentType()).isEqualTo("text/csv");
    assertThat(message.headers()).containsEntry("site", "north");
    assertThat(message.receivedAt()).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
    assertThat(new String(message.payload(), StandardCharsets.UTF_8)).isEqualTo("a,b");
  }

  @Test
  void aPayloadIsJsonOfTheMappingsSourceThatComesNow() throws Exception {
    Message message = read("{\"payload\": {\"n\": 12345678901234567890}}");
    assertThat(new String(message.payload(), StandardCharsets.UTF_8))
        .isEqualTo("{\"n\":12345678901234567890}");
    assertThat(message.contentType()).isEqualTo("application/json");
    assertThat(message.source()).isEqualTo("pumps");
    assertThat(message.receivedAt()).isEqualTo(Given.NOON);
    assertThat(read("{\"payloadBase64\": \"AP8=\"}").payload()).containsExactly(0, -1);
    assertThat(read("{\"payloadText\": \"\"}").payload()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                                         | Needs one of payload",
        "{\"payload\": 1, \"payloadText\": \"1\"}   | Needs one of payload",
        "{\"payloadBase64\": \"*\"}                 | /payloadBase64: Is no base64",
        "{\"payloadText\": 5}                       | /payloadText: Must be a text",
        "{\"payload\": 1, \"receivedAt\": \"noon\"} | /receivedAt: Must be epoch milliseconds",
        "{\"payload\": 1, \"topic\": \"x\"}         | /topic: Is not known here",
      })
  void refusesOthers(String document, String reason) {
    assertThatThrownBy(() -> read(document))
        .isInstanceOf(DefinitionException.class)
        .hasMessageContaining(reason);
  }

  private static Message read(String document) throws DefinitionException {
    DocumentReader reader = DocumentReader.of(document);
    Message message = new MessageReader("pumps", Given.NOON).read(reader, 3);
    reader.check();
    return message;
  }
}
