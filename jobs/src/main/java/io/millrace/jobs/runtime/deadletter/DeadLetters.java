package io.millrace.jobs.runtime.deadletter;

import io.millrace.jobs.runtime.kafka.RawMessage;
import io.millrace.jobs.runtime.kafka.TraceId;
import io.millrace.jobs.runtime.kafka.Unreadable;
import io.millrace.schemas.ReplayHeaders;
import io.millrace.schemas.avro.DeadLetter;
import io.millrace.schemas.avro.DeadLetterState;
import io.millrace.udfs.Ids;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Builds dead letters; the same refusal of the same record has the same id in every run.
 *
 * <p>Those of a replayed message go on where the letter stopped that is replayed: with its root,
 * the place of the original and the number of the attempt, and without the replay's own headers.
 */
public final class DeadLetters {
  /** The side output that they leave every operator by. */
  public static final OutputTag<DeadLetter> TAG =
      new OutputTag<>("dead-letters", new AvroTypeInfo<>(DeadLetter.class));

  private DeadLetters() {}

  /** A whole message that was refused. */
  public static DeadLetter of(RawMessage message, Verdict verdict, Instant at) {
    return of(message, List.of(verdict), at).get(0);
  }

  /**
   * A whole message that was refused more than once, by one mapping each. Of a replay the first
   * letter goes on with its root; any other has one of its own, or one would hide the other.
   */
  public static List<DeadLetter> of(RawMessage message, List<Verdict> verdicts, Instant at) {
    Replay replay = Replay.of(message);
    List<DeadLetter> letters = new ArrayList<>(verdicts.size());
    for (Verdict verdict : verdicts) {
      DeadLetter.Builder letter = whole(message, replay, verdict, at);
      if (replay != null && letters.isEmpty()) {
        letter.setRoot(replay.root());
      }
      letters.add(letter.build());
    }
    return letters;
  }

  /**
   * The record that says that a replay passed: without payload, with the code that the letter had.
   *
   * @param verdict stage and definition that let it pass, and for people what became of it
   */
  public static DeadLetter resolved(
      RawMessage message, Replay replay, Verdict verdict, Instant at) {
    return whole(message, replay, verdict, at)
        .setId(Ids.derive(replay.root(), Integer.toString(replay.attempt()), "resolved"))
        .setRoot(replay.root())
        .setCode(replay.code())
        .setState(DeadLetterState.RESOLVED)
        .setPayload(null)
        .build();
  }

  /** A record of an internal topic that no schema reads. */
  public static DeadLetter of(Unreadable unreadable, String stage, Instant at) {
    Verdict verdict = Verdict.of(stage, unreadable.code(), unreadable.reason());
    RawMessage message = unreadable.message();
    return letter(verdict, message.topic(), message.partition(), message.offset(), at, "")
        .setKey(buffer(message.key()))
        .setPayload(buffer(message.value()))
        .setHeaders(headers(message.headers(), false))
        .build();
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
    return letter(verdict, topic, partition, offset, at, "").setPayload(buffer(payload)).build();
  }

  private static DeadLetter.Builder whole(
      RawMessage message, @Nullable Replay replay, Verdict verdict, Instant at) {
    DeadLetter.Builder letter =
        replay == null
            ? letter(verdict, message.topic(), message.partition(), message.offset(), at, "")
                .setReceivedAt(Instant.ofEpochMilli(message.timestamp()))
            : letter(
                    verdict,
                    replay.topic(),
                    replay.partition(),
                    replay.offset(),
                    at,
                    replay.root() + "/" + replay.attempt())
                .setAttempt(replay.attempt())
                .setReceivedAt(receivedAt(message, replay));
    return letter
        .setTraceId(TraceId.of(message).value())
        .setKey(buffer(message.key()))
        .setPayload(buffer(message.value()))
        .setHeaders(headers(message.headers(), replay != null));
  }

  private static Instant receivedAt(RawMessage message, Replay replay) {
    Instant original = replay.receivedAt();
    return original == null ? Instant.ofEpochMilli(message.timestamp()) : original;
  }

  private static DeadLetter.Builder letter(
      Verdict verdict, String topic, int partition, long offset, Instant at, String attempt) {
    String id = id(verdict, topic + "/" + partition + "/" + offset, attempt);
    return DeadLetter.newBuilder()
        .setId(id)
        .setRoot(id)
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
  private static String id(Verdict verdict, String place, String attempt) {
    String definition = verdict.definitionId() == null ? "" : verdict.definitionId();
    return attempt.isEmpty()
        ? Ids.derive(verdict.stage(), verdict.code(), verdict.path(), definition, place)
        : Ids.derive(verdict.stage(), verdict.code(), verdict.path(), definition, place, attempt);
  }

  private static Map<String, ByteBuffer> headers(
      Map<String, byte @Nullable []> headers, boolean replayed) {
    Map<String, ByteBuffer> copy = new HashMap<>();
    headers.forEach(
        (name, value) -> {
          if (!replayed || !ReplayHeaders.ALL.contains(name)) {
            copy.put(name, ByteBuffer.wrap(value == null ? new byte[0] : value));
          }
        });
    return copy;
  }

  private static @Nullable ByteBuffer buffer(byte @Nullable [] bytes) {
    return bytes == null ? null : ByteBuffer.wrap(bytes);
  }
}
