package io.millrace.local.demo.plant;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.local.demo.message.DeviceMessage;
import io.millrace.local.demo.message.RunId;

/** Readings as the JSON messages that the plant's devices send. */
public final class PlantMessages {
  /** Value of the header {@code source}. */
  public static final String SOURCE = "plant";

  private final RunId run;
  private long sent;

  public PlantMessages(RunId run) {
    this.run = run;
  }

  /** A machine's message. */
  public DeviceMessage machine(MachineReading reading, long ts) {
    return message(reading.id(), machineJson(reading, ts));
  }

  /** A room's message. */
  public DeviceMessage room(RoomReading reading, long ts) {
    ObjectNode json = head("room", reading.id(), ts);
    json.put("temperature", reading.temperature()).put("humidity", reading.humidity());
    return message(reading.id(), json);
  }

  /** A fresh trace id. */
  String trace() {
    return run.trace(SOURCE, sent++);
  }

  ObjectNode machineJson(MachineReading reading, long ts) {
    return head("machine", reading.id(), ts)
        .put("room", reading.room())
        .put("load", reading.load())
        .put("temperature", reading.temperature())
        .put("vibration", reading.vibration())
        .put("wear", reading.wear());
  }

  private ObjectNode head(String kind, String id, long ts) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("kind", kind)
        .put("id", id)
        .put("run", run.value())
        .put("ts", ts);
  }

  private DeviceMessage message(String id, ObjectNode json) {
    return DeviceMessage.of(id, json.toString(), SOURCE, trace());
  }
}
