package io.millrace.service.definition;

import io.millrace.schemas.avro.DefinitionState;
import io.millrace.udfs.codec.CodecDefinition;
import io.millrace.udfs.codec.Codecs;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The codecs in force, for trials of mappings. */
@Component
class StoredCodecs {
  private final DefinitionStore store;

  StoredCodecs(DefinitionStore store) {
    this.store = store;
  }

  /** For one thread and one trial: each codec stays as it is when it is first asked for. */
  Codecs open() {
    Map<String, Optional<CodecDefinition>> seen = new HashMap<>();
    return new Codecs(id -> seen.computeIfAbsent(id, this::find).orElse(null));
  }

  private Optional<CodecDefinition> find(String id) {
    return store
        .find(Kind.CODECS, id)
        .filter(stored -> stored.state() == DefinitionState.ACTIVE)
        .map(stored -> new CodecDefinition(id, stored.version(), source(stored)));
  }

  /** Its program; what is stored was checked when it was saved. */
  private static String source(StoredDefinition stored) {
    return JsonDocuments.JSON.readTree(stored.document()).path("source").asString("");
  }
}
