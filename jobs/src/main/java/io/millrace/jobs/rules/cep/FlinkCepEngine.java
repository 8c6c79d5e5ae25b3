package io.millrace.jobs.rules.cep;

import io.millrace.udfs.rules.pattern.suite.CaseCondition;
import io.millrace.udfs.rules.pattern.suite.CaseEvent;
import io.millrace.udfs.rules.pattern.suite.CaseMatch;
import io.millrace.udfs.rules.pattern.suite.CepCase;
import io.millrace.udfs.rules.pattern.suite.Engine;
import io.millrace.udfs.rules.pattern.suite.Moments;
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
    try {
      return new Turn(test).run();
    } finally {
      // What is left in its caches belongs to no other case.
      buffer.getAccessor().close();
      states.clear();
    }
  }

  /** One case. */
  private final class Turn {
    private final CepCase test;
    private final NFA<CaseEvent> nfa;
    private final NFAState state;
    private final AfterMatchSkipStrategy skip;
    private final Moments moments;
    private final Result result = new Result();

    Turn(CepCase test) {
      this.test = test;
      this.nfa =
          NFACompiler.compileFactory(
                  FlinkPattern.of(test.pattern(), i -> new Check(test.conditions().get(i))),
                  test.timeouts())
              .createNFA();
      this.state = nfa.createInitialNFAState();
      this.skip = FlinkPattern.skip(test.pattern().skip());
      this.moments = new Moments(test.pattern());
    }

    Result run() throws Exception {
      long time = Long.MIN_VALUE;
      for (CaseEvent event : test.events()) {
        pass(time, event.timestamp());
        time = event.timestamp();
        advance(time);
        process(event);
        moments.from(event);
        // A partial match may come to where its time is over already: that moment is past.
        pass(Long.MIN_VALUE, time);
        if (test.feed().once() && hasBegun()) {
          state.getPartialMatches().removeIf(run -> run.getStartEventID() == null);
        }
      }
      pass(time, test.feed().end());
      return result;
    }

    private void pass(long from, long to) throws Exception {
      if (test.feed().moments()) {
        for (long moment : moments.between(from, to)) {
          advance(moment);
        }
      }
    }

    private boolean hasBegun() {
      return !result.matches().isEmpty()
          || state.getPartialMatches().stream().anyMatch(run -> run.getStartEventID() != null);
    }

    private void advance(long to) throws Exception {
      try (SharedBufferAccessor<CaseEvent> accessor = buffer.getAccessor()) {
        var found = nfa.advanceTime(accessor, state, to, skip);
        String when = CaseMatch.onWatermark(to);
        found.f0.forEach(match -> result.matches().add(new CaseMatch(when, match)));
        for (var timeout : found.f1) {
          String at = CaseMatch.timedOut(to, timeout.f1);
          result.timeouts().add(new CaseMatch(at, timeout.f0));
        }
      }
    }

    private void process(CaseEvent event) throws Exception {
      String when = CaseMatch.atEvent(event.idx());
      try (SharedBufferAccessor<CaseEvent> accessor = buffer.getAccessor()) {
        nfa.process(accessor, state, event, event.timestamp(), skip, NO_CLOCK)
            .forEach(match -> result.matches().add(new CaseMatch(when, match)));
      }
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
