package io.millrace.udfs.dispatch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.schemas.avro.CommandOutcome;
import io.millrace.schemas.avro.DeliveryStatus;
import io.millrace.schemas.avro.DeviceCommand;
import io.millrace.udfs.Ids;
import io.millrace.udfs.codec.CodecOutcome;
import io.millrace.udfs.device.CommandCodec;
import io.millrace.udfs.device.Device;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes device commands, or the outcome of those that cannot be made. */
final class CommandFactory {
  private final RouteFinder routes;
  private final CommandEncoder encoder;

  CommandFactory(RouteFinder routes, CommandEncoder encoder) {
    this.routes = routes;
    this.encoder = encoder;
  }

  /**
   * The command for this device, if there is a way to it and its codec can say it.
   *
   * @param message what the device is told, by the command's id
   */
  Resolution create(Device device, Cause cause, Function<String, ObjectNode> message) {
    RouteFinder.Finding finding = routes.find(device);
    Way way = finding.way();
    if (way == null) {
      return refused(cause, device, Objects.requireNonNull(finding.refusal()));
    }
    String id = id(cause, device.id());
    CodecOutcome<Wire> outcome = encoder.encode(way, cause.name(), message.apply(id));
    if (outcome instanceof CodecOutcome.Done<Wire> done) {
      return new Resolution.Send(command(id, way, cause, done.value()));
    }
    var refused = (CodecOutcome.Refused<Wire>) outcome;
    return refused(cause, device, new Refusal(refused.code().code(), refused.reason()));
  }

  private static DeviceCommand command(String id, Way way, Cause cause, Wire wire) {
    Device device = way.device();
    int fPort = wire.fPort() == null ? CommandCodec.DEFAULT_PORT : wire.fPort();
    return DeviceCommand.newBuilder()
        .setId(id)
        .setDeviceId(device.id())
        .setDeviceVersion(device.version())
        .setName(cause.name())
        .setContentType(wire.contentType())
        .setPayload(wire.payload())
        .setFPort(wire.fPort())
        .setCause(cause.origin())
        .setRoute(way.route(way.places(cause.name(), fPort)))
        .setIssuedAt(cause.issuedAt())
        .setExpiresAt(cause.expiresAt())
        .build();
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
        .setCode(refusal.code())
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
