package io.millrace.bench.flink;

import io.millrace.bench.rules.Work;
import io.millrace.bench.rules.Workload;
import java.util.List;

/**
 * What is measured: a workload, over so many devices, with state kept there.
 *
 * @param work see {@link Workload#rules}
 * @param devices a divisor of {@link ObservationLoop#LENGTH}
 */
record Cell(String work, int devices, Backend backend) {

  /** Where Flink keeps state. */
  enum Backend {
    HEAP("heap", "hashmap"),
    ROCKSDB("rocksdb", "rocksdb");

    private final String text;
    private final String type;

    Backend(String text, String type) {
      this.text = text;
      this.type = type;
    }

    /** For people. */
    String text() {
      return text;
    }

    /** As {@code state.backend.type} has it. */
    String type() {
      return type;
    }
  }

  List<Work> rules() {
    return Workload.rules(work);
  }

  /** Patterns have Flink CEP as their measure, all else the bare frame. */
  Judge measure() {
    return patterns() ? Judge.CEP : Judge.FRAME;
  }

  boolean patterns() {
    return rules().stream()
        .allMatch(work -> work instanceof Work.Sequence || work instanceof Work.Absence);
  }

  /** Whether an aim is set for it (issue 4): on RocksDB for a single pattern alone. */
  boolean hasAim() {
    return backend == Backend.HEAP || patterns() && rules().size() == 1;
  }
}
