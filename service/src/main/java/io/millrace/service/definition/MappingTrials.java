package io.millrace.service.definition;

import io.millrace.schemas.avro.Definition;
import io.millrace.schemas.avro.DefinitionState;
import io.millrace.schemas.registry.RegistryClient;
import io.millrace.service.ServiceSettings;
import io.millrace.service.problem.ProblemCode;
import io.millrace.service.problem.ProblemException;
import io.millrace.udfs.definition.DefinitionException;
import io.millrace.udfs.definition.DocumentReader;
import io.millrace.udfs.format.PayloadFormats;
import io.millrace.udfs.mapping.DryRun;
import io.millrace.udfs.mapping.MappingSet;
import io.millrace.udfs.source.Sources;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Makes mappings ready to be tried, with the catalogue and the formats that the job has. */
@Component
public class MappingTrials {
  private static final String UNNAMED = "trial";
  private final DefinitionStore store;
  private final MappingFamily mappings;
  private final StoredSources sources;
  private final Clock clock;
  private final RegistryClient registry;

  MappingTrials(
      DefinitionStore store,
      MappingFamily mappings,
      StoredSources sources,
      Clock clock,
      ServiceSettings settings) {
    this.store = store;
    this.mappings = mappings;
    this.sources = sources;
    this.clock = clock;
    this.registry = new RegistryClient(settings.registry().url());
  }

  /** A mapping that was not saved; a problem with every error where it is none. */
  public DryRun of(JsonNode document) {
    Document checked = JsonDocuments.document(document);
    String id = document.path("id").asString(UNNAMED);
    return dryRun(
        new Definition(
            Kind.MAPPINGS.word(), id, 0L, DefinitionState.ACTIVE, checked.json(), clock.instant()));
  }

  /**
   * A mapping that was saved.
   *
   * @param version null for the present one
   */
  public DryRun of(String id, @Nullable Long version) {
    if (!DocumentReader.ID.matcher(id).matches()) {
      throw DefinitionService.absent(Kind.MAPPINGS, id);
    }
    Optional<StoredDefinition> found =
        version == null
            ? store.find(Kind.MAPPINGS, id).filter(d -> d.state() != DefinitionState.REMOVED)
            : store.version(Kind.MAPPINGS, id, version);
    StoredDefinition stored = found.orElseThrow(() -> DefinitionService.absent(Kind.MAPPINGS, id));
    return dryRun(
        new Definition(
            stored.kind().word(),
            id,
            stored.version(),
            DefinitionState.ACTIVE,
            stored.document(),
            stored.updatedAt()));
  }

  private DryRun dryRun(Definition mapping) {
    try {
      Sources senders = sources.all();
      StoredDevices devices = new StoredDevices(store);
      PayloadFormats formats = new PayloadFormats(registry::schema);
      return new DryRun(
          List.of(mapping),
          mappings.others(mapping),
          compiled -> new MappingSet(compiled, devices, senders, formats));
    } catch (DefinitionException e) {
      throw new ProblemException(
          ProblemCode.INVALID_DEFINITION,
          "The mapping cannot be used",
          Map.of("errors", e.problems()));
    }
  }
}
