package io.millrace.bridge.dispatch;

import io.millrace.schemas.avro.CommandOutcome;
import io.millrace.schemas.avro.DeadLetter;
import io.millrace.schemas.avro.DeliveryStatus;
import io.millrace.schemas.avro.DeviceCommand;
import io.millrace.udfs.Ids;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * What is told of the end of a command.
 *
 * @param letter null unless it failed
 */
record Report(@Nullable CommandOutcome outcome, @Nullable DeadLetter letter) {
  static final String STAGE = "dispatch";
  static final String DELIVERY_FAILED = "delivery-failed";

  static Report delivered(DeviceCommand command, int attempts, Instant at) {
    return new Report(outcome(command, DeliveryStatus.DELIVERED, attempts, "", "", at), null);
  }

  /** Who issued it said that it is of no use any more, so it is no dead letter. */
  static Report expired(DeviceCommand command, int attempts, Instant at) {
    String reason = "Not delivered by " + command.getExpiresAt();
    return new Report(
        outcome(command, DeliveryStatus.EXPIRED, attempts, "expired", reason, at), null);
  }

  static Report failed(Received received, int attempts, DeliveryException failure, Instant at) {
    String reason = String.valueOf(failure.getMessage());
    CommandOutcome outcome =
        outcome(received.command(), DeliveryStatus.FAILED, attempts, failure.code(), reason, at);
    String text = failure.code() + ": " + reason + " (tries: " + attempts + ")";
    DeadLetter letter = letter(received.record(), DELIVERY_FAILED, text, at);
    letter.setDefinitionId(received.command().getDeviceId());
    letter.setDefinitionVersion(received.command().getDeviceVersion());
    return new Report(outcome, letter);
  }

  /** A record that is no command. */
  static Report unreadable(
      ConsumerRecord<byte[], byte[]> record, String code, String reason, Instant at) {
    return new Report(null, letter(record, code, reason, at));
  }

  private static CommandOutcome outcome(
      DeviceCommand command,
      DeliveryStatus status,
      int attempts,
      String code,
      String reason,
      Instant at) {
    String commandId = command.getCause().getCommandId();
    String eventId = command.getCause().getEventId();
    return CommandOutcome.newBuilder()
        .setId(command.getId())
        .setCauseId(commandId != null ? commandId : eventId != null ? eventId : "")
        .setDeviceId(command.getDeviceId())
        .setName(command.getName())
        .setStatus(status)
        .setAttempts(attempts)
        .setCode(code)
        .setReason(reason)
        .setTraceId(command.getCause().getTraceId())
        .setIssuedAt(command.getIssuedAt())
        .setAt(at)
        .build();
  }

  private static DeadLetter letter(
      ConsumerRecord<byte[], byte[]> record, String code, String reason, Instant at) {
    Map<String, ByteBuffer> headers = new HashMap<>();
    Received.headers(record).forEach((name, value) -> headers.put(name, ByteBuffer.wrap(value)));
    String place = record.topic() + "/" + record.partition() + "/" + record.offset();
    return DeadLetter.newBuilder()
        .setId(Ids.derive(STAGE, code, "", "", place))
        .setStage(STAGE)
        .setCode(code)
        .setReason(reason)
        .setTopic(record.topic())
        .setPartition(record.partition())
        .setOffset(record.offset())
        .setKey(record.key() == null ? null : ByteBuffer.wrap(record.key()))
        .setPayload(record.value() == null ? null : ByteBuffer.wrap(record.value()))
        .setHeaders(headers)
        .setAt(at)
        .build();
  }
}
