package io.millrace.udfs.objectify;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.schemas.avro.Observation;
import io.millrace.udfs.Ids;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Bytes of state an object; many objects have one device and some properties. */
class ObjectStateSizeTest {
  @Test
  void an_object_costs_a_statement_and_little_more_than_its_values() {
    int one = size(1, 1);
    int ten = size(10, 1);
    int again = size(10, 1000);
    System.out.println(
        "ObjectState: 1 property %d bytes, 10 properties %d, after 1000 observations %d"
            .formatted(one, ten, again));
    assertThat(one).isLessThan(180);
    // Name and value alone are 20 bytes.
    assertThat((ten - one) / 9).isLessThan(32);
    assertThat(again - ten).isLessThan(40);
  }

  @Test
  void devices_that_come_and_go_leave_nothing_behind() {
    OneObject object = new OneObject(Model.free());
    for (int i = 0; i < 500; i++) {
      object.observed(observation("camera-" + i, i, 3));
    }
    assertThat(object.bytes()).isLessThan(300);
  }

  private static int size(int properties, int observations) {
    OneObject object = new OneObject(Model.free());
    for (int i = 0; i < observations; i++) {
      object.observed(observation("sensor-0001", i, properties));
    }
    return object.bytes();
  }

  private static Observation observation(String device, int i, int properties) {
    Map<String, Object> values = new HashMap<>();
    for (int p = 0; p < properties; p++) {
      values.put("temperature" + p, 20.5 + i);
    }
    Observation observation = Sayings.observed(device, 1_000_000 + i, i, values);
    observation.setId(Ids.derive("observation", "" + i));
    observation.setTraceId(Ids.derive("trace", "" + i));
    return observation;
  }
}
