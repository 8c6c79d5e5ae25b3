package io.millrace.udfs.projection;

import static io.millrace.udfs.Given.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.schemas.avro.EventCause;
import io.millrace.schemas.avro.ObjectEvent;
import io.millrace.schemas.avro.ObjectEventKind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SearchDocumentTest {
  @Test
  void anObjectBecomesAWholeDocumentWithItsSeqAsVersion() throws Exception {
    SearchDocument document =
        SearchDocument.of(
            ObjectEvent.newBuilder()
                .setEventId("e1")
                .setObjectType("machine")
                .setObjectId("m1")
                .setSeq(1)
                .setKind(ObjectEventKind.CREATED)
                .setOccurredAt(NOON.plusSeconds(60))
                .setRecordedAt(NOON)
                .setActor("device:d1")
                .setCause(EventCause.newBuilder().build())
                .setProperties(Map.of("t", 20.0, "n", 3L, "on", true))
                .setChanged(List.of("n", "on", "t"))
                .setCreatedAt(NOON)
                .build());
    assertThat(document.alias()).isEqualTo("objects-machine");
    assertThat(document.id()).isEqualTo("m1");
    assertThat(document.version()).isEqualTo(1);
    JsonNode json = new ObjectMapper().readTree(document.json());
    assertThat(json.path("updatedAt").asText()).isEqualTo("2026-01-01T12:01:00Z");
    // A double must look like one, or the index would learn the property as a whole number.
    assertThat(json.path("properties")).hasToString("{\"n\":3,\"on\":true,\"t\":20.0}");
  }
}
