package io.millrace.jobs.rules.cep;

import io.millrace.udfs.rules.pattern.suite.CaseCondition;
import io.millrace.udfs.rules.pattern.suite.CaseEvent;
import io.millrace.udfs.rules.pattern.suite.CaseMatch;
import io.millrace.udfs.rules.pattern.suite.CepCase;
import io.millrace.udfs.rules.pattern.suite.Engine;
import io.millrace.udfs.rules.pattern.suite.Result;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.cep.nfa.NFA;
import org.apache.flink.cep.nfa.NFAState;
import org.apache.flink.cep.nfa.aftermatch.AfterMatchSkipStrategy;
import org.apache.flink.cep.nfa.compiler.NFACompiler;
import org.apache.flink.cep.nfa.sharedbuffer.SharedBuffer;
import org.apache.flink.cep.nfa.sharedbuffer.SharedBufferAccessor;
import org.apache.flink.cep.pattern.conditions.IterativeCondition;
import org.apache.flink.cep.time.TimerService;

/**
 * Flink CEP's own engine on the cases of a suite, one key, state in memory. Not for many threads.
 */
public final class FlinkCepEngine implements Engine, AutoCloseable {
  private static final TimerService NO_CLOCK = () -> 0;
  private final MemoryStates states = new MemoryStates();
  private final SharedBuffer<CaseEvent> buffer =
      new SharedBuffer<>(states, new CaseEventSerializer());

  @Override
  public Result run(CepCase test) throws Exception {
    states.clear();
    NFA<CaseEvent> nfa =
        NFACompiler.compileFactory(
                FlinkPattern.of(test.pattern(), i -> new Check(test.conditions().get(i))),
                test.timeouts())
            .createNFA();
    Result result = new Result();
    NFAState state = nfa.createInitialNFAState();
    AfterMatchSkipStrategy skip = FlinkPattern.skip(test.pattern().skip());
    try {
      for (CaseEvent event : test.events()) {
        advance(nfa, state, event.timestamp(), skip, result);
        process(nfa, state, event, skip, result);
      }
    } finally {
      // What is left in its caches belongs to no other case.
      buffer.getAccessor().close();
      states.clear();
    }
    return result;
  }

  private void advance(
      NFA<CaseEvent> nfa, NFAState state, long to, AfterMatchSkipStrategy skip, Result result)
      throws Exception {
    try (SharedBufferAccessor<CaseEvent> accessor = buffer.getAccessor()) {
      var found = nfa.advanceTime(accessor, state, to, skip);
      String when = CaseMatch.onWatermark(to);
      found.f0.forEach(match -> result.matches().add(new CaseMatch(when, match)));
      found.f1.forEach(
          timeout ->
              result.timeouts().add(new CaseMatch(CaseMatch.timedOut(to, timeout.f1), timeout.f0)));
    }
  }

  private void process(
      NFA<CaseEvent> nfa,
      NFAState state,
      CaseEvent event,
      AfterMatchSkipStrategy skip,
      Result result)
      throws Exception {
    try (SharedBufferAccessor<CaseEvent> accessor = buffer.getAccessor()) {
      nfa.process(accessor, state, event, event.timestamp(), skip, NO_CLOCK)
          .forEach(
              match -> result.matches().add(new CaseMatch(CaseMatch.atEvent(event.idx()), match)));
    }
  }

  @Override
  public void close() {
    buffer.releaseCacheStatisticsTimer();
  }

  /** A condition of the case. Flink wants it serializable, and never writes it here. */
  private static final class Check extends IterativeCondition<CaseEvent> {
    private static final long serialVersionUID = 1;
    private final transient CaseCondition condition;

    Check(CaseCondition condition) {
      this.condition = condition;
    }

    @Override
    public boolean filter(CaseEvent event, Context<CaseEvent> context) {
      return condition.holds(event, stage -> taken(context, stage));
    }

    private static List<CaseEvent> taken(Context<CaseEvent> context, String stage) {
      try {
        List<CaseEvent> events = new ArrayList<>();
        context.getEventsForPattern(stage).forEach(events::add);
        return events;
      } catch (Exception e) {
        throw new IllegalStateException("Flink cannot tell what it has taken", e);
      }
    }
  }
}
