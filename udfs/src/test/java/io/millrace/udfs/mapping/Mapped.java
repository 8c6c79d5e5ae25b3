package io.millrace.udfs.mapping;

import static io.millrace.udfs.Given.definition;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.schemas.avro.Observation;
import io.millrace.udfs.Given;
import io.millrace.udfs.definition.DefinitionException;
import io.millrace.udfs.definition.Problem;
import io.millrace.udfs.device.Device;
import io.millrace.udfs.device.Devices;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What tests say of mappings. */
final class Mapped {
  static final Devices NO_DEVICES = id -> null;

  private Mapped() {}

  /** A mapping {@code m} of one field {@code v} with these keys. */
  static String field(String keys) {
    return "{\"id\": \"m\", \"objectType\": \"thing\", \"fields\": {\"v\": {%s}}}".formatted(keys);
  }

  static Mapping compile(String document) {
    try {
      return new MappingCompiler().compile(definition("mapping", id(document), 4, document));
    } catch (DefinitionException e) {
      throw new AssertionError(document, e);
    }
  }

  static MappingResult map(String payload, Devices devices, String... documents) {
    List<Mapping> mappings =
        new ArrayList<>(Arrays.stream(documents).map(Mapped::compile).toList());
    return new MappingSet(mappings, devices).map(Given.message("plant", payload));
  }

  /** The observations, of a message that no mapping refuses. */
  static List<Observation> observations(String payload, String... documents) {
    MappingResult result = map(payload, NO_DEVICES, documents);
    assertThat(result.refusals()).isEmpty();
    return result.observations();
  }

  /** The properties of the only observation. */
  static Map<String, Object> properties(String payload, String document) {
    List<Observation> observations = observations(payload, document);
    assertThat(observations).hasSize(1);
    return observations.get(0).getProperties();
  }

  /** The only refusal, of a message that gives no observation. */
  static Refusal refusal(String payload, Devices devices, String... documents) {
    MappingResult result = map(payload, devices, documents);
    assertThat(result.observations()).isEmpty();
    assertThat(result.refusals()).hasSize(1);
    return result.refusals().get(0);
  }

  /** What is wrong with a mapping that is refused when it is saved. */
  static List<Problem> problems(String document) {
    try {
      new MappingCompiler().compile(definition("mapping", id(document), 1, document));
      throw new AssertionError("Was accepted: " + document);
    } catch (DefinitionException e) {
      return e.problems();
    }
  }

  static Devices catalogue(Device... devices) {
    return id -> Arrays.stream(devices).filter(d -> d.id().equals(id)).findFirst().orElse(null);
  }

  private static String id(String document) {
    return document.replaceAll("(?s).*?\"id\": \"([^\"]*)\".*", "$1");
  }
}
