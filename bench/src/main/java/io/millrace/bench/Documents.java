package io.millrace.bench;

import io.millrace.schemas.avro.Definition;
import io.millrace.schemas.avro.DefinitionState;
import io.millrace.schemas.avro.Origin;
import io.millrace.udfs.definition.DefinitionException;
import io.millrace.udfs.mapping.Mapping;
import io.millrace.udfs.mapping.MappingCompiler;
import io.millrace.udfs.mapping.Message;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;

/** The mapping and message that the benchmarks share: ten fields, two of them computed. */
final class Documents {
  static final byte[] PAYLOAD =
      """
      {"id":"m-17","ts":1767268800000,"site":"A","line":"l3","load":0.71,"temperature":71.5,
       "vibration":2.25,"current":12.5,"voltage":231.0,"count":1234,"ok":true,"note":"nominal"}"""
          .getBytes(StandardCharsets.UTF_8);

  static final Message MESSAGE =
      new Message(
          "device-17",
          "trace-17",
          "plant",
          "application/json",
          Map.of("source", "plant"),
          PAYLOAD,
          new Origin("device-messages", 0, 17L, 0),
          Instant.EPOCH);

  private Documents() {}

  static Mapping mapping() throws DefinitionException {
    return new MappingCompiler()
        .compile(
            definition(
                "m",
                """
                {"id": "m", "match": {"source": "plant"}, "objectType": "machine",
                 "objectId": "payload.id", "observedAt": "payload.ts",
                 "fields": {
                   "site": {"expression": "payload.site", "type": "string"},
                   "line": {"expression": "payload.line", "type": "string"},
                   "load": {"expression": "payload.load", "type": "double"},
                   "temperature": {"expression": "payload.temperature", "type": "double"},
                   "vibration": {"expression": "payload.vibration", "type": "double"},
                   "power": {"expression": "payload.current * payload.voltage", "type": "double"},
                   "fahrenheit": {"expression": "payload.temperature * 1.8 + 32.0", "type": "double"},
                   "count": {"expression": "payload.count", "type": "long"},
                   "ok": {"expression": "payload.ok", "type": "boolean"},
                   "note": {"expression": "payload.note", "type": "string"}}}"""));
  }

  static Definition definition(String id, String document) {
    return new Definition("any", id, 1L, DefinitionState.ACTIVE, document, Instant.EPOCH, null);
  }
}
