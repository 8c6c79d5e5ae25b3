package io.millrace.jobs.ingest;

import io.millrace.jobs.runtime.SerializedBy;
import io.millrace.jobs.runtime.kafka.RawMessage;
import io.millrace.jobs.runtime.state.ValueSerializer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/**
 * Messages between the subtasks of a job. Every one is handed over once, and Flink's serializer of
 * texts goes byte by byte, which took a fifth of the whole job; this one goes by arrays. A message
 * is a value: nobody changes its arrays, and its copy is itself.
 */
public final class CheckedMessageSerializer extends ValueSerializer<CheckedMessage> {
  static final CheckedMessageSerializer INSTANCE = new CheckedMessageSerializer();
  static final TypeInformation<CheckedMessage> TYPE =
      new SerializedBy<>(CheckedMessage.class, INSTANCE);

  private static final long serialVersionUID = 1L;

  /** Stands for null where a length is due. */
  private static final int ABSENT = -1;

  @Override
  public CheckedMessage createInstance() {
    RawMessage empty = new RawMessage("", 0, 0, 0, null, null, Map.of());
    return new CheckedMessage(empty, "", "", false);
  }

  @Override
  public void serialize(CheckedMessage message, DataOutputView target) throws IOException {
    RawMessage raw = message.message();
    writeText(raw.topic(), target);
    target.writeInt(raw.partition());
    target.writeLong(raw.offset());
    target.writeLong(raw.timestamp());
    writeBytes(raw.key(), target);
    writeBytes(raw.value(), target);
    target.writeInt(raw.headers().size());
    for (Map.Entry<String, byte @Nullable []> header : raw.headers().entrySet()) {
      writeText(header.getKey(), target);
      writeBytes(header.getValue(), target);
    }
    writeText(message.deviceId(), target);
    writeText(message.traceId(), target);
    target.writeBoolean(message.traceGiven());
  }

  @Override
  public CheckedMessage deserialize(DataInputView source) throws IOException {
    String topic = readText(source);
    int partition = source.readInt();
    long offset = source.readLong();
    long timestamp = source.readLong();
    byte[] key = readBytes(source);
    byte[] value = readBytes(source);
    int count = source.readInt();
    Map<String, byte @Nullable []> headers = new HashMap<>(2 * count);
    for (int i = 0; i < count; i++) {
      headers.put(readText(source), readBytes(source));
    }
    RawMessage raw = new RawMessage(topic, partition, offset, timestamp, key, value, headers);
    return new CheckedMessage(raw, readText(source), readText(source), source.readBoolean());
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    serialize(deserialize(source), target);
  }

  /** Any length. */
  @Override
  public int getLength() {
    return -1;
  }

  private static void writeText(String text, DataOutputView target) throws IOException {
    writeBytes(text.getBytes(StandardCharsets.UTF_8), target);
  }

  private static String readText(DataInputView source) throws IOException {
    byte[] bytes = readBytes(source);
    if (bytes == null) {
      throw new IOException("A text is missing");
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static void writeBytes(byte @Nullable [] bytes, DataOutputView target)
      throws IOException {
    if (bytes == null) {
      target.writeInt(ABSENT);
    } else {
      target.writeInt(bytes.length);
      target.write(bytes);
    }
  }

  private static byte @Nullable [] readBytes(DataInputView source) throws IOException {
    int length = source.readInt();
    if (length == ABSENT) {
      return null;
    }
    byte[] bytes = new byte[length];
    source.readFully(bytes);
    return bytes;
  }

  @Override
  public TypeSerializerSnapshot<CheckedMessage> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What an unaligned checkpoint keeps of it. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<CheckedMessage> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
