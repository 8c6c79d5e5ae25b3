package io.millrace.udfs.objectify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.schemas.avro.GeoPoint;
import io.millrace.schemas.avro.LinkedTo;
import io.millrace.schemas.avro.Statement;
import io.millrace.schemas.avro.StatementKind;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StateFormTest {
  private static final Instant AT = Instant.parse("2026-11-22T03:04:05.678Z");
  private static final Statement BARE =
      Statement.newBuilder()
          .setKind(StatementKind.OBSERVED)
          .setSource("device:m1")
          .setAt(AT)
          .setRecordedAt(AT.minusMillis(7))
          .build();
  private static final Statement WHOLE =
      Statement.newBuilder(BARE)
          .setKind(StatementKind.ROW)
          .setSource("assets/0")
          .setAt(Instant.EPOCH.minusSeconds(5))
          .setVersion(Long.MAX_VALUE)
          .setTopic("dataset-rows")
          .setPartition(-1)
          .setPosition(Long.MIN_VALUE)
          .setIndex(3)
          .setPriority(-9)
          .setActor("user:ü")
          .setTraceId(PackedId.pack("0123456789abcdef0123456789abcdef"))
          .setCauseId(PackedId.pack("row 7"))
          .setDefinitionId("assets")
          .setDefinitionVersion(12)
          .setDatasetId("assets")
          .setFloor(4)
          .setMark("gone")
          .build();

  @Test
  void all_of_an_object_comes_back() {
    ObjectMemory memory = memory();
    memory.seq = 300;
    memory.createdAt = AT;
    memory.createdBy = "user:ann";
    memory.deletedAt = AT.plusSeconds(1);
    memory.deletedBy = "user:bob";
    memory.observed = true;
    memory.edited = true;
    memory.removed = true;
    memory.edits = 4;
    memory.editedAt = AT;
    memory.rows.add(WHOLE);
    claim(memory.property("a"), 7L, 7L, false);
    claim(memory.property("b"), -0.5, null, false);
    claim(memory.property("c"), "text", "another", true);
    claim(memory.property("d"), List.of("text", 1L, false), null, false);
    claim(memory.property("e"), new GeoPoint(53.1, -8.8), null, false);
    claim(memory.property("f"), Map.of("deep", Map.of("er", "text")), null, false);
    claim(memory.property("g"), null, null, false);
    claim(memory.link("home"), new LinkedTo("r1", Map.of("since", 2020L)), null, false);

    ObjectMemory back = ObjectMemory.read("machine", "m1", memory.write(), new OneObject(null));
    assertThat(back)
        .usingRecursiveComparison()
        .ignoringFields("sets", "wasLost", "changed")
        .isEqualTo(memory);
    assertThat(back.rows.get(0)).isSameAs(back.property("a").claims().get(0).by());
  }

  @Test
  void a_link_of_its_own_comes_back() {
    Register register = new Register();
    claim(register, new LinkedTo("m7", Map.of()), new LinkedTo("m7", Map.of()), false);
    assertThat(StateForm.read(StateForm.write(register, "m7"), "m7"))
        .usingRecursiveComparison()
        .isEqualTo(register);
  }

  @Test
  void names_stand_once() {
    ObjectMemory memory = memory();
    String name = "x".repeat(1000);
    claim(memory.property("a"), name, null, false);
    claim(memory.property("b"), name, name, false);
    memory.createdBy = name;
    assertThat(memory.write()).hasSizeLessThan(1200);
  }

  @Test
  void another_format_and_half_a_state_are_refused() {
    ObjectMemory memory = memory();
    claim(memory.property("a"), "text", null, false);
    byte[] state = memory.write();
    for (int length = 0; length < state.length; length++) {
      byte[] half = Arrays.copyOf(state, length);
      assertThatThrownBy(() -> ObjectMemory.read("machine", "m1", half, new OneObject(null)))
          .isInstanceOf(RuntimeException.class);
    }
    state[0] = 77;
    assertThatThrownBy(() -> ObjectMemory.read("machine", "m1", state, new OneObject(null)))
        .hasMessage("Unknown format 77 of an object's state");
  }

  @Test
  void what_was_read_does_not_change_with_the_bytes() {
    ObjectMemory memory = memory();
    claim(memory.property("a"), "text", null, false);
    byte[] state = memory.write();
    ObjectMemory back = ObjectMemory.read("machine", "m1", state, new OneObject(null));
    Arrays.fill(state, (byte) 'x');
    Statement row = back.property("a").claims().get(0).by();
    assertThat(row.getCauseId())
        .isEqualTo(ByteBuffer.wrap(("\0row 7").getBytes(StandardCharsets.UTF_8)));
  }

  private static ObjectMemory memory() {
    return ObjectMemory.read("machine", "m1", null, new OneObject(null));
  }

  private static void claim(Register register, Object claimed, Object told, boolean derived) {
    register.put(WHOLE, claimed);
    register.put(BARE, "by the device");
    register.told(told, derived, 299);
  }
}
