package io.millrace.jobs.objectify;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.jobs.Given;
import io.millrace.jobs.runtime.JobEnvironment;
import io.millrace.schemas.avro.EditKind;
import io.millrace.schemas.avro.VersionEnd;
import io.millrace.udfs.objectify.ObservationSaid;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.junit.jupiter.api.Test;

class ObjectInputTest {
  @Test
  void each_kind_comes_back_and_knows_its_object() throws IOException {
    ObjectInput said = ObjectInput.of(ObservationSaid.of(Given.hot(1)));
    ObjectInput edit = ObjectInput.of(Plant.edit("e1", "a/b", EditKind.CREATE, Map.of("a", 1L)));
    ObjectInput end = ObjectInput.of(new VersionEnd("m", "d", 2L, Given.NOON, "gone"), "*/1");
    for (ObjectInput input : List.of(said, edit, end)) {
      assertThat(roundTrip(input)).isEqualTo(input);
    }
    assertThat(said.key()).isEqualTo("machine/m1");
    assertThat(ObjectInput.objectType(edit.key())).isEqualTo("machine");
    assertThat(ObjectInput.objectId(edit.key())).isEqualTo("a/b");
  }

  @Test
  void there_is_a_key_in_each_key_group() {
    for (int groups : new int[] {1, 7, 128}) {
      Set<Integer> met = new HashSet<>();
      for (String key : KeyGroupKeys.of(groups)) {
        met.add(KeyGroupRangeAssignment.assignToKeyGroup(key, groups));
      }
      assertThat(met).hasSize(groups);
    }
  }

  private static ObjectInput roundTrip(ObjectInput input) throws IOException {
    TypeSerializer<ObjectInput> serializer =
        ObjectInput.type()
            .createSerializer(new ExecutionConfig(JobEnvironment.strict()).getSerializerConfig());
    DataOutputSerializer out = new DataOutputSerializer(256);
    serializer.serialize(serializer.copy(input), out);
    return serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
  }
}
