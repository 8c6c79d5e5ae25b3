package io.millrace.udfs.mapping;

import io.millrace.udfs.definition.Problem;
import io.millrace.udfs.device.Devices;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/**
 * Runs the tests that a mapping carries, by the code that the ingest job runs. Who saves a mapping
 * runs them; the job does not.
 */
public final class MappingTests {
  private MappingTests() {}

  /**
   * What a mapping does other than its tests expect.
   *
   * @param set puts the mapping, which stands alone in it, together with the catalogue of devices
   *     that a test has and whatever else mappings are to see
   * @return one problem for each failing test, with the test's place, {@code /tests/2}; none if all
   *     pass
   */
  public static List<Problem> failures(
      Mapping mapping, BiFunction<Mapping, Devices, MappingSet> set) {
    List<Problem> failures = new ArrayList<>();
    for (int i = 0; i < mapping.tests().size(); i++) {
      TestCase test = mapping.tests().get(i);
      MappingResult result = set.apply(mapping, test.devices()::get).map(test.message());
      List<String> differences = test.differences(result);
      if (!differences.isEmpty()) {
        String name = test.name().isEmpty() ? "" : "'" + test.name() + "' ";
        failures.add(new Problem("/tests/" + i, name + String.join("; ", differences)));
      }
    }
    return failures;
  }
}
