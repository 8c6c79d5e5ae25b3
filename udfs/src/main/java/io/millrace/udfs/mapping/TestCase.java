package io.millrace.udfs.mapping;

import io.millrace.schemas.avro.Observation;
import io.millrace.udfs.device.Device;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A test that a mapping carries: a message, and what the mapping makes of it.
 *
 * @param name for people, empty if it has none
 * @param devices those that the catalogue has, by id
 * @param expected the observations in their order, null where the message is to be refused
 * @param refused the code of the refusal, null where there are observations
 */
record TestCase(
    String name,
    Message message,
    Map<String, Device> devices,
    @Nullable List<ExpectedObservation> expected,
    @Nullable String refused) {

  /** How the result differs from what is expected, for people; empty if it does not. */
  List<String> differences(MappingResult result) {
    if (expected == null) {
      return refusalDifferences(result);
    }
    if (!result.refusals().isEmpty()) {
      Refusal refusal = result.refusals().get(0);
      return List.of("is refused: " + refusal.code().code() + ": " + refusal.reason());
    }
    List<Observation> observations = result.observations();
    if (observations.size() != expected.size()) {
      return List.of("gives " + observations.size() + " observations, not " + expected.size());
    }
    List<String> differences = new ArrayList<>();
    for (int i = 0; i < expected.size(); i++) {
      for (String difference : expected.get(i).differences(observations.get(i))) {
        differences.add("observation " + i + ": " + difference);
      }
    }
    return differences;
  }

  private List<String> refusalDifferences(MappingResult result) {
    List<String> codes = result.refusals().stream().map(r -> r.code().code()).toList();
    if (codes.equals(List.of(String.valueOf(refused)))) {
      return List.of();
    }
    String found =
        codes.isEmpty()
            ? result.observations().size() + " observations"
            : "a refusal with " + String.join(", ", codes);
    return List.of("gives " + found + ", not a refusal with " + refused);
  }
}
