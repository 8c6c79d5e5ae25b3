package io.millrace.service.definition;

import io.millrace.schemas.avro.Definition;
import io.millrace.schemas.avro.DefinitionState;
import io.millrace.schemas.registry.RegistryClient;
import io.millrace.service.ServiceSettings;
import io.millrace.service.problem.ProblemCode;
import io.millrace.service.problem.ProblemException;
import io.millrace.udfs.definition.DefinitionException;
import io.millrace.udfs.definition.DocumentReader;
import io.millrace.udfs.format.Births;
import io.millrace.udfs.format.DecodedPayload;
import io.millrace.udfs.format.PayloadFormats;
import io.millrace.udfs.format.RawPayload;
import io.millrace.udfs.format.RefusedException;
import io.millrace.udfs.mapping.DryRun;
import io.millrace.udfs.mapping.MappingSet;
import io.millrace.udfs.mapping.Message;
import io.millrace.udfs.source.Source;
import io.millrace.udfs.source.Sources;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Makes mappings ready to be tried, with the catalogues and the formats that the job has. */
@Component
public class MappingTrials {
  private static final String UNNAMED = "trial";
  private final DefinitionStore store;
  private final MappingFamily mappings;
  private final StoredSources sources;
  private final StoredCodecs codecs;
  private final Clock clock;
  private final RegistryClient registry;

  MappingTrials(
      DefinitionStore store,
      MappingFamily mappings,
      StoredSources sources,
      StoredCodecs codecs,
      Clock clock,
      ServiceSettings settings) {
    this.store = store;
    this.mappings = mappings;
    this.sources = sources;
    this.codecs = codecs;
    this.clock = clock;
    this.registry = new RegistryClient(settings.registry().url());
  }

  /** A mapping that was not saved; a problem with every error where it is none. */
  public DryRun of(JsonNode document) {
    return dryRun(unsaved(document.path("id").asString(UNNAMED), document));
  }

  /**
   * A mapping that was saved.
   *
   * @param version null for the present one
   */
  public DryRun of(String id, @Nullable Long version) {
    return dryRun(saved(id, version));
  }

  /** A document as if it were saved under this id. */
  public Definition unsaved(String id, JsonNode document) {
    String json = JsonDocuments.document(document).json();
    return new Definition(
        Kind.MAPPINGS.word(), id, 0L, DefinitionState.ACTIVE, json, clock.instant(), null);
  }

  /**
   * A mapping that was saved; a problem where there is none.
   *
   * @param version null for the present one
   */
  public Definition saved(String id, @Nullable Long version) {
    if (!DocumentReader.ID.matcher(id).matches()) {
      throw DefinitionService.absent(Kind.MAPPINGS, id);
    }
    Optional<StoredDefinition> found =
        version == null
            ? store.find(Kind.MAPPINGS, id).filter(d -> d.state() != DefinitionState.REMOVED)
            : store.version(Kind.MAPPINGS, id, version);
    return found.orElseThrow(() -> DefinitionService.absent(Kind.MAPPINGS, id)).toAvro();
  }

  /** A mapping on trial, with those that it extends, to be closed; a problem with every error. */
  public DryRun dryRun(Definition mapping) {
    try {
      StoredDevices devices = new StoredDevices(store);
      Sources known = sources.all();
      PayloadFormats formats = formats().withBirths(Births.inMemory());
      return new DryRun(
          List.of(mapping),
          mappings.others(mapping),
          compiled -> new MappingSet(compiled, devices, known, formats, codecs.open()));
    } catch (DefinitionException e) {
      throw new ProblemException(
          ProblemCode.INVALID_DEFINITION,
          "The mapping cannot be used",
          Map.of("errors", e.problems()));
    }
  }

  /** Reads the payloads of messages as the job does, with the sources that are saved. */
  public Decoder decoder() {
    Sources known = sources.all();
    PayloadFormats formats = formats();
    return message -> {
      Source source = known.of(message.source());
      RawPayload raw =
          new RawPayload(
              message.payload(), message.contentType(), message.headers(), message.receivedAt());
      return formats.read(raw, source == null ? null : source.format());
    };
  }

  /** Decoders have buffers, so each trial has its own. */
  private PayloadFormats formats() {
    return new PayloadFormats(registry::schema);
  }

  /** Reads payloads. */
  @FunctionalInterface
  public interface Decoder {
    DecodedPayload decode(Message message) throws RefusedException;
  }
}
