package io.millrace.udfs.projection;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.schemas.avro.CommandOutcome;
import io.millrace.schemas.avro.DeliveryStatus;
import io.millrace.schemas.avro.DeviceCommand;
import io.millrace.schemas.avro.ObjectCommand;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The documents that tell how far a command has come: one of the command as it was accepted, and
 * one for each device with what became of it there.
 */
public final class CommandDocument {
  /** What the index of commands is called by. */
  public static final String COMMANDS = "commands";

  /** What the index of deliveries is called by. */
  public static final String DELIVERIES = "deliveries";

  /** The status of a delivery that has no outcome yet; others are those of outcomes. */
  public static final String SENT = "SENT";

  /** Versions that one time of issue has room for. */
  private static final int RANKS = 4;

  private static final int SENT_RANK = 1;
  private static final int FAILED_RANK = 2;
  private static final int DELIVERED_RANK = 3;
  private static final int MAX_TEXT = 4_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  private CommandDocument() {}

  /** A command as it was accepted. Of those with one id the first counts: others are dropped. */
  public static SearchDocument of(ObjectCommand command) {
    ObjectNode document = JSON.createObjectNode();
    document.put("id", command.getId());
    document.put("name", command.getName());
    document.put("objectType", command.getObjectType());
    document.put("objectId", command.getObjectId());
    document.put("deviceId", command.getDeviceId());
    document.put("actor", command.getActor());
    document.put("traceId", command.getTraceId());
    document.put("issuedAt", command.getIssuedAt().toString());
    document.put("expiresAt", text(command.getExpiresAt()));
    return new SearchDocument(COMMANDS, command.getId(), 1, SearchDocument.bytes(document));
  }

  /** A command that is on its way to a device. */
  public static SearchDocument of(DeviceCommand command) {
    String commandId = command.getCause().getCommandId();
    ObjectNode document = JSON.createObjectNode();
    document.put("id", command.getId());
    document.put("commandId", commandId == null ? command.getCause().getEventId() : commandId);
    document.put("deviceId", command.getDeviceId());
    document.put("name", command.getName());
    document.put("status", SENT);
    document.put("attempts", 0);
    document.put("traceId", command.getCause().getTraceId());
    document.put("issuedAt", command.getIssuedAt().toString());
    return delivery(command.getId(), command.getIssuedAt(), SENT_RANK, document);
  }

  /**
   * What became of it. A bridge that was killed may deliver again and report twice: that a device
   * got the command stays true whatever a later try met.
   */
  public static SearchDocument of(CommandOutcome outcome) {
    ObjectNode document = JSON.createObjectNode();
    document.put("id", outcome.getId());
    document.put("commandId", outcome.getCauseId());
    document.put("deviceId", outcome.getDeviceId());
    document.put("name", outcome.getName());
    document.put("status", outcome.getStatus().name());
    document.put("attempts", outcome.getAttempts());
    document.put("code", outcome.getCode());
    document.put("reason", Excerpt.cut(outcome.getReason(), MAX_TEXT));
    document.put("traceId", outcome.getTraceId());
    document.put("issuedAt", outcome.getIssuedAt().toString());
    document.put("at", outcome.getAt().toString());
    boolean delivered = outcome.getStatus() == DeliveryStatus.DELIVERED;
    return delivery(
        outcome.getId(), outcome.getIssuedAt(), delivered ? DELIVERED_RANK : FAILED_RANK, document);
  }

  /** A key may be used again after its time: what was issued later is newer whatever its state. */
  private static SearchDocument delivery(
      String id, Instant issuedAt, int rank, ObjectNode document) {
    // External versions start at 0: what was issued before 1970 is as new as what was then.
    long version = Math.max(0, issuedAt.toEpochMilli()) * RANKS + rank;
    return new SearchDocument(DELIVERIES, id, version, SearchDocument.bytes(document));
  }

  private static @Nullable String text(@Nullable Instant instant) {
    return instant == null ? null : instant.toString();
  }
}
