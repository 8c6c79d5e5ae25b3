package io.millrace.udfs.dispatch;

import io.millrace.schemas.avro.EventCause;
import io.millrace.schemas.avro.ObjectCommand;
import io.millrace.schemas.avro.ObjectEvent;
import io.millrace.schemas.avro.ObjectEventKind;
import io.millrace.udfs.Given;
import io.millrace.udfs.definition.DefinitionException;
import io.millrace.udfs.device.Device;
import io.millrace.udfs.device.DeviceCompiler;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Devices, commands and changes as the tests here say them. */
final class Catalogue {
  private Catalogue() {}

  /** A device by its document's fields, without braces, id and type. */
  static Device device(String id, String fields) {
    String document =
        "{\"id\": \"%s\", \"type\": \"thermostat\"%s}"
            .formatted(id, fields.isEmpty() ? "" : ", " + fields);
    try {
      return new DeviceCompiler().compile(Given.definition("device", id, 1, document));
    } catch (DefinitionException e) {
      throw new IllegalArgumentException(document, e);
    }
  }

  static DeviceCatalogue of(Device... devices) {
    DeviceCatalogue catalogue = new DeviceCatalogue();
    for (Device device : devices) {
      catalogue.set(device.id(), device);
    }
    return catalogue;
  }

  static ObjectCommand toDevice(String device, String name) {
    return command(name).setDeviceId(device).build();
  }

  static ObjectCommand toRoom(String room, String name) {
    return command(name).setObjectType("room").setObjectId(room).build();
  }

  static ObjectCommand.Builder command(String name) {
    return ObjectCommand.newBuilder()
        .setId("command-1")
        .setName(name)
        .setParameters("{\"setpoint\": 21.50}")
        .setActor("user:ann")
        .setTraceId("trace-1")
        .setIssuedAt(Given.NOON)
        .setExpiresAt(Given.NOON.plusSeconds(60));
  }

  /** A room whose properties changed to these. */
  static ObjectEvent change(String room, String actor, Map<String, ?> changed) {
    return ObjectEvent.newBuilder()
        .setEventId("event-1")
        .setObjectType("room")
        .setObjectId(room)
        .setSeq(7)
        .setKind(ObjectEventKind.CHANGED)
        .setOccurredAt(Given.NOON)
        .setRecordedAt(Given.NOON)
        .setActor(actor)
        .setCause(EventCause.newBuilder().setTraceId("trace-2").build())
        .setProperties(new HashMap<>(changed))
        .setChanged(List.copyOf(new TreeMap<>(changed).keySet()))
        .setCreatedAt(Given.NOON)
        .build();
  }
}
