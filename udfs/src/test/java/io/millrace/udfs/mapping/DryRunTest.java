package io.millrace.udfs.mapping;

import static io.millrace.udfs.Given.definition;
import static io.millrace.udfs.Given.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.schemas.avro.Definition;
import io.millrace.schemas.avro.Observation;
import io.millrace.udfs.definition.DefinitionException;
import io.millrace.udfs.format.PayloadFormats;
import java.util.List;
import org.junit.jupiter.api.Test;

class DryRunTest {
  private static final Definition MAPPING =
      definition(
          "mapping",
          "m",
          1,
          """
          {"id": "m", "objectType": "machine", "objectId": "payload.id",
           "match": {"when": "payload.kind == 'machine'"},
           "fields": {
             "t": {"expression": "payload.data.t", "type": "double", "required": true},
             "gone": {"expression": "payload.gone", "type": "string"}}}""");

  @Test
  void tellsWhatBecomesOfEachMessage() throws Exception {
    DryRun run = new DryRun(MAPPING, id -> null);
    assertThat(run.apply(message("x", good())).observations()).hasSize(1);
    assertThat(run.apply(message("x", "{\"kind\":\"machine\",\"id\":1,\"data\":{}}")).refusals())
        .extracting(Refusal::path)
        .containsExactly("t");
    assertThat(run.apply(message("x", "{")).refusals()).hasSize(1);
    assertThat(run.observations()).isEqualTo(1);
    assertThat(run.refusals()).isEqualTo(2);
  }

  @Test
  void tellsWhatTheMappingLeavesOut() throws Exception {
    DryRun run = new DryRun(MAPPING, id -> null);
    run.apply(message("x", good()));
    assertThat(run.coverage().neverFilled()).containsExactly("gone");
    assertThat(run.coverage().neverRead()).containsExactly("data.h", "extra.list.a", "extra.n");
  }

  @Test
  void triesSeveralTogetherAndTellsWhatEachLeavesOut() throws Exception {
    Definition other =
        definition(
            "mapping",
            "other",
            1,
            """
            {"id": "other", "objectType": "room", "match": {"source": "x"},
             "fields": {"h": {"expression": "payload.data.h", "type": "double"}}}""");
    DryRun run = new DryRun(List.of(other, MAPPING), id -> null, new PayloadFormats());
    MappingResult both = run.apply(message("x", good()));
    assertThat(both.observations())
        .extracting(Observation::getMappingId)
        .containsExactly("m", "other");
    run.apply(message("x", "{\"kind\":\"room\",\"data\":{\"p\":7}}"));
    assertThat(run.coverage("m").neverRead()).containsExactly("data.h", "extra.list.a", "extra.n");
    assertThat(run.coverage("other").neverRead())
        .containsExactly("data.p", "data.t", "extra.list.a", "extra.n", "id", "kind");
    assertThat(run.coverage().neverRead()).containsExactly("data.p", "extra.list.a", "extra.n");
    assertThat(run.coverage().neverFilled()).containsExactly("gone");
    assertThat(run.messages()).isEqualTo(2);
  }

  @Test
  void refusesABrokenMapping() {
    assertThatThrownBy(() -> new DryRun(definition("mapping", "m", 1, "{}"), id -> null))
        .isInstanceOf(DefinitionException.class);
  }

  private static String good() {
    return "{\"kind\":\"machine\",\"id\":\"m1\",\"data\":{\"t\":1,\"h\":2},"
        + "\"extra\":{\"n\":null,\"list\":[{\"a\":1},{\"a\":2}]}}";
  }
}
