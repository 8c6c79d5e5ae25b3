package io.millrace.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.jobs.runtime.kafka.RawMessage;
import java.io.EOFException;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class CheckedMessageSerializerTest {
  private final CheckedMessageSerializer serializer = CheckedMessageSerializer.INSTANCE;

  @Test
  void everythingComesBack() throws IOException {
    Map<String, byte[]> headers = new HashMap<>();
    headers.put("source", new byte[] {1, -1});
    headers.put("ü😀", null);
    headers.put("", new byte[0]);
    byte[] value = new byte[100_000];
    value[99_999] = -7;
    RawMessage raw = new RawMessage("t", 3, 1L << 40, -5, new byte[] {9}, value, headers);
    assertThat(roundTrip(new CheckedMessage(raw, "p-1/ä", "trace", true)))
        .usingRecursiveComparison()
        .isEqualTo(new CheckedMessage(raw, "p-1/ä", "trace", true));
  }

  @Test
  void absentKeysAndValuesStayAbsent() throws IOException {
    RawMessage raw = new RawMessage("t", 0, 0, 0, null, null, Map.of());
    CheckedMessage back = roundTrip(new CheckedMessage(raw, "", "", false));
    assertThat(back.message().key()).isNull();
    assertThat(back.message().value()).isNull();
    assertThat(back.traceGiven()).isFalse();
  }

  @Test
  void copiesFromBytesToBytes() throws IOException {
    DataOutputSerializer copy = new DataOutputSerializer(16);
    serializer.copy(new DataInputDeserializer(bytes(message())), copy);
    assertThat(copy.getCopyOfBuffer()).isEqualTo(bytes(message()));
  }

  @Test
  void whatIsCutOffIsRefused() throws IOException {
    byte[] bytes = bytes(message());
    DataInputDeserializer half = new DataInputDeserializer(bytes, 0, bytes.length / 2);
    assertThatThrownBy(() -> serializer.deserialize(half)).isInstanceOf(EOFException.class);
  }

  @Test
  void itsSnapshotFindsItself() {
    assertThat(serializer.snapshotConfiguration().restoreSerializer())
        .isInstanceOf(CheckedMessageSerializer.class);
    assertThat(CheckedMessageSerializer.TYPE.createSerializer(null)).isSameAs(serializer);
  }

  private static CheckedMessage message() {
    RawMessage raw =
        new RawMessage("t", 1, 2, 3, new byte[] {4}, new byte[] {5}, Map.of("a", new byte[] {6}));
    return new CheckedMessage(raw, "d", "t", true);
  }

  private CheckedMessage roundTrip(CheckedMessage message) throws IOException {
    return serializer.deserialize(new DataInputDeserializer(bytes(message)));
  }

  private byte[] bytes(CheckedMessage message) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(16);
    serializer.serialize(message, out);
    return out.getCopyOfBuffer();
  }
}
