package io.millrace.udfs.dispatch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.schemas.avro.CommandCause;
import io.millrace.schemas.avro.ObjectCommand;
import io.millrace.schemas.avro.ObjectEvent;
import io.millrace.schemas.avro.ObjectEventKind;
import io.millrace.udfs.codec.Codecs;
import io.millrace.udfs.device.Device;
import io.millrace.udfs.device.DeviceCompiler;
import io.millrace.udfs.device.Listening;
import io.millrace.udfs.device.ObjectRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds the devices that must hear a command or a change, by the catalogue as it is now. The same
 * input and catalogue yield the same commands with the same ids, in the order of device ids.
 */
public final class Resolver {
  private final DeviceIndex catalogue;
  private final CommandFactory factory;

  /**
   * @param codecs make the bytes for devices that name one
   */
  public Resolver(DeviceIndex catalogue, Codecs codecs) {
    this.catalogue = catalogue;
    this.factory = new CommandFactory(new RouteFinder(catalogue::find), new CommandEncoder(codecs));
  }

  /** What comes of a command: at least one resolution. */
  public List<Resolution> resolve(ObjectCommand command) {
    Cause cause = cause(command);
    ObjectNode parameters = CommandPayload.parameters(command.getParameters());
    String malformed = malformed(command);
    if (malformed != null || parameters == null) {
      String reason = malformed == null ? "Its parameters are no JSON object" : malformed;
      return List.of(
          factory.refused(cause, null, new Refusal(DispatchCode.MALFORMED_COMMAND, reason)));
    }
    return command.getDeviceId() != null
        ? List.of(toDevice(cause, command.getDeviceId(), parameters))
        : toObject(
            cause, new ObjectRef(command.getObjectType(), command.getObjectId()), parameters);
  }

  /** What comes of a change: nothing, if no device listens to it. */
  public List<Resolution> resolve(ObjectEvent event) {
    ObjectRef object = new ObjectRef(event.getObjectType(), event.getObjectId());
    List<Resolution> resolutions = new ArrayList<>();
    for (Device device : catalogue.listeningTo(object)) {
      // A device that said so itself knows it; telling it would close a loop.
      if (!event.getActor().equals("device:" + device.id())) {
        heard(device, event)
            .forEach(
                (name, properties) -> resolutions.add(change(device, name, properties, event)));
      }
    }
    return resolutions;
  }

  /** Names fill in topics and URLs, so one that could break out of its place is refused. */
  private static @Nullable String malformed(ObjectCommand command) {
    boolean toDevice = command.getDeviceId() != null;
    boolean toObject = command.getObjectType() != null && command.getObjectId() != null;
    if (toDevice == toObject) {
      return "It must name either an object or a device";
    }
    return DeviceCompiler.COMMAND.matcher(command.getName()).matches()
        ? null
        : "Its name must match " + DeviceCompiler.COMMAND;
  }

  private Resolution toDevice(Cause cause, String id, ObjectNode parameters) {
    Device device = catalogue.find(id);
    if (device == null) {
      Refusal unknown =
          new Refusal(DispatchCode.UNKNOWN_DEVICE, "The catalogue has no device " + id);
      return factory.refusedAt(cause, id, unknown);
    }
    if (!device.understands(cause.name())) {
      Refusal refusal =
          new Refusal(
              DispatchCode.UNKNOWN_COMMAND, "Device " + id + " has no command " + cause.name());
      return factory.refused(cause, device, refusal);
    }
    return command(device, cause, parameters);
  }

  private List<Resolution> toObject(Cause cause, ObjectRef object, ObjectNode parameters) {
    List<Resolution> resolutions = new ArrayList<>();
    for (Device device : catalogue.standingFor(object)) {
      // A sensor that nothing can be sent to stands for the object too; it is not meant.
      if (device.reachable() && device.understands(cause.name())) {
        resolutions.add(command(device, cause, parameters));
      }
    }
    if (resolutions.isEmpty()) {
      String reason =
          "No device that takes "
              + cause.name()
              + " stands for "
              + object.type()
              + "/"
              + object.id();
      resolutions.add(factory.refused(cause, null, new Refusal(DispatchCode.NO_DEVICE, reason)));
    }
    return resolutions;
  }

  private Resolution command(Device device, Cause cause, ObjectNode parameters) {
    return factory.create(
        device, cause, id -> CommandPayload.of(id, device.id(), cause, parameters));
  }

  private Resolution change(Device device, String name, Set<String> properties, ObjectEvent event) {
    Cause cause = cause(event).named(name);
    ObjectNode values = CommandPayload.values(event, properties);
    return factory.create(
        device, cause, id -> CommandPayload.of(id, device.id(), cause, values, event));
  }

  /** The properties that the device is told of, by the name of the command. */
  private static Map<String, Set<String>> heard(Device device, ObjectEvent event) {
    Map<String, Set<String>> commands = new TreeMap<>();
    for (Listening listening : device.listens()) {
      boolean concerns =
          listening.objectType().equals(event.getObjectType())
              && (listening.objectId() == null || listening.objectId().equals(event.getObjectId()));
      Set<String> properties = listening.heard(event.getChanged());
      boolean news = !properties.isEmpty() || (listening.everything() && structural(event));
      if (concerns && news) {
        commands.computeIfAbsent(listening.command(), none -> new TreeSet<>()).addAll(properties);
      }
    }
    return commands;
  }

  private static boolean structural(ObjectEvent event) {
    return event.getKind() != ObjectEventKind.CHANGED;
  }

  private static Cause cause(ObjectCommand command) {
    CommandCause origin =
        CommandCause.newBuilder()
            .setCommandId(command.getId())
            .setObjectType(command.getObjectType())
            .setObjectId(command.getObjectId())
            .setTraceId(command.getTraceId())
            .setActor(command.getActor())
            .build();
    return new Cause(
        command.getId(), command.getName(), origin, command.getIssuedAt(), command.getExpiresAt());
  }

  private static Cause cause(ObjectEvent event) {
    CommandCause origin =
        CommandCause.newBuilder()
            .setEventId(event.getEventId())
            .setObjectType(event.getObjectType())
            .setObjectId(event.getObjectId())
            .setTraceId(event.getCause().getTraceId())
            .setActor(event.getActor())
            .build();
    return new Cause(event.getEventId(), "", origin, event.getOccurredAt(), null);
  }
}
