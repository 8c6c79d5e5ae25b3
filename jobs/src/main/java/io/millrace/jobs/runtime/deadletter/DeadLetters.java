package io.millrace.jobs.runtime.deadletter;

import io.millrace.jobs.runtime.kafka.RawMessage;
import io.millrace.jobs.runtime.kafka.Unreadable;
import io.millrace.schemas.avro.DeadLetter;
import io.millrace.udfs.Ids;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/** Builds dead letters; the same refusal of the same record has the same id in every run. */
public final class DeadLetters {
  /** The side output that they leave every operator by. */
  public static final OutputTag<DeadLetter> TAG =
      new OutputTag<>("dead-letters", new AvroTypeInfo<>(DeadLetter.class));

  private DeadLetters() {}

  /** A whole message that was refused. */
  public static DeadLetter of(RawMessage message, Verdict verdict, Instant at) {
    return place(verdict, message.topic(), message.partition(), message.offset(), at)
        .setKey(buffer(message.key()))
        .setPayload(buffer(message.value()))
        .setHeaders(headers(message.headers()))
        .build();
  }

  /** A record of an internal topic that no schema reads. */
  public static DeadLetter of(Unreadable unreadable, String stage, Instant at) {
    Verdict verdict = Verdict.of(stage, unreadable.code(), unreadable.reason());
    return of(unreadable.message(), verdict, at);
  }

  /**
   * Something that was made from a record, and not the record's own bytes.
   *
   * @param payload what was refused, null if it has no bytes
   */
  public static DeadLetter of(
      String topic,
      int partition,
      long offset,
      byte @Nullable [] payload,
      Verdict verdict,
      Instant at) {
    return place(verdict, topic, partition, offset, at).setPayload(buffer(payload)).build();
  }

  private static DeadLetter.Builder place(
      Verdict verdict, String topic, int partition, long offset, Instant at) {
    return DeadLetter.newBuilder()
        .setId(id(verdict, topic, partition, offset))
        .setStage(verdict.stage())
        .setCode(verdict.code())
        .setReason(verdict.reason())
        .setPath(verdict.path())
        .setDefinitionId(verdict.definitionId())
        .setDefinitionVersion(verdict.definitionVersion())
        .setTopic(topic)
        .setPartition(partition)
        .setOffset(offset)
        .setHeaders(Map.of())
        .setAt(at);
  }

  /** Two definitions may refuse the same record for the same reason, so theirs is part of it. */
  private static String id(Verdict verdict, String topic, int partition, long offset) {
    String definition = verdict.definitionId() == null ? "" : verdict.definitionId();
    String place = topic + "/" + partition + "/" + offset;
    return Ids.derive(verdict.stage(), verdict.code(), verdict.path(), definition, place);
  }

  private static Map<String, ByteBuffer> headers(Map<String, byte @Nullable []> headers) {
    Map<String, ByteBuffer> copy = new HashMap<>();
    headers.forEach(
        (name, value) -> copy.put(name, ByteBuffer.wrap(value == null ? new byte[0] : value)));
    return copy;
  }

  private static @Nullable ByteBuffer buffer(byte @Nullable [] bytes) {
    return bytes == null ? null : ByteBuffer.wrap(bytes);
  }
}
