package io.millrace.udfs.ontology.lint;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Gathers findings. Not safe for use by many threads. */
public final class Findings {
  private final List<Finding> all = new ArrayList<>();

  public void add(LintCode code, String path, String reason) {
    all.add(new Finding(code, path, reason));
  }

  /** Each once, errors first, then by place. */
  public List<Finding> sorted() {
    return all.stream()
        .distinct()
        .sorted(Comparator.comparing(Finding::severity).thenComparing(Finding::path))
        .toList();
  }
}
