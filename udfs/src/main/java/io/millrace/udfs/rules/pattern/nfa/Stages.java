package io.millrace.udfs.rules.pattern.nfa;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The events of a match, by stage. */
final class Stages {
  private Stages() {}

  /** Stages in the order in which they were first reached, each with its events as they came. */
  static <E> Map<String, List<E>> of(Run<E> run) {
    Deque<Step<E>> steps = new ArrayDeque<>();
    for (Step<E> step = run.last(); step != null; step = step.previous) {
      steps.push(step);
    }
    Map<String, List<E>> stages = new LinkedHashMap<>();
    for (Step<E> step : steps) {
      stages.computeIfAbsent(step.stage, s -> new ArrayList<>(1)).add(step.taken.event());
    }
    return stages;
  }
}
