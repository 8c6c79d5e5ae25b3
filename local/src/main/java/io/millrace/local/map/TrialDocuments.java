package io.millrace.local.map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.schemas.avro.Definition;
import io.millrace.schemas.avro.DefinitionState;
import io.millrace.udfs.codec.Codec;
import io.millrace.udfs.codec.CodecDefinition;
import io.millrace.udfs.codec.Codecs;
import io.millrace.udfs.definition.DefinitionException;
import io.millrace.udfs.definition.Problem;
import io.millrace.udfs.device.Device;
import io.millrace.udfs.device.DeviceCompiler;
import io.millrace.udfs.source.SourceCompiler;
import io.millrace.udfs.source.Sources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Definitions that lie in files and were not saved yet. */
final class TrialDocuments {
  private static final ObjectMapper JSON = new ObjectMapper();

  private TrialDocuments() {}

  static JsonNode read(Path file) throws IOException, DefinitionException {
    try {
      return JSON.readTree(Files.readString(file));
    } catch (JsonProcessingException e) {
      String place = e.getLocation().getLineNr() + ":" + e.getLocation().getColumnNr();
      String reason = file + " is no JSON: " + place + ": " + e.getOriginalMessage();
      throw new DefinitionException(List.of(new Problem("", reason)));
    }
  }

  /** As the service would publish it, as version 1. */
  static Definition definition(String kind, JsonNode document) {
    return new Definition(
        kind,
        document.path("id").asText(""),
        1L,
        DefinitionState.ACTIVE,
        document.toString(),
        Instant.EPOCH,
        null);
  }

  /** Mappings that lie in files. */
  static List<Definition> mappings(List<Path> files) throws IOException, DefinitionException {
    List<Definition> mappings = new ArrayList<>();
    for (Path file : files) {
      mappings.add(definition("mapping", read(file)));
    }
    return mappings;
  }

  static Device device(JsonNode document) throws DefinitionException {
    return new DeviceCompiler().compile(definition("device", document));
  }

  /** The one source of this file, or none. */
  static Sources sources(@Nullable Path file) throws IOException, DefinitionException {
    if (file == null) {
      return Sources.none();
    }
    SourceCompiler compiler = new SourceCompiler(Duration.ZERO);
    return new Sources(List.of(compiler.compile(definition("source", read(file)))));
  }

  /** A codec under whatever id it is asked for, or none. */
  static Codecs codecs(@Nullable Path file) throws IOException, DefinitionException {
    if (file == null) {
      return Codecs.none();
    }
    String program = Files.readString(file);
    try {
      Codec.compile(file.toString(), program).close();
    } catch (DefinitionException e) {
      throw new DefinitionException(List.of(new Problem("", file + ": " + e.getMessage())));
    }
    return new Codecs(id -> new CodecDefinition(id, 1, program));
  }
}
