package io.millrace.bench;

import io.millrace.schemas.avro.Definition;
import io.millrace.schemas.avro.DefinitionState;
import io.millrace.schemas.avro.Observation;
import io.millrace.schemas.avro.Origin;
import io.millrace.udfs.definition.DefinitionException;
import io.millrace.udfs.mapping.Mapping;
import io.millrace.udfs.mapping.MappingCompiler;
import io.millrace.udfs.mapping.MappingSet;
import io.millrace.udfs.mapping.Message;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
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
          "bench",
          "application/json",
          Map.of("source", "bench"),
          PAYLOAD,
          new Origin("device-messages", 0, 17L, 0),
          Instant.EPOCH);

  private Documents() {}

  static Mapping mapping() throws DefinitionException {
    return new MappingCompiler().compile(definition("bench", resource("mapping.json")));
  }

  /** What the mapping makes of the message. */
  static Observation observation() throws DefinitionException {
    return new MappingSet(List.of(mapping()), id -> null).map(MESSAGE).observations().get(0);
  }

  private static String resource(String name) {
    try (InputStream in = Documents.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is not beside " + Documents.class);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Definition definition(String id, String document) {
    return new Definition("any", id, 1L, DefinitionState.ACTIVE, document, Instant.EPOCH, null);
  }
}
