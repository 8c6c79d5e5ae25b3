package io.millrace.service.trial;

import io.millrace.schemas.avro.Definition;
import io.millrace.service.definition.MappingTrials;
import io.millrace.udfs.definition.DocumentReader;
import io.millrace.udfs.mapping.DryRun;
import io.millrace.udfs.mapping.Message;
import io.millrace.udfs.mapping.MessageReader;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tries a mapping on the messages of a request. */
@Component
class MappingDryRun {
  private static final JsonMapper JSON = new JsonMapper();

  private final MappingTrials mappings;
  private final Clock clock;

  MappingDryRun(MappingTrials mappings, Clock clock) {
    this.mappings = mappings;
    this.clock = clock;
  }

  DryRunView run(String id, byte[] body) {
    DocumentReader reader = Bodies.reader(body);
    reader.only(Set.of("mapping", "version", "messages"));
    Object version = reader.value("version");
    boolean given = reader.has("mapping");
    if (version != null && (given || !(version instanceof Long))) {
      reader.problem("version", "Must be a whole number, and is of a mapping that is saved");
    }
    if (given) {
      reader.object("mapping");
    }
    Bodies.check(reader);
    Definition mapping =
        given
            ? mappings.unsaved(id, JSON.readTree(String.valueOf(reader.node("mapping"))))
            : mappings.saved(id, version instanceof Long number ? number : null);
    List<Message> messages =
        Bodies.messages(reader, new MessageReader(source(mapping), clock.instant()));
    Bodies.check(reader);
    try (DryRun run = mappings.dryRun(mapping)) {
      return tried(run, messages);
    }
  }

  /** What messages come from that say no source: they are meant for this mapping. */
  private static @Nullable String source(Definition mapping) {
    JsonNode source = JSON.readTree(mapping.getDocument()).at("/match/source");
    return source.isString() ? source.asString() : null;
  }

  private static DryRunView tried(DryRun run, List<Message> messages) {
    List<DryRunView.Tried> results = new ArrayList<>(messages.size());
    for (Message message : messages) {
      results.add(DryRunView.Tried.of(results.size(), run.apply(message)));
    }
    return DryRunView.of(results, run);
  }
}
