package io.millrace.udfs.dispatch;

import io.millrace.schemas.avro.CommandOutcome;
import io.millrace.schemas.avro.DeliveryStatus;
import io.millrace.schemas.avro.DeviceCommand;
import io.millrace.udfs.Ids;
import io.millrace.udfs.device.Device;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes device commands, or the outcome of those that cannot be made. */
final class CommandFactory {
  private final RouteFinder routes;

  CommandFactory(RouteFinder routes) {
    this.routes = routes;
  }

  /**
   * The command for this device, if there is a way to it.
   *
   * @param payload what the device gets, by the command's id
   */
  Resolution create(Device device, Cause cause, Function<String, ByteBuffer> payload) {
    RouteFinder.Finding finding = routes.find(device, cause.name());
    if (finding.route() == null) {
      return refused(cause, device, Objects.requireNonNull(finding.refusal()));
    }
    String id = id(cause, device.id());
    return new Resolution.Send(
        DeviceCommand.newBuilder()
            .setId(id)
            .setDeviceId(device.id())
            .setDeviceVersion(device.version())
            .setName(cause.name())
            .setPayload(payload.apply(id))
            .setCause(cause.origin())
            .setRoute(finding.route())
            .setIssuedAt(cause.issuedAt())
            .setExpiresAt(cause.expiresAt())
            .build());
  }

  /** Refused at this device, or before any was found. */
  Resolution refused(Cause cause, @Nullable Device device, Refusal refusal) {
    String id = device == null ? null : device.id();
    return new Resolution.Undeliverable(outcome(cause, id, refusal), device);
  }

  /** Refused at a device that the catalogue does not have. */
  Resolution refusedAt(Cause cause, String deviceId, Refusal refusal) {
    return new Resolution.Undeliverable(outcome(cause, deviceId, refusal), null);
  }

  private static CommandOutcome outcome(Cause cause, @Nullable String device, Refusal refusal) {
    return CommandOutcome.newBuilder()
        .setId(device == null ? cause.id() : id(cause, device))
        .setCauseId(cause.id())
        .setDeviceId(device)
        .setName(cause.name())
        .setStatus(DeliveryStatus.FAILED)
        .setAttempts(0)
        .setCode(refusal.code().code())
        .setReason(refusal.reason())
        .setTraceId(cause.origin().getTraceId())
        .setIssuedAt(cause.issuedAt())
        .setAt(cause.issuedAt())
        .build();
  }

  private static String id(Cause cause, String device) {
    return Ids.derive("device-command", cause.id(), device, cause.name());
  }
}
