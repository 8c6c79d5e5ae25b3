package io.millrace.service.definition;

import io.millrace.service.thread.ServiceThread;
import io.millrace.udfs.ontology.Ontology;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Leads the ontology through all gates; where one is shut, it is tried until it opens. */
@Component
@Lazy(false)
class OntologyGates extends ServiceThread {
  private static final Logger LOG = LoggerFactory.getLogger(OntologyGates.class);
  private static final Duration POLL = Duration.ofSeconds(5);

  /**
   * What was made ready may be undone: a rebuild swaps in an index that was begun for an older
   * version, somebody drops a view.
   */
  private static final int POLLS_OF_A_LOOK = 12;

  private final List<OntologyGate> gates;
  private final StoredOntology ontology;

  OntologyGates(List<OntologyGate> gates, StoredOntology ontology) {
    super("ontology-gates");
    this.gates = gates;
    this.ontology = ontology;
  }

  /** Does what can be done for a version that is about to be saved: the definition counts. */
  void prepare(Ontology next) {
    for (OntologyGate gate : gates) {
      pass(gate, next);
    }
  }

  private static boolean pass(OntologyGate gate, Ontology next) {
    try {
      gate.prepare(next);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (Exception e) {
      LOG.warn("The ontology waits for {}: {}", gate.getClass().getSimpleName(), e.toString());
      return false;
    }
  }

  @Override
  protected void run() {
    Map<OntologyGate, Long> passed = new HashMap<>();
    for (int poll = 1; isRunning(); poll++) {
      if (poll % POLLS_OF_A_LOOK == 0) {
        passed.clear();
      }
      try {
        Ontology present = ontology.present();
        for (OntologyGate gate : gates) {
          if (passed.getOrDefault(gate, -1L) != present.version() && pass(gate, present)) {
            passed.put(gate, present.version());
          }
        }
      } catch (RuntimeException e) {
        LOG.warn("The ontology cannot be read: {}", e.toString());
      }
      try {
        Thread.sleep(POLL.toMillis());
      } catch (InterruptedException e) {
        return;
      }
    }
  }
}
