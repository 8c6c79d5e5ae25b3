package io.millrace.jobs.rules.cep;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.cep.nfa.NFAState;

/** What Flink's engine remembers of one key: its partial matches, and its shared buffer. */
final class FlinkCepState {
  final NFAState nfa;
  final List<Map<?, ?>> buffer;
  long events;
  long advanced = Long.MIN_VALUE;

  FlinkCepState(NFAState nfa, List<Map<?, ?>> buffer) {
    this.nfa = nfa;
    this.buffer = buffer;
  }

  static FlinkCepState empty(NFAState nfa, int maps) {
    List<Map<?, ?>> buffer = new ArrayList<>();
    for (int i = 0; i < maps; i++) {
      buffer.add(new HashMap<>());
    }
    return new FlinkCepState(nfa, buffer);
  }

  /** Nothing has begun. */
  boolean isEmpty() {
    return nfa.getCompletedMatches().isEmpty()
        && nfa.getPartialMatches().stream().allMatch(run -> run.getStartEventID() == null);
  }
}
