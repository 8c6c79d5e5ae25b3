package io.millrace.jobs.dispatch;

import io.millrace.jobs.Given;
import io.millrace.jobs.runtime.definition.ControlRecord;
import io.millrace.jobs.runtime.definition.ControlTopic;
import io.millrace.schemas.avro.EventCause;
import io.millrace.schemas.avro.ObjectCommand;
import io.millrace.schemas.avro.ObjectEvent;
import io.millrace.schemas.avro.ObjectEventKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Devices, commands and changes, in the words of the field. */
public final class Commands {
  private Commands() {}

  public static ObjectCommand toDevice(String id, String device) {
    return command(id).setDeviceId(device).build();
  }

  static ObjectCommand toRoom(String id, String room) {
    return command(id).setObjectType("room").setObjectId(room).build();
  }

  private static ObjectCommand.Builder command(String id) {
    return ObjectCommand.newBuilder()
        .setId(id)
        .setName("set")
        .setParameters("{\"setpoint\": 21}")
        .setActor("user:ann")
        .setIssuedAt(Given.NOON);
  }

  /** Room r1 got this setpoint. */
  public static ObjectEvent change(long seq, double setpoint) {
    return ObjectEvent.newBuilder()
        .setEventId("event-" + seq)
        .setObjectType("room")
        .setObjectId("r1")
        .setSeq(seq)
        .setKind(ObjectEventKind.CHANGED)
        .setOccurredAt(Given.NOON)
        .setRecordedAt(Given.NOON)
        .setActor("user:ann")
        .setCause(new EventCause())
        .setProperties(new HashMap<>(Map.of("setpoint", setpoint)))
        .setChanged(List.of("setpoint"))
        .setCreatedAt(Given.NOON)
        .build();
  }

  /** A thermostat that stands for room r1 and hears its changes. */
  static ControlRecord thermostat(long offset, String id, long version, String state) {
    return device(
        offset,
        id,
        version,
        """
        {"id": "%s", "type": "thermostat", "state": "%s",
         "objects": [{"type": "room", "id": "r1"}], "listens": [{"objectType": "room"}],
         "transport": {"kind": "mqtt"}}"""
            .formatted(id, state));
  }

  /** A device whose commands the codec c encodes for port 9. */
  static ControlRecord encoded(long offset, String id) {
    return device(
        offset,
        id,
        1,
        """
        {"id": "%s", "type": "thermostat",
         "transport": {"kind": "mqtt", "codec": {"id": "c", "fPort": 9}}}"""
            .formatted(id));
  }

  /** The codec c with this body of its encodeDownlink. */
  static ControlRecord codec(long offset, long version, String body) {
    String document =
        "{\"id\": \"c\", \"source\": \"function encodeDownlink(i) { %s }\"}".formatted(body);
    return Given.control(ControlTopic.CODECS, offset, "c", version, document);
  }

  static ControlRecord device(long offset, String id, long version, String document) {
    return Given.control(ControlTopic.DEVICES, offset, id, version, document);
  }
}
