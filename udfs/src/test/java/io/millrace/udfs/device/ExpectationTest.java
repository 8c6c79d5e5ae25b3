package io.millrace.udfs.device;

import static io.millrace.udfs.Given.definition;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ExpectationTest {
  @Test
  void a_device_stands_for_the_objects_that_it_names() throws Exception {
    assertThat(expected("\"objects\": [{\"type\": \"room\", \"id\": \"r1\"}]"))
        .containsExactly("room/r1");
  }

  @Test
  void or_else_for_the_one_of_its_own_type_and_id() throws Exception {
    assertThat(expected("\"labels\": {}")).containsExactly("thermostat/t7");
  }

  @Test
  void nothing_is_expected_of_a_device_out_of_use() throws Exception {
    assertThat(expected("\"state\": \"disabled\"")).isEmpty();
    assertThat(expected("\"state\": \"decommissioned\"")).isEmpty();
  }

  @Test
  void it_is_grouped_by_labels_and_gateway() throws Exception {
    Device device = device("\"parent\": \"g1\", \"labels\": {\"site\": \"A\"}");
    assertThat(Expectation.of(device).get(0).properties())
        .isEqualTo(Map.of("site", "A", "gateway", "g1"));
    device = device("\"parent\": \"g1\", \"labels\": {\"gateway\": \"own\"}");
    assertThat(Expectation.of(device).get(0).properties()).isEqualTo(Map.of("gateway", "own"));
  }

  private static java.util.List<String> expected(String fields) throws Exception {
    return Expectation.of(device(fields)).stream()
        .map(e -> e.object().type() + "/" + e.object().id())
        .toList();
  }

  private static Device device(String fields) throws Exception {
    String document = "{\"id\": \"t7\", \"type\": \"thermostat\", %s}".formatted(fields);
    return new DeviceCompiler().compile(definition("device", "t7", 1, document));
  }
}
