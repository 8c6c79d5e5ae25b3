package io.millrace.service.definition;

import io.millrace.schemas.avro.DefinitionState;
import io.millrace.udfs.codec.CodecCompiler;
import io.millrace.udfs.codec.CodecDefinition;
import io.millrace.udfs.codec.Codecs;
import io.millrace.udfs.definition.DefinitionException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The codecs in force, for mappings that are tried or tested. */
@Component
class StoredCodecs {
  private static final Logger LOG = LoggerFactory.getLogger(StoredCodecs.class);
  private final DefinitionStore store;

  StoredCodecs(DefinitionStore store) {
    this.store = store;
  }

  /** Codecs as they are now, for one thread; whoever takes them closes them. */
  Codecs open() {
    Map<String, Optional<CodecDefinition>> found = new HashMap<>();
    return new Codecs(id -> found.computeIfAbsent(id, this::find).orElse(null));
  }

  private Optional<CodecDefinition> find(String id) {
    Optional<StoredDefinition> stored =
        store.find(Kind.CODECS, id).filter(codec -> codec.state() == DefinitionState.ACTIVE);
    try {
      return stored.isEmpty()
          ? Optional.empty()
          : Optional.of(new CodecCompiler().compile(stored.get().toAvro()));
    } catch (DefinitionException e) {
      // Saved by an older release: the jobs set it aside as well.
      LOG.warn("Codec {} is not understood any more: {}", id, e.getMessage());
      return Optional.empty();
    }
  }
}
