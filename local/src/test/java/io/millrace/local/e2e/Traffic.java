package io.millrace.local.e2e;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * A seeded stream of messages of one source with known faults in it, and what must come of it. The
 * expected alerts are counted by a plain loop, not by the engine.
 */
final class Traffic {
  static final double HOT = 90.0;
  static final double COOL = 80.0;
  private static final int DEVICES = 40;

  private final String source;
  private final Random random;
  private final Devices devices;
  private final Map<String, Boolean> hot = new LinkedHashMap<>();
  private int sequence;
  private int observations;
  private int opened;
  private int cleared;
  private final Map<String, Integer> deadLetters = new TreeMap<>();

  Traffic(String source, long seed, Devices devices) {
    this.source = source;
    this.random = new Random(seed);
    this.devices = devices;
  }

  /** The mapping of this source; it takes devices of the catalogue only. */
  String mapping() {
    return """
        {"id": "%1$s", "match": {"source": "%1$s"}, "objectType": "%1$s",
         "observedAt": "payload.ts", "unknownDevices": "refuse",
         "fields": {
           "temperature": {"expression": "payload.temperature", "type": "double", "required": true},
           "count": {"expression": "payload.n", "type": "long"},
           "label": {"expression": "payload.label", "type": "string"}}}"""
        .formatted(source);
  }

  String rule() {
    return """
        {"id": "%1$s-hot", "kind": "threshold", "objectType": "%1$s",
         "condition": "temperature > %2$s", "clear": "temperature < %3$s",
         "severity": "critical", "message": "{objectId} at {temperature}"}"""
        .formatted(source, HOT, COOL);
  }

  Iterable<String> deviceIds() {
    return java.util.stream.IntStream.range(0, DEVICES).mapToObj(this::device).toList();
  }

  String deviceDocument(String id) {
    return "{\"id\":\"%s\",\"type\":\"%s\"}".formatted(id, source);
  }

  /** Sends so many good messages and, between them, bad ones and duplicates. */
  void send(int messages) {
    for (int i = 0; i < messages; i++) {
      good();
      if (i % 50 == 7) {
        bad(i / 50 % 9);
      }
      if (i % 500 == 99) {
        oversized();
      }
    }
  }

  private void good() {
    String device = device(random.nextInt(DEVICES));
    double temperature = 60 + random.nextInt(640) / 16.0;
    String payload =
        "{\"ts\":%d,\"temperature\":%s,\"n\":%d,\"label\":\"grün ☀\"}"
            .formatted(1_767_268_800_000L + 1000L * sequence, temperature, sequence);
    String trace = trace();
    devices.send(device, trace, source, payload);
    observations++;
    expect(device, temperature);
    if (random.nextInt(10) == 0) {
      devices.send(device, trace, source, payload);
    }
  }

  private void expect(String device, double temperature) {
    boolean was = hot.getOrDefault(device, false);
    if (!was && temperature > HOT) {
      hot.put(device, true);
      opened++;
    } else if (was && temperature < COOL) {
      hot.put(device, false);
      cleared++;
    }
  }

  private void bad(int kind) {
    String device = device(1);
    switch (kind) {
      case 0 -> refused("malformed-json", device, "{\"ts\":");
      case 1 -> refused("not-utf-8", device, new byte[] {'"', (byte) 0xC3, (byte) 0x28, '"'});
      case 2 -> refused("wrong-type", device, "{\"ts\":0,\"temperature\":\"hot\"}");
      case 3 -> refused("null-value", device, "{\"ts\":0,\"temperature\":null}");
      case 4 -> refused("missing-field", device, "{\"ts\":0}");
      case 5 -> refused("bad-timestamp", device, "{\"ts\":\"soon\",\"temperature\":1}");
      case 6 -> refused("unknown-device", source + "-stranger", "{\"ts\":0,\"temperature\":1}");
      case 7 -> {
        devices.send(null, trace(), source, "{}".getBytes(StandardCharsets.UTF_8));
        deadLetters.merge("missing-device-id", 1, Integer::sum);
      }
      default -> {
        devices.send(device, trace(), source, (byte[]) null);
        deadLetters.merge("tombstone", 1, Integer::sum);
      }
    }
  }

  private void oversized() {
    refused("oversized", device(2), new byte[(1 << 20) + 1]);
  }

  private void refused(String code, String device, String payload) {
    refused(code, device, payload.getBytes(StandardCharsets.UTF_8));
  }

  private void refused(String code, String device, byte[] payload) {
    devices.send(device, trace(), source, payload);
    deadLetters.merge(code, 1, Integer::sum);
  }

  private String device(int number) {
    return source + "-" + number;
  }

  private String trace() {
    return source + "-trace-" + sequence++;
  }

  String source() {
    return source;
  }

  int observations() {
    return observations;
  }

  int opened() {
    return opened;
  }

  int cleared() {
    return cleared;
  }

  Map<String, Integer> deadLetters() {
    return deadLetters;
  }

  /** Devices that sent at least one good message that the rule could see. */
  int objects() {
    return DEVICES;
  }
}
