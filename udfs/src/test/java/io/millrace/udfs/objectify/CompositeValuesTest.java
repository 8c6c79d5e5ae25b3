package io.millrace.udfs.objectify;

import static io.millrace.udfs.Given.definition;
import static io.millrace.udfs.Given.observation;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.schemas.avro.GeoPoint;
import io.millrace.schemas.avro.ObjectEvent;
import io.millrace.schemas.avro.Observation;
import io.millrace.udfs.mapping.Mapping;
import io.millrace.udfs.mapping.MappingCompiler;
import io.millrace.udfs.projection.SearchDocument;
import io.millrace.udfs.rules.ObservationEvent;
import io.millrace.udfs.rules.PropertyTypes;
import io.millrace.udfs.rules.RuleCompiler;
import io.millrace.udfs.rules.host.Recorded;
import io.millrace.udfs.rules.host.RuleHost;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Lists, maps and geo points on their way from observation to object, alert and index. */
class CompositeValuesTest {
  private static final Map<String, Object> VALUES =
      Map.of(
          "at",
          new GeoPoint(52.5, 13.25),
          "tags",
          List.of("a", "b"),
          "counts",
          new HashMap<>(Map.of("x", 1L, "y", 2L)));

  @Test
  void anObservationSurvivesTheTopic() throws Exception {
    Observation sent = observation(1, 1, VALUES);
    assertThat(read(sent)).isEqualTo(sent);
  }

  @Test
  void theSameValuesAgainChangeNothingWhicheverClassHoldsThem() throws Exception {
    OneObject object = new OneObject(Model.free()).observed(observation(1, 1, VALUES));
    assertThat(object.last().getChanged()).containsExactly("at", "counts", "tags");
    object.observed(read(observation(2, 1, VALUES)), read(observation(3, 2, VALUES)));
    assertThat(object.events()).hasSize(1);
  }

  @Test
  void ofValuesThatOnePlaceSaysTheSameWinsInAnyOrder() throws Exception {
    Observation one = observation(1, 1, Map.of("at", new GeoPoint(1.0, 2.0), "l", List.of(1L)));
    Observation two = observation(1, 1, Map.of("at", new GeoPoint(3.0, 0.0), "l", List.of(2L)));
    OneObject forth = new OneObject(Model.free()).observed(one, read(two));
    OneObject back = new OneObject(Model.free()).observed(two, read(one));
    assertThat(back.told()).isEqualTo(forth.told());
  }

  @Test
  void theIndexHasPlacesApart() throws Exception {
    ObjectEvent event = new OneObject(Model.free()).observed(observation(1, 1, VALUES)).last();
    JsonNode document = new ObjectMapper().readTree(SearchDocument.of(event).json());
    assertThat(document.path("properties"))
        .hasToString(
            "{\"at\":{\"lat\":52.5,\"lon\":13.25},\"counts\":{\"x\":1,\"y\":2},"
                + "\"tags\":[\"a\",\"b\"]}");
    assertThat(document.path("places")).hasToString("{\"at\":{\"lat\":52.5,\"lon\":13.25}}");
  }

  @Test
  void rulesSeeThemByTheirTypes() throws Exception {
    Mapping mapping =
        new MappingCompiler()
            .compile(
                definition(
                    "mapping",
                    "m",
                    1,
                    """
                    {"id": "m", "objectType": "machine", "fields": {
                       "at": {"expression": "payload", "type": "geo-point"},
                       "tags": {"expression": "payload", "type": "list", "items": "string"},
                       "counts": {"expression": "payload", "type": "map", "items": "long"}}}"""));
    String rule =
        """
        {"id": "r", "kind": "threshold", "objectType": "machine", "message": "{at} {tags}",
         "condition": "at.lat > 52.0 && 'a' in tags && counts.y > 1"}""";
    Recorded recorded = new Recorded();
    RuleHost host = new RuleHost(recorded);
    host.put(
        new RuleCompiler(PropertyTypes.of(List.of(mapping)))
            .compile(definition("rule", "r", 1, rule)));
    host.onEvent(new ObservationEvent(read(observation(1, 1, VALUES))));
    var alert = recorded.alerts().get(0);
    assertThat(alert.getMessage()).isEqualTo("52.5, 13.25 [a, b]");
    assertThat(alert.getCauses().get(0).getValues()).isEqualTo(VALUES);
    assertThat(alert.toByteBuffer().remaining()).isPositive();
  }

  private static Observation read(Observation sent) throws Exception {
    ByteBuffer bytes = sent.toByteBuffer();
    return Observation.fromByteBuffer(bytes);
  }
}
