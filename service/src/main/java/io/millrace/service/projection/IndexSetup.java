package io.millrace.service.projection;

import io.millrace.service.definition.OntologyGate;
import io.millrace.service.projection.SearchIndexes.Standing;
import io.millrace.udfs.ontology.LinkType;
import io.millrace.udfs.ontology.ObjectType;
import io.millrace.udfs.ontology.Ontology;
import io.millrace.udfs.projection.IndexMapping;
import io.millrace.udfs.projection.IndexState;
import io.millrace.udfs.projection.SearchDocument;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Holds the indexes against the ontology: makes those of new types, adds new fields, and records
 * with each index what only a rebuild can mend. Before a version is saved, so that no document of a
 * new type comes first and the index has to guess; and again at the start and every few seconds,
 * where Elasticsearch was away. Several instances may do so at once.
 */
@Component
class IndexSetup implements OntologyGate {
  private static final Logger LOG = LoggerFactory.getLogger(IndexSetup.class);

  private final SearchIndexes indexes;

  IndexSetup(SearchIndexes indexes) {
    this.indexes = indexes;
  }

  @Override
  public void prepare(Ontology next) throws IOException {
    Map<String, IndexMapping> wanted = new TreeMap<>();
    for (ObjectType type : next.objectTypes().values()) {
      wanted.put(SearchDocument.alias(type.name()), IndexMapping.of(type));
    }
    for (LinkType link : next.linkTypes().values()) {
      wanted.put(SearchDocument.linkAlias(link.id()), IndexMapping.of(link));
    }
    if (wanted.isEmpty()) {
      return;
    }
    Map<String, Standing> standing = indexes.standing();
    for (Map.Entry<String, IndexMapping> want : wanted.entrySet()) {
      apply(want.getKey(), want.getValue(), standing.get(want.getKey()), next.version());
    }
  }

  private void apply(String alias, IndexMapping wanted, @Nullable Standing standing, long version)
      throws IOException {
    if (standing == null) {
      indexes.create(alias, IndexState.made(version, wanted));
      return;
    }
    IndexState present = standing.state();
    IndexState next = present.against(version, wanted);
    // The version alone is no reason to touch an index.
    boolean same =
        next.rebuild().equals(present.rebuild()) && present.missing(wanted).fields().isEmpty();
    if (!same) {
      indexes.change(standing.index(), present.missing(wanted), next);
    }
    if (!next.rebuild().isEmpty() && !same) {
      LOG.warn("The index {} needs a rebuild: {}", standing.index(), next.rebuild());
    }
  }
}
