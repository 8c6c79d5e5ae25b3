package io.millrace.local.demo.plant;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.local.demo.message.DeviceMessage;
import io.millrace.local.demo.message.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The messages that no plant is without: broken, empty, oversized, sent twice. As many of each as
 * its place in the list says, so that no two counts can be mistaken for each other.
 */
final class BadMessages {
  private static final int OVER_ONE_MEBIBYTE = (1 << 20) + 1;

  private final PlantMessages messages;
  private final MachineReading sound;
  private final long ts;
  private final List<DeviceMessage> all = new ArrayList<>();

  private BadMessages(PlantMessages messages, MachineReading sound, long ts) {
    this.messages = messages;
    this.sound = sound;
    this.ts = ts;
  }

  /**
   * All bad messages of a run.
   *
   * @param sound a reading that would be taken; each message breaks one thing in it
   */
  static List<DeviceMessage> of(PlantMessages messages, MachineReading sound, long ts) {
    BadMessages bad = new BadMessages(messages, sound, ts);
    bad.add(2, "oversized", sound.id(), bad.oversized());
    bad.add(3, "tombstone", sound.id(), null);
    bad.add(4, "missing-device-id", null, utf8(bad.json().toString()));
    bad.add(5, "not-utf-8", sound.id(), new byte[] {'{', '"', (byte) 0xC3, (byte) 0x28, '}'});
    bad.add(6, "malformed-json", sound.id(), utf8("{\"kind\":\"machine\",\"id\":"));
    bad.add(7, "no-mapping", "forklift-1", json(bad.json().put("kind", "forklift")));
    bad.add(8, "wrong-type", sound.id(), json(bad.json().put("temperature", "hot")));
    bad.add(9, "missing-field", sound.id(), json(bad.without("temperature")));
    bad.add(10, "null-value", sound.id(), json(bad.json().putNull("temperature")));
    bad.add(11, "bad-timestamp", sound.id(), json(bad.json().put("ts", "yesterday")));
    bad.add(12, "unknown-device", "badge-reader-1", json(bad.badge()));
    return bad.all;
  }

  private void add(int times, String code, @Nullable String deviceId, byte @Nullable [] payload) {
    Outcome outcome = Outcome.deadLetter(code);
    for (int i = 0; i < times; i++) {
      all.add(
          new DeviceMessage(deviceId, payload, PlantMessages.SOURCE, messages.trace(), outcome));
    }
  }

  private ObjectNode json() {
    return messages.machineJson(sound, ts);
  }

  private ObjectNode without(String field) {
    ObjectNode json = json();
    json.remove(field);
    return json;
  }

  /** Of a kind whose mapping takes registered devices only. */
  private ObjectNode badge() {
    return json().put("kind", "badge-reader").put("id", "badge-reader-1");
  }

  private byte[] oversized() {
    return json(json().put("note", "x".repeat(OVER_ONE_MEBIBYTE)));
  }

  private static byte[] json(ObjectNode node) {
    return utf8(node.toString());
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
