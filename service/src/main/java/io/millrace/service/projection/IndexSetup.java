package io.millrace.service.projection;

import io.millrace.service.definition.OntologyGate;
import io.millrace.service.definition.StoredOntology;
import io.millrace.service.projection.SearchIndexes.Standing;
import io.millrace.udfs.ontology.LinkType;
import io.millrace.udfs.ontology.ObjectType;
import io.millrace.udfs.ontology.Ontology;
import io.millrace.udfs.projection.IndexMapping;
import io.millrace.udfs.projection.IndexState;
import io.millrace.udfs.projection.SearchDocument;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/**
 * Holds the indexes against the ontology: makes those of new types, adds new fields, and records
 * with each index what only a rebuild can mend. Before a version is saved, so that no document of a
 * new type comes first and the index has to guess; and again at the start and every few seconds,
 * where Elasticsearch was away. Several instances may do so at once.
 */
@Component
@Lazy(false)
class IndexSetup implements OntologyGate, SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(IndexSetup.class);
  private static final Duration POLL = Duration.ofSeconds(5);

  /** A rebuild may have swapped in an index that was begun for an older version. */
  private static final int POLLS_OF_A_LOOK = 12;

  private final SearchIndexes indexes;
  private final StoredOntology ontology;
  private volatile @Nullable Thread thread;

  IndexSetup(SearchIndexes indexes, StoredOntology ontology) {
    this.indexes = indexes;
    this.ontology = ontology;
  }

  @Override
  public void prepare(Ontology next) {
    try {
      apply(next);
    } catch (IOException e) {
      // The definition counts, and the index follows.
      LOG.warn("The indexes are not ready for the next ontology: {}", e.toString());
    }
  }

  private void apply(Ontology next) throws IOException {
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

  @Override
  public void start() {
    Thread started = new Thread(this::run, "index-setup");
    started.setDaemon(true);
    thread = started;
    started.start();
  }

  @Override
  public void stop() {
    Thread stopped = thread;
    thread = null;
    if (stopped != null) {
      stopped.interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return thread != null;
  }

  private void run() {
    long applied = -1;
    for (int poll = 0; isRunning(); poll++) {
      try {
        Ontology present = ontology.present();
        if (present.version() != applied || poll % POLLS_OF_A_LOOK == 0) {
          apply(present);
          applied = present.version();
        }
      } catch (IOException | RuntimeException e) {
        LOG.warn("The indexes wait for the ontology or for Elasticsearch: {}", e.toString());
      }
      try {
        Thread.sleep(POLL.toMillis());
      } catch (InterruptedException e) {
        return;
      }
    }
  }
}
